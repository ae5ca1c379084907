"""A refusal 不予受理 is an answer too: who is not satisfied is heard by somebody else (H6, S9)."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from importlib import import_module
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.test import Client

from sunhall.ground.access.actor import SYSTEM
from sunhall.ground.journal.record import told
from sunhall.ground.journal.worker import drain
from sunhall.ground.kit.refusal import Refused
from sunhall.hotline import actions, events, queries, rules
from sunhall.hotline.models import Dialogue, Request
from sunhall.hotline.tests.makers import CLASS, make_request
from tests.cast import Cast

MONDAY = datetime(2026, 11, 16, 2, 0, tzinfo=UTC)
TALK = {"way": "field", "minutes": "逐条核对了受理范围。", "explained": "属于受理范围。"}
ClientFor = Callable[[str], Client]


@pytest.fixture(autouse=True)
def monday() -> object:
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


def refused(cast: Cast, by: str = "operator") -> Any:
    matter = make_request(cast).matter
    actions.refuse_request(matter.number, ground="not_public", by=getattr(cast, by))
    matter.refresh_from_db()
    return matter


def heard(cast: Cast, result: str = "not") -> Any:
    matter = refused(cast)
    actions.dissatisfy(matter.number, said_to="portal", words="这是公共路灯", by=cast.resident)
    actions.hold_dialogue(matter.number, **TALK, result=result, by=cast.manager)
    matter.refresh_from_db()
    return matter


def test_a_bad_rating_of_a_refusal_owes_a_dialogue_with_owner_and_clock(desk: Cast) -> None:
    matter = refused(desk)
    actions.rate_request(matter.number, stars=1, channel="web", by=desk.resident)
    drain()
    matter.refresh_from_db()
    assert (matter.stage, matter.owner) == ("dialogue", "rx-head")
    assert matter.due_at > MONDAY
    assert Dialogue.objects.get(matter=matter).said_to == "rating"
    assert matter.assignments.get(to_at=None).post == "rx-head"


def test_who_refused_does_not_review_even_on_the_post_of_power_to_decide(desk: Cast) -> None:
    matter = refused(desk, by="manager")
    actions.dissatisfy(matter.number, said_to="portal", by=desk.resident)
    matter.refresh_from_db()
    assert matter.owner == "county-lead"
    with pytest.raises(Refused):
        actions.hold_dialogue(matter.number, **TALK, result="not", by=desk.manager)
    actions.hold_dialogue(matter.number, **TALK, result="understands", by=desk.leader)


def test_a_refusal_that_did_not_hold_is_owed_since_the_first_day(desk: Cast, monday: Any) -> None:
    matter = make_request(desk).matter
    first_due = matter.due_at
    actions.refuse_request(matter.number, ground="not_public", by=desk.operator)
    monday.move_to(MONDAY + timedelta(days=1))
    actions.dissatisfy(matter.number, said_to="portal", by=desk.resident)
    actions.hold_dialogue(matter.number, **TALK, result="not", by=desk.manager)
    actions.overturn_refusal(matter.number, words="路灯属于公共设施，应予受理。", by=desk.manager)
    matter.refresh_from_db()
    assert (matter.stage, matter.owner, matter.due_at) == ("accepted", "rx-desk", first_due)
    assert (matter.answered_at, matter.satisfied) == (None, None)
    assert told(f"matter:{matter.number}")[-1] is events.RefusalOverturned
    with pytest.raises(Refused, match="不能再次不予受理"):
        actions.refuse_request(matter.number, ground="not_public", by=desk.operator)
    actions.dispatch_request(matter.number, class_code=CLASS, to="mz-relief", by=desk.operator)
    actions.sign_request(matter.number, by=desk.handler)
    actions.answer_request(matter.number, text="路灯已修复。", outcome="resolved", by=desk.handler)
    matter.refresh_from_db()
    assert matter.answered_at == MONDAY + timedelta(days=1)


def overturned(cast: Cast) -> Any:
    matter = heard(cast)
    actions.overturn_refusal(matter.number, words="属于受理范围。", by=cast.manager)
    matter.refresh_from_db()
    return matter


def test_the_answer_after_a_review_is_talked_about_and_revisited_like_any_other(
    desk: Cast, monday: Any
) -> None:
    number = overturned(desk).number
    monday.move_to(MONDAY + timedelta(hours=2))
    actions.dispatch_request(number, class_code=CLASS, to="mz-relief", by=desk.operator)
    actions.sign_request(number, by=desk.handler)
    actions.answer_request(number, text="路灯没有坏。", outcome="resolved", by=desk.handler)
    with pytest.raises(Refused, match="须先回访"):
        actions.close_request(number, by=desk.revisitor)
    actions.revisit_request(
        number, way="phone", reached=True, satisfied=False, words="灯还是不亮", by=desk.revisitor
    )
    assert told(f"matter:{number}")[-1] is events.RequestDissatisfied
    matter = queries.request_of(number).matter
    assert (matter.stage, matter.owner) == ("dialogue", "mz-relief")
    with pytest.raises(Refused):
        actions.close_request(number, by=desk.revisitor)
    actions.hold_dialogue(number, **TALK, result="satisfied", by=desk.handler)
    actions.close_request(number, by=desk.revisitor)


def test_a_voided_answer_is_neither_shown_as_a_result_nor_rated(desk: Cast) -> None:
    matter = overturned(desk)
    request = queries.request_of(matter.number)
    assert (matter.outcome, queries.standing(request).outcome) == ("", "")
    with pytest.raises(Refused, match="还没有答复"):
        actions.rate_request(matter.number, stars=1, channel="web", by=desk.resident)
    facts = queries.facts(matter)
    assert not rules.may_object(desk.resident, facts)
    assert rules.may_take_back(desk.resident, facts)
    actions.withdraw_request(matter.number, by=desk.resident)


def test_who_refused_before_that_was_kept_does_not_review_either(desk: Cast) -> None:
    matter = refused(desk)
    Request.objects.filter(matter=matter).update(refused_by="", answered_by="")
    step = import_module("sunhall.hotline.migrations.0004_who_refused")
    step.name_who_refused(apps, None)
    actions.dissatisfy(matter.number, said_to="portal", by=desk.resident)
    matter.refresh_from_db()
    assert matter.owner == "rx-head"
    assert queries.request_of(matter.number).refused_by == desk.operator.code


def test_a_refusal_that_holds_is_explained_revisited_and_closed(desk: Cast) -> None:
    matter = heard(desk, result="understands")
    actions.revisit_request(
        matter.number, way="phone", reached=True, satisfied=False, understands=True,
        by=desk.revisitor,
    )  # fmt: skip
    actions.close_request(matter.number, by=desk.revisitor)
    matter.refresh_from_db()
    assert (matter.stage, matter.outcome) == ("closed", "beyond")


def test_a_review_says_why_it_accepts(desk: Cast) -> None:
    matter = heard(desk)
    with pytest.raises(Refused, match="复核意见"):
        actions.overturn_refusal(matter.number, words=" ", by=desk.manager)


def test_an_answer_of_the_desk_itself_can_be_talked_about_by_the_desk(desk: Cast) -> None:
    matter = make_request(desk).matter
    actions.answer_directly(matter.number, text="请拨打供电热线。", by=desk.operator)
    actions.dissatisfy(matter.number, said_to="portal", by=desk.resident)
    actions.hold_dialogue(matter.number, **TALK, result="satisfied", by=desk.operator)
    assert queries.dialogue_owed(matter.number) is None


def test_the_person_and_the_reviewer_are_told(desk: Cast, client_for: ClientFor) -> None:
    matter = heard(desk)
    here = f"/workbench/requests/{matter.number}/"
    manager = client_for("manager")
    assert "改为受理" in manager.get(here).content.decode()
    page = manager.post(f"{here}overturn/", {"words": "路灯属于公共设施。"}, follow=True)
    assert "已改为受理" in page.content.decode()
    told_to_person = client_for("resident").get(f"/request/{matter.number}/").content.decode()
    assert "经复核，改为受理" in told_to_person
    assert "路灯属于公共设施。" in told_to_person


def test_nobody_overturns_what_was_not_refused(desk: Cast) -> None:
    matter = make_request(desk, upto="talked").matter
    with pytest.raises(Refused, match="没有不予受理"):
        actions.overturn_refusal(matter.number, words="属实", by=SYSTEM)
