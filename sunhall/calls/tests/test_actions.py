"""Calls from the ring to the end, as the exchange tells them (H1, H3)."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction

from sunhall.calls import actions, events, queries
from sunhall.calls.models import Call, Seat
from sunhall.calls.tests.makers import (
    CALLER,
    hear,
    last_order,
    lay_seats,
    orders,
    pick_up,
    ring,
)
from sunhall.directory import actions as directory
from sunhall.directory.models import Organisation
from sunhall.ground.access.actor import SYSTEM
from sunhall.ground.journal.record import told
from sunhall.ground.kit.refusal import NotFound, Refused
from sunhall.ground.lines import facts
from sunhall.hotline import actions as hotline
from sunhall.hotline.tests.makers import make_request

MONDAY = datetime(2026, 11, 16, 2, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def monday(settings):
    settings.LINES = "ari"
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def seats(desk):
    lay_seats()
    actions.take_seat("801", by=desk.operator)
    return desk


def kinds(call):
    return told(f"call:{call.code}")


def test_a_call_rings_the_ready_seat_is_answered_and_ends_in_wrap_up(seats, monday):
    call = ring()
    assert (call.state, call.seat.code) == ("offered", "801")
    monday.shift(7)
    pick_up(call)
    monday.shift(100)
    hear(facts.Ended(call.line, "normal"))
    call.refresh_from_db()
    assert orders(call) == ["greet", "ring", "join", "drop"]
    assert (call.state, call.outcome, call.staff) == ("ended", "answered", "wang")
    assert Seat.objects.get(code="801").state == "wrap_up"
    assert kinds(call) == [
        events.CallArrived, events.CallOffered, events.CallAnswered, events.CallEnded,
    ]  # fmt: skip
    waited, talked = (row.value for row in queries.figures(MONDAY, MONDAY + timedelta(days=1))[-2:])
    assert (waited, talked) == (7, 100)


def test_the_same_fact_twice_changes_nothing(seats):
    call = ring()
    ring()
    pick_up(call)
    for _again in range(2):
        hear(facts.LegUp(call.line, "1"))
        hear(facts.Recorded(call.line, "r-1", 3))
    for _again in range(2):
        hear(facts.Ended(call.line))
    assert kinds(call).count(events.CallAnswered) == 1
    assert kinds(call).count(events.RecordingKept) == 1
    assert kinds(call).count(events.CallEnded) == 1
    hear(facts.LegUp("nobody-knows-this-line", "1"))


def test_facts_that_overtake_each_other_leave_no_call_half_alive(seats):
    call = ring()
    hear(facts.Ended(call.line))
    hear(facts.LegUp(call.line, "1"))
    hear(facts.LegDown(call.line, "1"))
    call.refresh_from_db()
    assert (call.state, call.outcome) == ("ended", "missed")
    assert Seat.objects.get(code="801").state == "ready"


def test_a_phone_that_rings_in_vain_gives_the_caller_to_the_next_seat(seats):
    actions.take_seat("802", by=seats.manager)
    call = ring()
    hear(facts.LegDown(call.line, "1", "no answer"))
    call.refresh_from_db()
    assert (call.state, call.seat.code) == ("offered", "802")
    first = Seat.objects.get(code="801")
    assert (first.state, first.reason) == ("away", "no_answer")


def test_who_answers_first_has_the_call_and_the_other_is_told_so(desk):
    lay_seats()
    call = ring()
    for who, seat in (("operator", "801"), ("manager", "802")):
        actions.take_seat(seat, by=getattr(desk, who))
    call.refresh_from_db()
    assert call.seat.code == "801"
    with pytest.raises(Refused, match="正在另一个坐席振铃"):
        actions.answer_call(call.code, by=desk.manager)
    actions.answer_call(call.code, by=desk.operator)
    assert last_order(call, "answer")["name"] == "1"
    pick_up(call)
    with pytest.raises(Refused, match="已由另一个坐席接听"):
        actions.answer_call(call.code, by=desk.manager)


def test_a_seat_never_has_two_calls(seats):
    call = ring()
    with pytest.raises(IntegrityError), transaction.atomic():
        Call.objects.create(
            code="C-x", exchange="ari", line="x", arrived_at=MONDAY, seat=call.seat, state="offered"
        )


def test_a_caller_who_hangs_up_in_the_queue_is_missed_and_called_back(seats, monday):
    other = ring("line-0", "13900000009")
    pick_up(other)
    call = ring()
    assert call.state == "waiting"
    monday.shift(40)
    hear(facts.Ended(call.line))
    hear(facts.Ended(other.line))
    (line,) = queries.missed_for(seats.operator)
    assert (line.number, line.waited) == ("138****0001", 40)
    back = actions.call_back(call.code, by=seats.operator)
    hear(facts.LegUp(back.line, "1"))
    assert last_order(back, "call")["to"] == CALLER
    hear(facts.LegUp(back.line, "out"))
    hear(facts.Ended(back.line))
    assert queries.missed_for(seats.operator) == []
    assert kinds(call)[-2:] == [events.CallBackStarted, events.CallBackNoted]


def test_a_call_back_that_nobody_answers_leaves_the_call_on_the_list(seats):
    actions.be_away("rest", by=seats.operator)
    call = ring()
    hear(facts.Ended(call.line))
    back = actions.call_back(call.code, by=seats.operator)
    hear(facts.LegUp(back.line, "1"))
    hear(facts.Ended(back.line, "no answer"))
    (line,) = queries.missed_for(seats.operator)
    assert [words for _at, _who, words in line.backs] == ["无人接听"]
    actions.note_call_back(call.code, outcome="wrong", words="空号", by=seats.operator)
    assert queries.missed_for(seats.operator) == []


def test_who_gets_through_later_is_missed_no_more(seats):
    actions.be_away("rest", by=seats.operator)
    first = ring()
    hear(facts.Ended(first.line))
    actions.be_ready(by=seats.operator)
    pick_up(ring("line-2"))
    assert queries.count_missed(seats.operator) == 0


def test_a_number_and_a_code_read_out_stage_owner_and_due(seats):
    actions.be_away("rest", by=seats.operator)
    request = make_request(seats, upto="handling")
    matter = request.matter
    digits = "".join(c for c in matter.number if c.isdigit())
    call = ring()
    hear(facts.Pressed(call.line, "1"))
    hear(facts.Pressed(call.line, f"{digits}#"))
    hear(facts.Pressed(call.line, matter.query_code))
    said = "".join(words for _code, words in last_order(call, "say")["says"])
    assert "办理中" in said or "民政局" in said
    assert "民政局" in said
    assert "最迟11月23日" in said
    hear(facts.Ended(call.line))
    call.refresh_from_db()
    assert call.outcome == "enquired"
    assert queries.figures(MONDAY, MONDAY + timedelta(days=1))[0].under == 0


def test_wrong_codes_are_counted_like_those_of_the_portal_and_lead_to_a_human(seats):
    actions.be_away("rest", by=seats.operator)
    matter = make_request(seats).matter
    digits = "".join(c for c in matter.number if c.isdigit())
    wrong = f"{(int(matter.query_code) + 1) % 10**8:08d}"
    for number in range(2):
        call = ring(f"line-{number}")
        hear(facts.Pressed(call.line, f"1{digits}"))
        for _try in range(3):
            hear(facts.Pressed(call.line, wrong))
        call.refresh_from_db()
        assert call.state == "waiting"
    call = ring("line-9")
    hear(facts.Pressed(call.line, f"1{digits}{matter.query_code}"))
    said = "".join(words for _code, words in last_order(call, "say")["says"])
    assert "输错次数较多" in said
    assert events.EnquiryAnswered not in kinds(call)


def test_a_sealed_matter_tells_no_holder(seats):
    request = make_request(seats, demand="report")
    hotline.pass_to_inspection(request.matter.number, by=seats.operator)
    request.matter.refresh_from_db()
    said = queries.spoken_standing(request.matter.number, request.matter.query_code)
    assert "纪律检查" not in "".join(words for _code, words in said)


def test_a_third_party_joins_both_legs_are_logged_and_the_call_is_handed_over(seats):
    Organisation.objects.filter(code="qh-mz").update(phone="0571-8000001")
    call = pick_up(ring())
    actions.invite_third(call.code, to="office:qh-mz", purpose="transfer", by=seats.operator)
    call.refresh_from_db()
    assert call.on_hold
    with pytest.raises(Refused, match="还没有接听"):
        actions.transfer_call(call.code, by=seats.operator)
    hear(facts.LegUp(call.line, "2"))
    assert last_order(call, "join")["seconds"] == 1
    actions.transfer_call(call.code, by=seats.operator)
    assert orders(call)[-2:] == ["drop", "resume"]
    assert Seat.objects.get(code="801").state == "wrap_up"
    hear(facts.LegDown(call.line, "2"))
    assert orders(call)[-1] == "hangup"
    hear(facts.Ended(call.line))
    legs = queries.whole(seats.operator, queries.call_for(seats.operator, call.code)).branches
    assert [(leg.purpose, leg.who, bool(leg.joined_at), bool(leg.left_at)) for leg in legs] == [
        ("坐席", "801", True, True), ("转接", "民政局", True, True),
    ]  # fmt: skip


def test_three_way_keeps_the_operator_and_a_third_who_does_not_answer_is_logged(seats):
    call = pick_up(ring())
    actions.invite_third(call.code, to="120", purpose="three_way", by=seats.operator)
    hear(facts.LegDown(call.line, "2", "busy"))
    assert kinds(call)[-2:] == [events.ThirdInvited, events.ThirdLeft]
    call.refresh_from_db()
    assert (call.state, call.on_hold) == ("speaking", False)
    with pytest.raises(Refused, match="选择要呼叫"):
        actions.invite_third(call.code, to="", purpose="three_way", by=seats.operator)


def test_a_call_is_handed_to_another_seat_that_then_has_it_alone(seats):
    actions.take_seat("802", by=seats.manager)
    call = pick_up(ring())
    actions.invite_third(call.code, to="seat:802", purpose="transfer", by=seats.operator)
    hear(facts.LegUp(call.line, "2"))
    actions.transfer_call(call.code, by=seats.operator)
    call.refresh_from_db()
    assert (call.seat.code, call.staff) == ("802", "shi")
    hear(facts.Ended(call.line))
    assert Seat.objects.get(code="802").state == "wrap_up"


def test_an_exchange_that_restarts_ends_what_it_lost_and_is_heard_again(seats, monday):
    call = pick_up(ring())
    actions.reconcile("ari", frozenset({"unheard"}), by=SYSTEM)
    call.refresh_from_db()
    assert call.state == "speaking", "too young to be held lost"
    monday.shift(120)
    actions.reconcile("ari", frozenset({"unheard"}), by=SYSTEM)
    call.refresh_from_db()
    assert (call.state, call.outcome) == ("ended", "answered")
    assert Call.objects.get(line="unheard").state == "waiting"
    actions.reconcile("ari", frozenset({call.line, "unheard"}), by=SYSTEM)
    assert orders(call)[-1] == "hangup"


def test_an_order_that_fails_leaves_nobody_waiting_for_it(seats):
    call = ring()
    hear(facts.Disobeyed(call.line, "ring", "1"))
    call.refresh_from_db()
    assert call.state == "waiting"
    assert Seat.objects.get(code="801").state == "away"


def test_a_withheld_number_is_served_and_cannot_be_called_back(seats):
    actions.be_away("meal", by=seats.operator)
    call = ring(caller="anonymous")
    hear(facts.Pressed(call.line, "9"))
    hear(facts.Ended(call.line))
    with pytest.raises(Refused, match="没有显示号码"):
        actions.call_back(call.code, by=seats.operator)


def test_who_presses_nine_is_called_back_first(seats):
    actions.be_away("meal", by=seats.operator)
    hear(facts.Ended(ring("line-1", "13900000001").line))
    call = ring("line-2")
    hear(facts.Pressed(call.line, "9"))
    assert orders(call)[-1] == "hangup"
    hear(facts.Ended(call.line))
    assert queries.missed_for(seats.operator)[0].code == call.code


def test_one_person_sits_at_one_seat_and_a_seat_has_one_person(seats):
    with pytest.raises(Refused, match="另一个坐席签入"):
        actions.take_seat("802", by=seats.operator)
    with pytest.raises(Refused, match="已有人签入"):
        actions.take_seat("801", by=seats.manager)
    with pytest.raises(Refused, match="没有接听热线电话的权限"):
        actions.take_seat("802", by=seats.handler)
    ring()
    with pytest.raises(Refused, match="坐席正在振铃"):
        actions.leave_seat(by=seats.operator)


def test_recordings_are_heard_by_who_took_the_call_and_each_time_is_noted(seats):
    call = pick_up(ring())
    hear(facts.Recorded(call.line, call.code, 12))
    for who in (seats.operator, seats.manager):
        actions.hear_recording(call.code, call.code, by=who)
    assert kinds(call).count(events.RecordingHeard) == 2
    for who in (seats.handler, seats.revisitor):
        with pytest.raises(NotFound):
            actions.hear_recording(call.code, call.code, by=who)


def test_a_number_is_opened_with_a_reason_only(seats):
    call = ring()
    with pytest.raises(Refused, match="查看原因"):
        actions.reveal_number(call.code, reason="", by=seats.manager)
    assert actions.reveal_number(call.code, reason="核对来电", by=seats.manager) == CALLER
    assert kinds(call)[-1] is events.NumberRevealed


def test_gaps_of_the_roster_are_seen_before_they_happen(seats):
    before = len(queries.gaps(days=1))
    day = MONDAY.date()
    for staff in ("wang", "he"):
        directory.put_on_duty("hl_day", day, "qh-rx", staff, by=seats.manager)
    assert len(queries.gaps(days=1)) == before - 1
    with pytest.raises(Refused):
        directory.put_on_duty("leader", day, "qh-rx", "wang", by=seats.manager)


def test_calls_answered_within_fifteen_seconds_are_counted_of_those_that_asked(seats, monday):
    for line, wait in (("a", 5), ("b", 20)):
        call = ring(line)
        monday.shift(wait)
        pick_up(call)
        hear(facts.Ended(line))
        actions.be_ready(by=seats.operator)
    actions.be_away("rest", by=seats.operator)
    hear(facts.Ended(ring("c", "13900000003").line))
    answered, quick, given_up, back, *_means = queries.figures(MONDAY, MONDAY + timedelta(days=1))
    assert (answered.over, answered.under) == (2, 3)
    assert (quick.over, quick.under) == (1, 3)
    assert (given_up.over, given_up.under) == (1, 3)
    assert (back.over, back.under) == (0, 1)


def test_a_missed_call_is_called_back_or_it_came_again_by_itself(seats, monday):
    actions.be_away("rest", by=seats.operator)
    for line, number in (("a", "13900000003"), ("b", "13900000004")):
        hear(facts.Ended(ring(line, number).line))
    rung, again = Call.objects.order_by("pk")
    actions.be_ready(by=seats.operator)
    actions.note_call_back(rung.code, outcome="no_answer", by=seats.operator)
    monday.shift(60)
    hear(facts.Ended(pick_up(ring("c", "13900000004")).line))
    again.refresh_from_db()
    assert again.settled_at is not None
    back = queries.figures(MONDAY, MONDAY + timedelta(days=1))[3]
    assert (back.measure.code, back.over, back.under, back.left_out) == ("called_back", 1, 1, 1)
