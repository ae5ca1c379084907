"""Objection to a dispatch 派单异议: a return that somebody decides on in a working day (H2)."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from sunhall.ground.access.actor import SYSTEM
from sunhall.ground.journal.record import story, told
from sunhall.ground.kit.refusal import Refused
from sunhall.hotline import actions, events, queries
from sunhall.hotline.models import Objection
from sunhall.hotline.tests.makers import make_request
from sunhall.matters import actions as matter_actions
from sunhall.matters import events as matters
from sunhall.matters.models import Deadline
from tests.cast import Cast

MONDAY = datetime(2026, 11, 16, 2, 0, tzinfo=UTC)
BACK = {"reason_code": "not_duty", "reason": "不属于民政职责范围", "suggested": "zj-roads"}
ClientFor = Callable[[str], Client]


@pytest.fixture(autouse=True)
def monday() -> object:
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


def objected(cast: Cast, *, upto: str = "handling") -> Any:
    matter = make_request(cast, upto=upto).matter
    actions.return_request(matter.number, **BACK, by=cast.handler)
    matter.refresh_from_db()
    return matter


def clock(matter: Any, name: str) -> Deadline:
    return Deadline.objects.filter(matter=matter, name=name).latest("pk")


def test_whoever_may_decide_has_one_working_day_and_the_reply_is_owed_all_the_same(
    desk: Cast,
) -> None:
    before = clock(make_request(desk, upto="handling").matter, "reply").due_at
    matter = objected(desk)
    assert matter.owner == "rx-head"
    objection = clock(matter, "objection")
    assert (objection.rule, objection.n, objection.unit) == ("HL_OBJECTION", 1, "WD")
    assert clock(matter, "reply").due_at == before


def test_an_objection_that_is_upheld_goes_to_the_post_it_named(desk: Cast) -> None:
    matter = objected(desk)
    actions.decide_objection(matter.number, upheld=True, words="属住建职责", by=desk.manager)
    matter.refresh_from_db()
    assert (matter.stage, matter.offered_to) == ("assigned", "zj-roads")
    assert clock(matter, "objection").met_at == MONDAY
    row = Objection.objects.get()
    assert (row.upheld, row.to, row.decided_by) == (True, "zj-roads", "staff:shi")
    assert told(f"matter:{matter.number}")[-1] is events.ObjectionDecided


def test_assigning_it_elsewhere_upholds_the_objection_too(desk: Cast) -> None:
    matter = objected(desk)
    actions.assign_request(matter.number, to="zj-roads", by=desk.manager)
    assert Objection.objects.get().upheld is True
    with pytest.raises(Refused, match="没有待裁定的派单异议"):
        actions.decide_objection(matter.number, upheld=False, words="仍由民政承办", by=desk.manager)


@pytest.mark.parametrize("upto", ["assigned", "handling"])
def test_an_objection_that_is_rejected_stays_with_the_post_and_stands(
    desk: Cast, upto: str
) -> None:
    matter = objected(desk, upto=upto)
    actions.decide_objection(
        matter.number, upheld=False, words="三定规定第五条属民政职责", by=desk.manager
    )
    matter.refresh_from_db()
    assert (matter.stage, matter.owner, matter.offered_to) == ("handling", "mz-relief", "")
    with pytest.raises(Refused, match="异议已被驳回") as refused:
        actions.return_request(matter.number, **BACK, by=desk.handler)
    assert refused.value.verdict.article == "潍坊 12345 条例 22"
    actions.answer_request(matter.number, text="已办理。", outcome="resolved", by=desk.handler)


def test_a_rejection_says_why_and_sends_nothing_back_to_who_objected_otherwise(
    desk: Cast,
) -> None:
    matter = objected(desk)
    with pytest.raises(Refused, match="驳回理由"):
        actions.decide_objection(matter.number, upheld=False, words="不", by=desk.manager)
    with pytest.raises(Refused, match="裁定为驳回"):
        actions.assign_request(matter.number, to="mz-relief", by=desk.manager)
    assert Objection.objects.get().decided_at is None


def test_a_seat_without_power_to_decide_neither_decides_nor_disposes(desk: Cast) -> None:
    matter = objected(desk)
    for upheld in (True, False):
        with pytest.raises(Refused, match="由其他岗位负责"):
            actions.decide_objection(
                matter.number, upheld=upheld, words="属民政职责", by=desk.operator
            )
    with pytest.raises(Refused, match="尚未裁定"):
        actions.keep_on_file(matter.number, by=desk.manager)


def test_an_objection_that_was_taken_back_waits_for_nobody(desk: Cast) -> None:
    matter = objected(desk)
    matter_actions.undo_return(matter.number, by=desk.handler)
    assert queries.objection_open(matter.number) is None
    assert queries.count_objections(desk.manager) == 0
    assert clock(matter, "objection").ended_at is not None
    actions.return_request(matter.number, **BACK, by=desk.handler)
    assert queries.count_objections(desk.manager) == 1


def test_a_decision_that_comes_late_is_late_for_who_had_to_decide(desk: Cast, monday: Any) -> None:
    matter = objected(desk)
    monday.move_to(MONDAY + timedelta(days=2))
    matter_actions.note_limit_passed(clock(matter, "objection").pk, by=SYSTEM)
    passed = story(f"matter:{matter.number}")[-1].event
    assert isinstance(passed, matters.LimitPassed)
    assert (passed.name, passed.post) == ("objection", "rx-head")


def test_a_line_of_the_catalogue_tells_how_often_it_came_back(desk: Cast) -> None:
    line = queries.dispatch_for("010101", "990101100201")
    assert line is not None

    def rate() -> tuple[int, int]:
        found = queries.returns_of([line.line])[line.line]
        return found.returned, found.sent

    first = objected(desk)
    make_request(desk, upto="handling")
    assert rate() == (1, 2)
    actions.decide_objection(first.number, upheld=False, words="属民政职责", by=desk.manager)
    assert rate() == (0, 2)
    actions.decide_objection(objected(desk).number, upheld=True, words="不归民政", by=desk.manager)
    assert rate() == (1, 3)
    recalled = make_request(desk, upto="assigned").matter.number
    assert rate() == (1, 4)
    actions.recall_request(recalled, by=desk.operator)
    assert rate() == (1, 3)


def test_the_page_decides_and_says_what_is_missing(desk: Cast, client_for: ClientFor) -> None:
    matter = objected(desk)
    client = client_for("manager")
    assert matter.number in client.get("/workbench/objections/").content.decode()
    address = f"/workbench/requests/{matter.number}/objection/"
    form = client.get(address).content.decode()
    assert "不属于民政职责范围" in form
    assert "县政府三定规定第三条" in form
    given = {"words": "三定规定第五条属民政职责", "version": matter.version}
    answer = client.post(address, given)
    assert answer.status_code == 422
    assert "三定规定第五条属民政职责" in answer.content.decode()
    assert client.post(address, {**given, "decision": "reject"}).status_code == 302
    assert "没有待裁定的派单异议" in client.get("/workbench/objections/").content.decode()
    page = client.get(f"/workbench/requests/{matter.number}/").content.decode()
    assert "驳回" in page


def test_the_post_hears_that_its_objection_was_rejected(desk: Cast) -> None:
    matter = objected(desk)
    actions.decide_objection(matter.number, upheld=False, words="属民政职责", by=desk.manager)
    decided = story(f"matter:{matter.number}")[-1].event
    assert isinstance(decided, events.ObjectionDecided)
    assert "驳回" in decided.told(post="社会救助岗")
