"""What was agreed is a matter of its own, linked both ways, and kept or not (H6; 000#1)."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from sunhall.ground.journal.record import told
from sunhall.ground.kit.refusal import Refused
from sunhall.hotline import actions, events, queries
from sunhall.hotline.models import FollowUp
from sunhall.hotline.rules.following import Promise, state_of
from sunhall.hotline.tests.makers import make_request
from sunhall.hotline.tests.test_joint import call, decide, referred
from tests.cast import Cast

MONDAY = datetime(2026, 11, 16, 2, 0, tzinfo=UTC)
DAY = date(2026, 11, 20)
TALK = {"way": "field", "minutes": "现场查看后确认线路老化。", "explained": "已列入计划。"}


@pytest.fixture(autouse=True)
def monday() -> object:
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


@pytest.mark.parametrize(
    ("phase", "outcome", "satisfied", "answered", "today", "state"),
    [
        ("working", "", None, None, DAY, "open"),
        ("working", "", None, None, DAY + timedelta(days=1), "late"),
        ("answered", "resolved", None, DAY, DAY + timedelta(days=9), "kept"),
        ("closed", "resolved", True, DAY + timedelta(days=1), DAY + timedelta(days=9), "kept_late"),
        ("closed", "resolved", False, DAY, DAY, "broken"),
        ("answered", "explained", None, DAY, DAY, "broken"),
        ("closed", "", None, None, DAY, "broken"),
    ],
)
def test_kept_is_what_was_done_by_the_day(
    phase: str, outcome: str, satisfied: bool | None, answered: Any, today: date, state: str
) -> None:
    promise = Promise(phase, outcome, satisfied, answered, DAY)
    assert state_of(promise, today) == state


def held(cast: Cast, **changes: Any) -> str:
    number = str(make_request(cast, upto="dialogue").matter.number)
    given = {**TALK, "result": "understands", "agreed": ["三天内换好线路", "村口加装一盏路灯"]}
    actions.hold_dialogue(number, **{**given, **changes}, by=cast.handler)
    return number


def test_each_agreed_thing_is_a_request_with_owner_clock_and_link(desk: Cast) -> None:
    number = held(desk, agreed_on=DAY)
    rows = list(FollowUp.objects.order_by("pk"))
    assert [row.matter.subject for row in rows] == ["三天内换好线路", "村口加装一盏路灯"]
    first = rows[0].matter
    assert (first.offered_to, first.stage) == ("mz-relief", "assigned")
    assert first.due_at is not None
    assert first.person == queries.request_of(number).matter.person
    assert told(f"matter:{number}").count(events.FollowUpAgreed) == 2
    for one, other in ((number, first.number), (first.number, number)):
        case = queries.case_for(desk.handler, queries.request_for(desk.handler, one))
        assert ("约定事项", other) in [(words, row.number) for words, row in case.links]


def test_the_case_shows_whether_it_was_kept(
    desk: Cast, client_for: Callable[[str], Client], monday: Any
) -> None:
    number = held(desk, agreed=["三天内换好线路"], agreed_on=DAY)
    row = FollowUp.objects.get()
    page = client_for("handler").get(f"/workbench/requests/{number}/").content.decode()
    assert "办理中" in page
    assert row.matter.number in page
    actions.sign_request(row.matter.number, by=desk.handler)
    actions.answer_request(
        row.matter.number, text="线路已经换好。", outcome="resolved", by=desk.handler
    )
    row.matter.refresh_from_db()
    assert queries.state_of_follow_up(row) == "kept"
    actions.dissatisfy(row.matter.number, said_to="portal", words="没有换", by=desk.resident)
    row.matter.refresh_from_db()
    monday.shift(timedelta(days=9))
    assert queries.state_of_follow_up(row) in ("late", "broken")


def test_what_is_agreed_is_worded_and_lies_ahead(desk: Cast) -> None:
    for wrong, field in (
        ({"agreed": ["修"]}, "agreed"),
        ({"agreed": ["修好路灯"] * 11}, "agreed"),
        ({"agreed_on": date(2026, 11, 1)}, "agreed_on"),
    ):
        with pytest.raises(Refused) as refused:
            held(desk, **wrong)
        assert refused.value.field == field
    assert not FollowUp.objects.exists()


def test_ordered_to_go_on_opens_a_matter_for_who_answered_or_another(desk: Cast) -> None:
    number = referred(desk)
    call(desk, number)
    with pytest.raises(Refused, match="在用的岗位"):
        decide(desk, number, decision="redo", redo_to="nobody")
    decide(desk, number, decision="redo", reasons="责成一个月内更换全部线路。", redo_on=DAY)
    row = FollowUp.objects.get()
    assert (row.post, row.matter.offered_to, row.agreed_on) == ("mz-relief", "mz-relief", DAY)
    assert row.review is not None


def test_the_agenda_begins_with_the_case_and_is_edited(
    desk: Cast, client_for: Callable[[str], Client]
) -> None:
    number = str(make_request(desk, upto="dialogue").matter.number)
    client = client_for("handler")
    path = f"/workbench/requests/{number}/dialogue/agenda/"
    page = client.get(path).content.decode()
    for words in ("路灯坏了半个月", "路灯已于今天修复", "灯还是不亮"):
        assert words in page
    assert client.post(path, {"agenda": " "}).status_code == 422
    assert client.post(path, {"agenda": "一、灯为什么不亮"}).status_code == 302
    assert "一、灯为什么不亮" in client.get(f"/workbench/requests/{number}/").content.decode()
    with pytest.raises(Refused):
        actions.set_agenda(number, agenda="改一改", by=desk.outsider)


def test_the_form_of_the_dialogue_takes_a_line_for_each(
    desk: Cast, client_for: Callable[[str], Client]
) -> None:
    number = str(make_request(desk, upto="dialogue").matter.number)
    data = {
        **TALK,
        "result": "understands",
        "outcome": "resolved",
        "agreed": "三天内换好线路\n\n村口加装一盏路灯",
        "agreed_on": "2026-11-20",
    }
    client = client_for("handler")
    assert client.post(f"/workbench/requests/{number}/dialogue/hold/", data).status_code == 302
    assert FollowUp.objects.count() == 2
