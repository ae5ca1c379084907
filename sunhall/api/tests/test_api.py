"""The API: the same actions as the pages, by key, with problems that say the way out."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from sunhall.directory import actions as directory
from sunhall.ground.access.actor import SYSTEM
from sunhall.hotline.tests.makers import CLASS, TEXT, make_request
from tests.cast import Cast

URL = "/api/v1/requests"


def key(code: str) -> dict[str, str]:
    secret = directory.issue_api_key(code, "测试系统", by=SYSTEM)
    return {"Authorization": f"Bearer {secret}"}


def post(client: Client, url: str, body: dict[str, Any], headers: dict[str, str]) -> Any:
    return client.post(url, body, content_type="application/json", headers=headers)


def test_a_request_is_filed_with_number_code_owner_and_due_moment(desk: Cast) -> None:
    answer = post(
        Client(), URL, {"text": TEXT, "place": "990101100201", "phone": "13800000009"}, key("wang")
    )
    assert answer.status_code == 201
    filed = answer.json()
    assert filed["owner"] == "rx-desk"
    assert len(filed["query_code"]) == 8
    assert filed["due_at"]


def test_the_same_idempotency_key_files_once(desk: Cast) -> None:
    headers = {**key("wang"), "Idempotency-Key": "a-1"}
    body = {"text": TEXT, "place": "990101100201"}
    numbers = {post(Client(), URL, body, headers).json()["number"] for _ in range(3)}
    assert len(numbers) == 1


@pytest.mark.django_db(transaction=True)
def test_the_same_idempotency_key_at_the_same_instant_files_once(
    transactional_db: None, desk: Cast
) -> None:
    headers, start = {**key("wang"), "Idempotency-Key": "a-1"}, Barrier(2)

    def send(_number: int) -> str:
        start.wait(10)
        try:
            answer = post(Client(), URL, {"text": TEXT, "place": "990101100201"}, headers)
            assert answer.status_code == 201, answer.content.decode()
            return str(answer.json()["number"])
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as senders:
        assert len(set(senders.map(send, range(2)))) == 1


def test_without_a_key_nobody_comes_in(desk: Cast) -> None:
    answer = Client().get(URL)
    assert (answer.status_code, answer["Content-Type"]) == (401, "application/problem+json")


@pytest.mark.parametrize(
    ("method", "url", "status"),
    [
        ("get", "/api/v1/track", 405),
        ("delete", "/api/v1/classes", 405),
        ("get", "/api/v1/", 404),
        ("post", "/api/v1/nothing", 404),
        ("get", "/api/v2/requests", 404),
    ],
)
def test_a_wrong_address_or_method_is_a_problem_too(method: str, url: str, status: int) -> None:
    answer = getattr(Client(enforce_csrf_checks=True), method)(url)
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
    assert bool(answer.get("Allow")) is (status == 405)


def test_a_withdrawn_key_is_refused(desk: Cast) -> None:
    headers = key("wang")
    directory.withdraw_api_key(headers["Authorization"].split()[1][:8], by=SYSTEM)
    assert Client().get(URL, headers=headers).status_code == 401


def test_a_key_may_do_only_what_its_account_may(desk: Cast) -> None:
    answer = post(Client(), URL, {"text": TEXT, "place": "990101100201"}, key("zhao"))
    assert answer.status_code == 403
    assert "登记诉求" in answer.json()["detail"]


def test_a_wrong_field_is_named_with_the_way_out(desk: Cast) -> None:
    answer = post(Client(), URL, {"text": "短", "place": "990101100201"}, key("wang"))
    assert answer.status_code == 422
    assert answer.json()["fields"] == [
        {"field": "text", "reason": "请写明发生了什么（至少 4 个字）"}
    ]


def test_a_refusal_says_reason_and_article(desk: Cast) -> None:
    request = make_request(desk)
    answer = post(
        Client(), f"{URL}/{request.matter.number}/assign", {"to": "mz-relief"}, key("wang")
    )
    assert answer.status_code == 409
    assert answer.json()["article"] == "H2 分类"


def test_a_refusal_is_told_in_the_language_that_was_asked_for(desk: Cast) -> None:
    number, headers = make_request(desk, upto="answered").matter.number, key("zhao")
    body = {"text": "已修好。", "outcome": "resolved"}
    chinese = post(Client(), f"{URL}/{number}/answer", body, headers)
    assert chinese.status_code == 409
    assert chinese.json()["detail"].startswith("当前环节为「反馈」，不能办理「")
    english = post(Client(), f"{URL}/{number}/answer", body, headers | {"Accept-Language": "en"})
    assert english.json()["detail"].startswith("Not possible at this stage: ")
    assert "「" not in english.json()["detail"]


def test_the_whole_road_over_the_api(desk: Cast) -> None:
    client, operator, handler = Client(), key("wang"), key("zhao")
    filed = post(client, URL, {"text": TEXT, "place": "990101100201"}, operator).json()
    url = f"{URL}/{filed['number']}"
    post(client, f"{url}/classify", {"class_code": CLASS}, operator)
    post(client, f"{url}/assign", {"to": "mz-relief"}, operator)
    post(client, f"{url}/sign", {}, handler)
    answer = post(client, f"{url}/answer", {"text": "已修好。", "outcome": "resolved"}, handler)
    assert answer.json()["stage"] == "answered"
    given = {"number": filed["number"], "code": filed["query_code"]}
    seen = post(client, "/api/v1/track", given, {}).json()
    assert seen["answer"] == "已修好。"
    rated = post(client, "/api/v1/rate", {**given, "stars": 5}, {})
    assert rated.status_code == 200
    told = client.get(f"{url}/story", headers=handler).json()
    assert told[-1]["kind"] == "matters.MatterRated"
    days = client.get(f"{url}/clocks", headers=handler).json()[0]["days"]
    assert sum(day["counted"] for day in days) == 5


def test_what_is_not_mine_looks_as_if_it_were_not_there(desk: Cast) -> None:
    request = make_request(desk, upto="handling")
    answer = Client().get(f"{URL}/{request.matter.number}", headers=key("wu"))
    assert answer.status_code == 404


def test_a_wrong_code_is_slowed_down(desk: Cast) -> None:
    number = make_request(desk).matter.number
    codes = [
        post(Client(), "/api/v1/track", {"number": number, "code": f"{n:06d}"}, {}).status_code
        for n in range(1, 8)
    ]
    assert codes[0] == 404
    assert codes[-1] == 429


def test_the_probes_answer(db: None) -> None:
    assert Client().get("/healthz").content == b"ok\n"
    assert Client().get("/readyz").json() == {"database": "ok"}


@pytest.mark.parametrize("at", ["2027-03-01T10:00:00", "9999-12-31T23:59:59-12:00", "0001-01-01"])
def test_a_moment_has_its_offset_and_lies_in_our_time(desk: Cast, at: str) -> None:
    number = make_request(desk, upto="dialogue").matter.number
    body = {"planned_at": at, "way": "room", "room": "room-1"}
    answer = post(Client(), f"{URL}/{number}/plan_dialogue", body, key("zhao"))
    assert answer.status_code == 422
    assert answer.json()["fields"][0]["field"].endswith("planned_at")
