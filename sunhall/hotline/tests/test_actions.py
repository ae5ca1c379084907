"""The road of a request, with the journal as the oracle."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine

from sunhall.ground.journal.record import told
from sunhall.ground.journal.worker import drain
from sunhall.ground.kit.refusal import NotFound, Refused
from sunhall.hotline import actions, events
from sunhall.hotline.tests.makers import make_request
from sunhall.matters import actions as matter_actions
from sunhall.matters import events as matters
from sunhall.matters import queries as matter_queries
from tests.cast import Cast

MONDAY = datetime(2026, 11, 16, 2, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def monday() -> object:
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


def stream(request: object) -> str:
    return f"matter:{request.matter.number}"


def test_a_received_request_has_one_owner_one_clock_and_a_journal(desk: Cast) -> None:
    request = make_request(desk)
    assert request.matter.owner == "rx-desk"
    assert request.matter.due_at == datetime(2026, 11, 23, 16, 0, tzinfo=UTC)
    assert told(stream(request)) == [
        matters.MatterOpened,
        matters.LimitStarted,
        events.RequestReceived,
    ]


def test_the_same_intake_key_gives_the_same_request(desk: Cast) -> None:
    first = make_request(desk, intake_key="tap")
    assert make_request(desk, intake_key="tap").pk == first.pk


def test_the_giver_owns_a_request_until_the_other_post_has_signed(desk: Cast) -> None:
    request = make_request(desk, upto="assigned")
    assert (request.matter.owner, request.matter.offered_to) == ("rx-desk", "mz-relief")
    actions.sign_request(request.matter.number, by=desk.handler)
    request.matter.refresh_from_db()
    assert (request.matter.owner, request.matter.offered_to) == ("mz-relief", "")


def test_only_the_offered_post_may_sign(desk: Cast) -> None:
    request = make_request(desk, upto="assigned")
    with pytest.raises(Refused, match="其他岗位"):
        actions.sign_request(request.matter.number, by=desk.other_handler)


def test_an_unclassified_request_is_not_assigned(desk: Cast) -> None:
    request = make_request(desk)
    with pytest.raises(Refused, match="请先选择分类"):
        actions.assign_request(request.matter.number, to="mz-relief", by=desk.operator)


def test_an_answer_meets_the_reply_clock_and_starts_the_revisit_clock(desk: Cast) -> None:
    request = make_request(desk, upto="answered")
    clocks = {clock.row.name: clock for clock in matter_queries.clocks_of(request.matter)}
    assert clocks["reply"].row.met_at == MONDAY
    assert clocks["revisit"].row.met_at is None
    assert request.matter.due_at == clocks["revisit"].row.due_at


def test_a_dissatisfied_request_cannot_be_closed(desk: Cast) -> None:
    request = make_request(desk, upto="dialogue")
    with pytest.raises(Refused) as refused:
        actions.close_request(request.matter.number, by=desk.manager)
    assert "约谈" in refused.value.verdict.reason


def test_a_bad_rating_opens_the_dialogue(desk: Cast) -> None:
    request = make_request(desk, upto="answered")
    matter_actions.rate_answer(
        request.matter.number, stars=2, channel="web", words="没修好", by=desk.resident
    )
    drain()
    request.matter.refresh_from_db()
    assert request.matter.stage == "dialogue"
    assert told(stream(request))[-1] is events.RequestDissatisfied
    assert request.matter.due_at == datetime(2026, 11, 23, 16, 0, tzinfo=UTC)


def test_after_the_dialogue_and_a_revisit_it_may_be_closed(desk: Cast) -> None:
    request = make_request(desk, upto="talked")
    number = request.matter.number
    with pytest.raises(Refused, match="须先回访"):
        actions.close_request(number, by=desk.revisitor)
    actions.revisit_request(number, way="phone", reached=True, satisfied=True, by=desk.revisitor)
    actions.close_request(number, by=desk.revisitor)
    request.matter.refresh_from_db()
    assert request.matter.phase == "closed"
    assert told(stream(request))[-1] is events.RequestClosed


def test_the_handler_may_not_revisit_his_own_answer(desk: Cast) -> None:
    request = make_request(desk, upto="answered")
    with pytest.raises(Refused):
        actions.revisit_request(
            request.matter.number, way="phone", reached=True, satisfied=True, by=desk.handler
        )


def test_a_revisit_that_finds_a_dissatisfied_person_opens_the_dialogue(desk: Cast) -> None:
    request = make_request(desk, upto="answered")
    actions.revisit_request(
        request.matter.number, way="phone", reached=True, satisfied=False, by=desk.revisitor
    )
    request.matter.refresh_from_db()
    assert (request.matter.stage, request.matter.satisfied) == ("dialogue", False)


def test_after_the_second_return_the_one_with_power_to_decide_gets_it(desk: Cast) -> None:
    request = make_request(desk, upto="handling")
    number = request.matter.number
    given = {"reason_code": "not_duty", "reason": "不属于民政职责范围", "suggested": "zj-roads"}
    actions.return_request(number, **given, by=desk.handler)
    request.matter.refresh_from_db()
    assert (request.matter.owner, request.matter.stage) == ("rx-head", "classified")
    actions.assign_request(number, to="zj-roads", by=desk.manager)
    actions.return_request(number, **{**given, "suggested": "mz-relief"}, by=desk.other_handler)
    request.matter.refresh_from_db()
    assert request.matter.owner == "rx-head"
    actions.assign_request(number, to="mz-relief", by=desk.manager)
    with pytest.raises(Refused, match="两次退回"):
        actions.return_request(number, **given, by=desk.handler)


def test_what_goes_to_discipline_inspection_is_hidden_from_all_others(desk: Cast) -> None:
    request = make_request(desk, demand="report")
    number = request.matter.number
    actions.pass_to_inspection(number, by=desk.operator)
    assert matter_queries.matter_for(desk.inspector, number)
    for actor in (desk.leader, desk.supervisor, desk.handler, desk.outsider, desk.manager):
        with pytest.raises(NotFound):
            matter_queries.matter_for(actor, number)


def test_the_three_steps_are_required_where_the_class_says_so(desk: Cast) -> None:
    request = make_request(desk)
    number = request.matter.number
    actions.classify_request(number, class_code="02", by=desk.operator)
    actions.assign_request(number, to="mz-relief", by=desk.operator)
    actions.sign_request(number, by=desk.handler)
    with pytest.raises(Refused) as refused:
        actions.answer_request(number, text="已办", outcome="resolved", by=desk.handler)
    assert refused.value.field == "cause"
    steps = {"cause": "户籍迁移", "basis": "社会救助暂行办法第十一条", "plan": "补办手续"}
    for third in ("", "odd"):
        with pytest.raises(Refused) as refused:
            actions.answer_request(
                number, text="已办", outcome="resolved", third=third, by=desk.handler, **steps
            )
        assert refused.value.field == "third"
    actions.answer_request(
        number, text="已办", outcome="resolved", third="explained", by=desk.handler, **steps
    )
    request.matter.refresh_from_db()
    assert request.matter.last_answer.get_third_display() == "办不到的，已详细解释"


def test_an_outsider_sees_nothing(desk: Cast) -> None:
    request = make_request(desk, upto="answered")
    with pytest.raises(NotFound):
        matter_queries.matter_for(desk.outsider, request.matter.number)
    with pytest.raises(NotFound):
        matter_queries.matter_for(desk.neighbour, request.matter.number)


def test_late_is_late_for_ever(desk: Cast, monday: Any) -> None:
    request = make_request(desk, upto="handling")
    monday.move_to(MONDAY + timedelta(days=9))
    actions.answer_request(
        request.matter.number, text="修好了", outcome="resolved", by=desk.handler
    )
    request.matter.refresh_from_db()
    assert request.matter.late_at == datetime(2026, 11, 23, 16, 0, tzinfo=UTC)


def test_a_pause_stops_the_clock_and_moves_the_due_moment(desk: Cast, monday: Any) -> None:
    request = make_request(desk, upto="handling")
    number = request.matter.number
    matter_actions.pause_clock(
        number, ground="XK45_REVIEW", paper="清民告〔2026〕7号", by=desk.handler
    )
    request.matter.refresh_from_db()
    assert (request.matter.due_at, request.matter.paused_at) == (None, MONDAY)
    monday.move_to(MONDAY + timedelta(days=2))
    matter_actions.resume_clock(number, by=desk.handler)
    request.matter.refresh_from_db()
    assert request.matter.due_at > datetime(2026, 11, 23, 16, 0, tzinfo=UTC)


def test_an_extension_is_decided_by_somebody_else_once(desk: Cast) -> None:
    request = make_request(desk, upto="handling")
    number = request.matter.number
    matter_actions.ask_extension(number, n=5, reason="需要专业检测线路", by=desk.handler)
    with pytest.raises(Refused, match="只有单位负责人"):
        matter_actions.decide_extension(number, granted=True, reason="同意", by=desk.handler)
    both = replace(
        desk.handler, permissions=desk.handler.permissions | {"matters.decide_extension"}
    )
    with pytest.raises(Refused, match="自己审批"):
        matter_actions.decide_extension(number, granted=True, reason="同意", by=both)
    matter_actions.decide_extension(number, granted=True, reason="情况属实", by=desk.head)
    request.matter.refresh_from_db()
    assert request.matter.due_at == datetime(2026, 11, 30, 16, 0, tzinfo=UTC)
    with pytest.raises(Refused, match="只能延期一次"):
        matter_actions.ask_extension(number, n=5, reason="还需要时间", by=desk.handler)


def test_somebody_elses_save_is_not_overwritten(desk: Cast) -> None:
    request = make_request(desk, upto="handling")
    with pytest.raises(Refused, match="刚才有同事更新了此件"):
        actions.answer_request(
            request.matter.number,
            text="好了",
            outcome="resolved",
            by=desk.handler,
            version=request.matter.version - 1,
        )
