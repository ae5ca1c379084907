"""Two dialogues at most, then the joint meeting: the loop ends in a recorded decision (H6)."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from sunhall.ground.journal.record import told
from sunhall.ground.kit.refusal import Refused
from sunhall.hotline import actions, events, queries
from sunhall.hotline.rules.remedies import REMEDIES, remedies_on
from sunhall.hotline.tests.makers import make_request
from sunhall.matters.events import MatterPassed
from tests.cast import Cast

MONDAY = datetime(2026, 11, 16, 2, 0, tzinfo=UTC)
TALK = {"way": "field", "minutes": "现场查看后确认线路老化。", "explained": "已列入计划。"}


@pytest.fixture(autouse=True)
def monday() -> object:
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


def talk(cast: Cast, number: str, result: str) -> None:
    actions.hold_dialogue(number, **TALK, result=result, by=cast.handler)


def revisit(cast: Cast, number: str, **said: Any) -> None:
    given = {"way": "phone", "reached": True, "satisfied": False, **said}
    actions.revisit_request(number, **given, by=cast.revisitor)


def referred(cast: Cast) -> str:
    """A request whose person is not content after two dialogues."""
    number = str(make_request(cast, upto="dialogue").matter.number)
    talk(cast, number, "not")
    revisit(cast, number)
    talk(cast, number, "not")
    return number


def call(cast: Cast, *numbers: str, **changes: Any) -> Any:
    given = {
        "at": MONDAY,
        "place": "县政府三楼",
        "chair": "sun",
        "members": ["shi", "lv"],
        "numbers": numbers,
        "by": cast.manager,
    }
    return actions.call_joint_meeting(**{**given, **changes})


def decide(cast: Cast, number: str, **changes: Any) -> None:
    given = {
        "decision": "uphold",
        "reasons": "路灯已列入本年改造计划，答复符合规定。",
        "basis": "城市照明管理规定 第八条",
        "remedies": ["review", "sue"],
        "by": cast.leader,
    }
    actions.decide_joint_review(number, **{**given, **changes})


def stage(number: str) -> str:
    return str(queries.request_of(number).matter.stage)


def test_after_the_first_not_the_revisit_asks_and_a_second_dialogue_is_owed(desk: Cast) -> None:
    number = str(make_request(desk, upto="dialogue").matter.number)
    talk(desk, number, "not")
    assert stage(number) == "talked"
    revisit(desk, number)
    assert stage(number) == "dialogue"
    assert told(f"matter:{number}").count(events.RequestDissatisfied) == 2


def test_whoever_understands_after_one_dialogue_needs_no_second(desk: Cast) -> None:
    number = str(make_request(desk, upto="dialogue").matter.number)
    talk(desk, number, "not")
    revisit(desk, number, understands=True)
    assert stage(number) == "revisited"
    actions.close_request(number, by=desk.revisitor)


def test_nobody_closes_over_a_not_that_nobody_answered(desk: Cast) -> None:
    number = str(make_request(desk, upto="dialogue").matter.number)
    talk(desk, number, "not")
    revisit(desk, number, reached=False)
    with pytest.raises(Refused, match="由联席会议复核"):
        actions.close_request(number, by=desk.revisitor)
    actions.refer_to_joint_meeting(number, words="约谈后联系不上", by=desk.revisitor)
    assert stage(number) == "joint"


def test_the_second_not_goes_to_the_joint_meeting_by_itself(desk: Cast) -> None:
    number = referred(desk)
    matter = queries.request_of(number).matter
    assert (matter.stage, matter.owner) == ("joint", "county-lead")
    assert matter.deadlines.get(name="joint", met_at=None, ended_at=None).rule == "HL_JOINT"
    assert {events.RequestReferred, MatterPassed} <= set(told(f"matter:{number}"))


def test_the_person_may_go_on_after_two_dialogues_too(desk: Cast) -> None:
    number = str(make_request(desk, upto="dialogue").matter.number)
    for result in ("not", "understands"):
        talk(desk, number, result)
        revisit(desk, number, understands=result == "understands")
    assert stage(number) == "revisited"
    actions.dissatisfy(number, said_to="portal", words="想了想还是不服", by=desk.resident)
    assert stage(number) == "joint"


def test_a_decision_has_members_reasons_law_and_remedies(desk: Cast, monday: Any) -> None:
    number = referred(desk)
    with pytest.raises(Refused, match="列入一次联席会议"):
        decide(desk, number)
    with pytest.raises(Refused, match="至少选择两位"):
        call(desk, number, members=["shi"])
    with pytest.raises(Refused, match="审计管理员不参加会议"):
        call(desk, number, members=["shi", "chen"])
    call(desk, number, at=MONDAY + timedelta(hours=2))
    with pytest.raises(Refused, match="列入一次联席会议"):
        decide(desk, number)
    monday.shift(timedelta(hours=3))
    for gap, words in (("reasons", "理由"), ("basis", "依据"), ("remedies", "法定途径")):
        with pytest.raises(Refused, match=words):
            decide(desk, number, **{gap: [] if gap == "remedies" else " "})
    with pytest.raises(Refused, match="法定途径"):
        decide(desk, number, remedies=["review", "nowhere"])
    decide(desk, number)
    request = queries.request_of(number)
    assert request.matter.stage == "decided"
    assert "信访工作条例 35" in request.matter.last_answer.text


def test_the_loop_ends_and_is_closed_though_the_person_is_not_content(desk: Cast) -> None:
    number = referred(desk)
    call(desk, number)
    decide(desk, number)
    revisit(desk, number)
    assert stage(number) == "revisited"
    with pytest.raises(Refused, match="联席会议已经决定"):
        actions.dissatisfy(number, said_to="portal", by=desk.resident)
    actions.close_request(number, by=desk.revisitor)
    matter = queries.request_of(number).matter
    assert (matter.stage, matter.satisfied) == ("closed", False)
    assert told(f"matter:{number}")[-1] is events.RequestClosed


def test_the_host_reads_what_follows_the_second_dialogue(
    desk: Cast, client_for: Callable[[str], Client]
) -> None:
    number = str(make_request(desk, upto="dialogue").matter.number)
    talk(desk, number, "not")
    revisit(desk, number)
    held = {**TALK, "result": "not", "outcome": "unresolved"}
    page = client_for("handler").post(
        f"/workbench/requests/{number}/dialogue/hold/", held, follow=True
    )
    assert stage(number) == "joint"
    assert "已记录约谈，提请联席会议复核" in page.content.decode()


def test_remedies_are_of_the_day() -> None:
    assert "reconsider" not in remedies_on(date(2023, 12, 31))
    assert "reconsider" in remedies_on(date(2024, 1, 1))
    assert all(row.where and row.within and row.article for row in REMEDIES)


def test_a_sitting_is_called_and_its_papers_are_printed(
    desk: Cast, client_for: Callable[[str], Client]
) -> None:
    number = referred(desk)
    client = client_for("manager")
    assert number in client.get("/workbench/joint/").content.decode()
    form = client.get("/workbench/joint/new/").content.decode()
    assert "吕负责" in form
    for nobody_of_the_county in ("陈审计", "冯安全", "县广播平台"):
        assert nobody_of_the_county not in form
    given = {
        "at": "2026-11-17T15:00",
        "place": "县政府三楼",
        "chair": "sun",
        "members": ["shi", "lv"],
        "numbers": [number],
    }
    assert client.post("/workbench/joint/new/", {**given, "members": ["shi"]}).status_code == 422
    assert client.post("/workbench/joint/new/", given).status_code == 302
    meeting = queries.meetings()[0]
    assert told(f"joint:{meeting.code}") == [events.JointMeetingCalled]
    papers = client.get(f"/workbench/joint/{meeting.code}/").content.decode()
    assert "路灯" in papers
    assert "孙县长" in papers
    assert client.get("/workbench/joint/none/").status_code == 404
    assert client_for("handler").get("/workbench/joint/").status_code == 403


def test_the_person_reads_decision_and_remedies(desk: Cast, client: Client) -> None:
    number = referred(desk)
    request = queries.request_of(number)
    client.post("/track/", {"number": number, "code": request.matter.query_code})
    assert "联席会议复核" in client.get(f"/request/{number}/").content.decode()
    call(desk, number)
    decide(desk, number)
    page = client.get(f"/request/{number}/").content.decode()
    assert "自收到书面答复之日起 30 日内" in page
    assert "联席会议决定" in page


def test_the_decision_form_names_each_road_with_its_limit(
    desk: Cast, client_for: Callable[[str], Client]
) -> None:
    number = referred(desk)
    call(desk, number)
    client = client_for("leader")
    page = client.get(f"/workbench/requests/{number}/joint/decision/").content.decode()
    assert "行政复议法 20、24" in page
    data = {"decision": "uphold", "reasons": "属实", "basis": "条例", "remedies": ["review"]}
    answer = client.post(f"/workbench/requests/{number}/joint/decision/", data)
    assert answer.status_code == 302
    assert stage(number) == "decided"
