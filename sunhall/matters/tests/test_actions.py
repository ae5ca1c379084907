"""Actions of the spine under conditions that the road of a request does not meet."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine

from sunhall.clocks import queries as clock_queries
from sunhall.clocks.events import CalendarChanged
from sunhall.clocks.tests.makers import declare_day
from sunhall.ground.access.actor import SYSTEM
from sunhall.ground.journal.models import Entry
from sunhall.ground.journal.record import story, told
from sunhall.ground.journal.worker import drain
from sunhall.ground.kit.refusal import Refused
from sunhall.hotline import actions as hotline
from sunhall.hotline.tests.makers import make_request
from sunhall.matters import actions, events, jobs, queries
from sunhall.matters.models import Deadline, Matter
from tests.cast import Cast

MONDAY = datetime(2026, 11, 16, 2, 0, tzinfo=UTC)
DUE = datetime(2026, 11, 23, 16, 0, tzinfo=UTC)
FRIDAY = date(2026, 11, 20)
GROUND = {"ground": "XK45_REVIEW", "paper": "清民告〔2026〕7号"}


@pytest.fixture(autouse=True)
def monday() -> object:
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


def handled(desk: Cast) -> Matter:
    return make_request(desk, upto="handling").matter


def kinds(matter: Matter) -> list[type]:
    return told(f"matter:{matter.number}")


def test_an_answer_ends_a_pause_so_that_no_clock_stands_still_for_ever(
    desk: Cast, monday: Any
) -> None:
    matter = handled(desk)
    actions.pause_clock(matter.number, **GROUND, by=desk.handler)
    monday.move_to(MONDAY + timedelta(days=2))
    hotline.answer_request(matter.number, text="修好了", outcome="resolved", by=desk.handler)
    matter.refresh_from_db()
    assert matter.paused_at is None
    assert matter.due_at is not None
    assert not matter.pauses.filter(to_at=None).exists()
    assert events.ClockResumed in kinds(matter)


def test_a_return_ends_a_pause_and_tells_to_whom(desk: Cast) -> None:
    matter = handled(desk)
    actions.pause_clock(matter.number, **GROUND, by=desk.handler)
    hotline.return_request(
        matter.number,
        reason_code="not_duty",
        reason="不属于民政职责范围",
        suggested="zj-roads",
        by=desk.handler,
    )
    matter.refresh_from_db()
    returned = story(f"matter:{matter.number}")[-1].event
    assert isinstance(returned, events.MatterReturned)
    assert returned.to == matter.owner == "rx-head"
    assert matter.paused_at is None
    # Somebody decides on it within a working day; the reply is owed when it was owed before.
    clocks = dict(matter.deadlines.filter(ended_at=None).values_list("name", "due_at"))
    assert clocks["reply"] == DUE
    assert matter.due_at == clocks["objection"] < DUE


def test_a_clock_that_was_met_or_ended_meanwhile_is_not_noted(desk: Cast, monday: Any) -> None:
    matter = handled(desk)
    found = Deadline.objects.get(matter=matter, name="reply")
    hotline.answer_request(matter.number, text="修好了", outcome="resolved", by=desk.handler)
    monday.move_to(DUE + timedelta(days=1))
    before = Entry.objects.count()
    actions.note_limit_passed(found.pk, by=SYSTEM)
    actions.note_limit_near(found.pk, by=SYSTEM)
    assert Entry.objects.count() == before


def test_a_clock_that_was_extended_meanwhile_is_not_noted_as_passed(
    desk: Cast, monday: Any
) -> None:
    matter = handled(desk)
    found = Deadline.objects.get(matter=matter, name="reply")
    actions.ask_extension(matter.number, n=5, reason="需要专业检测线路", by=desk.handler)
    monday.move_to(DUE - timedelta(hours=1))
    actions.decide_extension(matter.number, granted=True, reason="属实", by=desk.head)
    monday.move_to(DUE + timedelta(hours=1))
    actions.note_limit_passed(found.pk, by=SYSTEM)
    matter.refresh_from_db()
    assert matter.late_at is None


def test_a_reminder_is_noted_once_however_often_the_job_runs(desk: Cast, monday: Any) -> None:
    matter = handled(desk)
    monday.move_to(DUE - timedelta(hours=3))
    for _ in range(3):
        jobs.remind_before_limits()
    assert kinds(matter).count(events.LimitNear) == 1


def test_a_passed_limit_is_noted_once_with_who_held_the_post(desk: Cast, monday: Any) -> None:
    matter = handled(desk)
    monday.move_to(DUE + timedelta(days=3))
    for _ in range(3):
        jobs.note_passed_limits()
    passed = [r.event for r in story(f"matter:{matter.number}") if "LimitPassed" in r.event.kind]
    assert [(one.post, one.staff) for one in passed] == [("mz-relief", "zhao")]
    matter.refresh_from_db()
    assert matter.late_at == DUE


def test_a_limit_is_noted_with_the_post_that_owes_it_and_who_holds_that_post(
    desk: Cast, monday: Any
) -> None:
    matter = make_request(desk, upto="assigned").matter
    monday.move_to(DUE + timedelta(days=3))
    jobs.note_passed_limits()
    passed = [r.event for r in story(f"matter:{matter.number}") if "LimitPassed" in r.event.kind]
    assert [(one.name, one.post, one.staff) for one in passed] == [
        ("sign", "mz-relief", "zhao"),
        ("reply", "rx-desk", "wang"),
    ]


def test_whoever_was_reminded_is_reminded_again_when_a_pause_has_moved_the_limit(
    desk: Cast, monday: Any
) -> None:
    matter = handled(desk)
    monday.move_to(DUE - timedelta(days=3, hours=14))
    jobs.remind_before_limits()
    actions.pause_clock(matter.number, **GROUND, by=desk.handler)
    monday.shift(timedelta(days=30))
    actions.resume_clock(matter.number, by=desk.handler)
    for _ in range(10):
        jobs.remind_before_limits()
        monday.shift(timedelta(days=1))
    assert kinds(matter).count(events.LimitNear) == 2


def test_a_job_that_slept_for_days_still_notes_everything(desk: Cast, monday: Any) -> None:
    numbers = [handled(desk).number for _ in range(3)]
    monday.move_to(DUE + timedelta(days=30))
    jobs.note_passed_limits()
    assert Matter.objects.filter(number__in=numbers, late_at=DUE).count() == 3


def test_two_matters_are_linked_once_and_both_chains_tell_it(desk: Cast) -> None:
    one, two = make_request(desk).matter, make_request(desk).matter
    actions.link_matters(one.number, two.number, link="related", by=desk.operator)
    with pytest.raises(Refused, match="已经关联"):
        actions.link_matters(one.number, two.number, link="related", by=desk.operator)
    actions.unlink_matters(one.number, two.number, link="related", by=desk.operator)
    for matter in (one, two):
        assert kinds(matter)[-2:] == [events.MatterLinked, events.MatterUnlinked]


def test_a_changed_calendar_moves_every_open_limit_and_the_journal_says_so(desk: Cast) -> None:
    open_ones = [handled(desk) for _ in range(3)]
    answered = make_request(desk, upto="answered").matter
    before = answered.deadlines.get(name="reply").due_at
    change_a_day(desk)
    drain()
    for matter in open_ones:
        matter.refresh_from_db()
        assert matter.due_at == DUE + timedelta(days=1)
        moved = story(f"matter:{matter.number}")[-1].event
        assert isinstance(moved, events.LimitRecomputed)
        assert "20" in moved.reason
    assert answered.deadlines.get(name="reply").due_at == before


def test_a_calendar_recomputed_twice_moves_nothing_more(desk: Cast) -> None:
    matter = handled(desk)
    change_a_day(desk)
    drain()
    count = Entry.objects.count()
    actions.recompute_limits(matter.number, reason="再算一次", by=SYSTEM)
    assert Entry.objects.count() == count


def test_a_change_elsewhere_moves_no_limit_here(desk: Cast) -> None:
    matter = handled(desk)
    change_a_day(desk, place="990101101")
    drain()
    matter.refresh_from_db()
    assert matter.due_at == DUE


def test_the_preview_of_a_change_counts_and_names_the_limits_it_would_move(desk: Cast) -> None:
    matter = handled(desk)
    running = Deadline.objects.filter(met_at=None, ended_at=None).count()
    for who, subject in ((desk.handler, matter.subject), (desk.system_admin, "")):
        found = clock_queries.impact_of_day(FRIDAY, "", is_workday=False, to=who)
        assert found is not None
        assert (found.running, found.moved, found.turn_red) == (running, running, 0)
        assert len(found.shown) == running
        reply = next(one for one in found.shown if one.new == DUE + timedelta(days=1))
        assert (reply.number, reply.old, reply.subject) == (matter.number, DUE, subject)
        assert bool(reply.address) == bool(subject)


def test_a_day_off_elsewhere_would_move_nothing_here(desk: Cast) -> None:
    handled(desk)
    found = clock_queries.impact_of_day(FRIDAY, "990101101", is_workday=False, to=desk.handler)
    assert found == clock_queries.Impact(0, 0, 0)


def test_a_day_worked_meanwhile_turns_late_what_leaned_on_it(desk: Cast, monday: Any) -> None:
    change_a_day(desk)
    matter = handled(desk)
    assert matter.due_at == DUE + timedelta(days=1)
    monday.move_to(DUE + timedelta(hours=1))
    found = clock_queries.impact_of_day(FRIDAY, "", is_workday=None, to=desk.handler)
    assert found is not None
    assert (found.moved, found.turn_red) == (found.running, found.running)


def change_a_day(desk: Cast, place: str = "") -> None:
    declare_day(
        FRIDAY,
        place=place,
        is_workday=False,
        reason="青禾县建县日放假",
        source="清政发〔2026〕20号",
    )
    assert Entry.objects.filter(kind=CalendarChanged.kind).exists()


def test_an_extension_nobody_decided_before_the_answer_waits_no_longer(desk: Cast) -> None:
    matter = handled(desk)
    actions.ask_extension(matter.number, n=5, reason="需要专业检测线路", by=desk.handler)
    assert queries.extensions_waiting(desk.head).count() == 1
    hotline.answer_request(matter.number, text="修好了", outcome="resolved", by=desk.handler)
    assert not queries.extensions_waiting(desk.head).exists()
