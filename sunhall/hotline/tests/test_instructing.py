"""Instructions of leaders 批示: what, by when, where it stands, reported back, done (H3)."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from sunhall.config.command import basics
from sunhall.ground.journal.record import told
from sunhall.ground.journal.worker import drain
from sunhall.ground.kit.now import LOCAL
from sunhall.ground.kit.refusal import Refused
from sunhall.ground.outbox.models import Message
from sunhall.hotline import actions, events, jobs, queries
from sunhall.hotline.models import Instruction
from sunhall.hotline.tests.makers import make_request
from tests.cast import Cast

MONDAY = datetime(2026, 11, 16, 2, 0, tzinfo=UTC)
ClientFor = Callable[[str], Client]


@pytest.fixture(autouse=True)
def monday() -> object:
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


def instructed(cast: Cast, *, due_on: date | None = date(2026, 11, 18)) -> Any:
    matter = make_request(cast, upto="classified").matter
    actions.submit_to_leader(matter.number, by=cast.operator)
    actions.sign_request(matter.number, by=cast.leader)
    actions.instruct_request(
        matter.number, to="mz-relief", words="三日内查清", due_on=due_on, by=cast.leader
    )
    return matter


def test_an_instruction_is_followed_from_giving_to_done(desk: Cast) -> None:
    matter = instructed(desk)
    states = [queries.instructions_of(desk.leader)[0].state]
    actions.sign_request(matter.number, by=desk.handler)
    states.append(queries.instructions_of(desk.leader)[0].state)
    actions.report_instruction(matter.number, words="已查清，线路老化", by=desk.handler)
    states.append(queries.instructions_of(desk.leader)[0].state)
    actions.review_instruction(matter.number, done=True, words="同意", by=desk.leader)
    assert states == ["待签收", "办理中", "已回报，待办结"]
    assert queries.instructions_of(desk.leader) == []
    (one,) = queries.instructions_of(desk.leader, everything=True)
    assert one.state == "已办结"
    kinds = told(f"matter:{matter.number}")
    assert kinds.index(events.InstructionGiven) < kinds.index(events.InstructionReported)
    assert kinds[-1] is events.InstructionReviewed


def test_a_report_that_is_not_enough_goes_back_with_what_is_missing(desk: Cast) -> None:
    matter = instructed(desk)
    actions.sign_request(matter.number, by=desk.handler)
    actions.report_instruction(matter.number, words="正在办", by=desk.handler)
    with pytest.raises(Refused, match="还要办什么"):
        actions.review_instruction(matter.number, done=False, by=desk.leader)
    actions.review_instruction(matter.number, done=False, words="请说明完成时间", by=desk.leader)
    with pytest.raises(Refused, match="尚未回报"):
        actions.review_instruction(matter.number, done=True, by=desk.leader)
    actions.report_instruction(matter.number, words="月底完成", by=desk.handler)
    assert Instruction.objects.get().report == "月底完成"


def test_only_the_leader_who_gave_it_calls_it_done_and_only_who_handles_it_reports(
    desk: Cast,
) -> None:
    matter = instructed(desk)
    actions.sign_request(matter.number, by=desk.handler)
    for actor in (desk.other_handler, desk.leader, desk.operator):
        with pytest.raises(Refused, match="承办岗位回报"):
            actions.report_instruction(matter.number, words="办了", by=actor)
    actions.report_instruction(matter.number, words="办了", by=desk.handler)
    for actor in (desk.handler, desk.manager, desk.supervisor):
        with pytest.raises(Refused, match="作出批示的领导"):
            actions.review_instruction(matter.number, done=True, by=actor)
    other = make_request(desk, upto="handling").matter.number
    with pytest.raises(Refused, match="没有待回报的批示"):
        actions.report_instruction(other, words="办了", by=desk.handler)


def test_a_report_that_did_not_come_in_time_is_shown_late(desk: Cast, monday: Any) -> None:
    instructed(desk)
    assert not queries.instructions_of(desk.leader)[0].is_late
    monday.move_to(MONDAY + timedelta(days=3))
    assert queries.instructions_of(desk.leader)[0].is_late
    with pytest.raises(Refused, match="不能早于今天"):
        instructed(desk, due_on=date(2026, 11, 18))


def test_the_leader_hears_of_the_report_and_finds_it_in_one_click(
    desk: Cast, client_for: ClientFor
) -> None:
    basics.lay_messages()
    matter = instructed(desk)
    actions.sign_request(matter.number, by=desk.handler)
    at = f"/workbench/requests/{matter.number}/"
    handler = client_for("handler")
    assert "回报批示" in handler.get(at).content.decode()
    assert handler.post(at + "report/", {"words": "已查清"}).status_code == 302
    drain()
    assert Message.objects.filter(template__code="instruction-reported").exists()
    leader = client_for("leader")
    page = leader.get("/workbench/instructions/").content.decode()
    assert "三日内查清" in page
    assert at + "review/" in page
    assert leader.post(at + "review/", {"done": "", "words": ""}).status_code == 422
    assert leader.post(at + "review/", {"done": "yes", "words": "同意"}).status_code == 302
    assert "三日内查清" not in leader.get("/workbench/instructions/").content.decode()
    assert "三日内查清" in leader.get("/workbench/instructions/?all=1").content.decode()
    assert handler.get("/workbench/instructions/").status_code == 403


def test_a_report_is_reminded_of_before_its_day_and_noted_when_it_is_over(
    desk: Cast, monday: Any
) -> None:
    basics.lay_messages()
    number = instructed(desk, due_on=date(2026, 11, 20)).number
    stream = f"matter:{number}"
    jobs.remind_of_instructions()
    assert events.InstructionNear not in told(stream)
    monday.move_to(datetime(2026, 11, 19, 9, 0, tzinfo=LOCAL))
    for _ in range(2):
        jobs.remind_of_instructions()
    assert told(stream).count(events.InstructionNear) == 1
    monday.move_to(datetime(2026, 11, 21, 0, 5, tzinfo=LOCAL))
    for _ in range(2):
        jobs.remind_of_instructions()
    assert told(stream).count(events.InstructionLate) == 1
    drain()
    heard = Message.objects.filter(template__code="instruction-late")
    assert {one.recipient for one in heard} == {"staff:zhao", "staff:sun"}
    assert "11月20日" in Message.objects.get(template__code="instruction-near").body
    # A report that comes after all does not undo that it was late.
    actions.sign_request(number, by=desk.handler)
    actions.report_instruction(number, words="已查清", by=desk.handler)
    assert queries.instructions_of(desk.leader)[0].is_late


def test_who_has_reported_is_not_reminded(desk: Cast, monday: Any) -> None:
    number = instructed(desk, due_on=date(2026, 11, 20)).number
    actions.sign_request(number, by=desk.handler)
    actions.report_instruction(number, words="已查清", by=desk.handler)
    monday.move_to(datetime(2026, 11, 23, 9, 0, tzinfo=LOCAL))
    jobs.remind_of_instructions()
    assert not {events.InstructionNear, events.InstructionLate} & set(told(f"matter:{number}"))


def test_a_day_too_near_for_a_reminder_has_none_and_is_noted_all_the_same(
    desk: Cast, monday: Any
) -> None:
    number = instructed(desk, due_on=date(2026, 11, 16)).number
    assert Instruction.objects.get().remind_at is None
    monday.move_to(datetime(2026, 11, 17, 0, 1, tzinfo=LOCAL))
    jobs.remind_of_instructions()
    assert told(f"matter:{number}")[-1] is events.InstructionLate


def test_nobody_but_the_house_keeps_the_time_of_an_instruction(desk: Cast) -> None:
    instructed(desk)
    pk = Instruction.objects.get().pk
    for note in (actions.note_instruction_near, actions.note_instruction_late):
        with pytest.raises(Refused):
            note(pk, by=desk.leader)
