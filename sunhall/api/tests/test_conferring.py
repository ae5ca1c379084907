"""Meetings, tasks and instructions over the API: a department's own system takes part (H2, H3)."""

from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.test import Client

from sunhall.api.tests.test_api import URL, key, post
from sunhall.ground.journal.record import told
from sunhall.hotline import actions, events
from sunhall.hotline.tests.makers import make_request
from tests.cast import Cast

MONDAY = datetime(2026, 11, 16, 2, 0, tzinfo=UTC)
MEETING = {
    "meets_at": "2026-11-17T10:00:00+08:00",
    "place": "热线中心会议室",
    "agenda": "路灯归谁管",
    "lead": "mz-relief",
    "others": ["zj-roads"],
}


@pytest.fixture(autouse=True)
def clock() -> Any:
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


def test_a_meeting_from_the_call_to_the_report_of_a_co_handler(desk: Cast, clock: Any) -> None:
    number = make_request(desk, upto="classified").matter.number
    client, url, seat = Client(), f"{URL}/{number}", key("wang")
    assert post(client, f"{url}/confer", MEETING, seat).json()["stage"] == "conferring"
    clock.move_to(datetime(2026, 11, 17, 6, 0, tzinfo=UTC))
    decided = {
        "decision": "由民政局主办，住建局协办",
        "attended": {"mz-relief": "赵承办"},
        "opinions": {"zj-roads": "愿意配合"},
        "tasks": {"zj-roads": "查明线路产权"},
    }
    assert post(client, f"{url}/conclude", decided, seat).json()["owner"] == "mz-relief"
    helper = key("cao")
    [task] = client.get("/api/v1/tasks", headers=helper).json()
    assert (task["number"], task["task"], task["is_late"]) == (number, "查明线路产权", False)
    done = post(client, f"{url}/report-task", {"words": "产权属村集体"}, helper)
    assert done.status_code == 200
    assert client.get("/api/v1/tasks", headers=helper).json() == []
    [meeting] = client.get(f"{url}/conferences", headers=key("zhao")).json()
    assert meeting["decision"] == decided["decision"]
    assert [seat["report"] for seat in meeting["seats"]] == ["", "产权属村集体"]
    kinds = told(f"matter:{number}")
    assert kinds.index(events.ConferenceCalled) < kinds.index(events.TaskReported)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"tasks": {"jw-desk": "查一查"}}, "tasks"),
        ({"attended": {"nobody": "某人"}}, "attended"),
        ({"tasks": {"mz-relief": "自己办"}}, "tasks"),
        ({"decision": "行"}, "decision"),
    ],
)
def test_a_decision_about_a_post_that_did_not_sit_names_the_field(
    desk: Cast, given: dict[str, Any], field: str
) -> None:
    number = make_request(desk, upto="classified").matter.number
    client, seat = Client(), key("wang")
    post(client, f"{URL}/{number}/confer", MEETING, seat)
    answer = post(client, f"{URL}/{number}/conclude", {"decision": "由民政局主办", **given}, seat)
    assert answer.status_code == 422
    assert answer.json()["fields"][0]["field"] == field
    assert events.ConferenceConcluded not in told(f"matter:{number}")


def test_a_meeting_is_called_off_with_a_reason(desk: Cast) -> None:
    number = make_request(desk, upto="classified").matter.number
    client, url, seat = Client(), f"{URL}/{number}", key("wang")
    post(client, f"{url}/confer", MEETING, seat)
    off = post(client, f"{url}/call-off", {"reason": "两家已商定"}, seat)
    assert off.json()["stage"] == "classified"


def test_an_instruction_is_given_reported_and_reviewed(desk: Cast) -> None:
    number = make_request(desk, upto="classified").matter.number
    actions.submit_to_leader(number, by=desk.operator)
    client, url = Client(), f"{URL}/{number}"
    leader, handler = key("sun"), key("zhao")
    actions.sign_request(number, by=desk.leader)
    given = {"to": "mz-relief", "words": "三日内查清", "due_on": "2026-11-18"}
    assert post(client, f"{url}/instruct", given, leader).status_code == 200
    assert post(client, f"{url}/sign", {}, handler).status_code == 200
    early = post(client, f"{url}/review", {"done": True}, leader)
    assert early.status_code == 409
    assert "尚未回报" in early.json()["detail"]
    assert post(client, f"{url}/report", {"words": "已查清"}, handler).status_code == 200
    done = post(client, f"{url}/review", {"done": True, "words": "同意"}, leader)
    assert done.status_code == 200
    [told_of] = client.get(f"{url}/instructions", headers=handler).json()
    assert (told_of["leader"], told_of["state"], told_of["due_on"]) == (
        "孙县长", "已办结", "2026-11-18",
    )  # fmt: skip


def test_who_has_no_part_in_it_has_no_part_over_the_api_either(desk: Cast) -> None:
    number = make_request(desk, upto="classified").matter.number
    client, url = Client(), f"{URL}/{number}"
    assert post(client, f"{url}/confer", MEETING, key("zhao")).status_code == 403
    assert (
        post(client, f"{url}/instruct", {"to": "x", "words": "y"}, key("wang")).status_code == 403
    )
    assert post(client, f"{url}/report-task", {"words": "办了"}, key("wu")).status_code == 404
    assert client.get(f"{url}/conferences", headers=key("wu")).status_code == 404
