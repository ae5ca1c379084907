"""Other systems hand in: once, under their number, with consent, and follow just that (H1)."""

from datetime import datetime
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from sunhall.api.tests.test_api import key, post
from sunhall.ground.files import queries as files
from sunhall.ground.files.tests import samples
from sunhall.ground.journal.record import told
from sunhall.ground.kit.now import LOCAL
from sunhall.hotline import actions, events
from sunhall.hotline.models import HandedIn, Request
from sunhall.hotline.tests.makers import make_request
from sunhall.people.models import Person
from tests.cast import Cast

NOON = datetime(2026, 11, 30, 12, 0, tzinfo=LOCAL)
URL = "/api/v1/intake"
BODY = {
    "number": "SZ-2026-000117",
    "text": "听众来电：石桥村到镇上的班车停了，老人看病不方便。",
    "place": "990101100201",
    "name": "李秀兰",
    "phone": "13800000001",
    "consent": "agreed",
    "consent_at": "2026-11-30T11:58:00+08:00",
}


@pytest.fixture(autouse=True)
def clock() -> Any:
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


def send(body: dict[str, Any] = BODY, **headers: str) -> Any:
    return post(Client(), URL, body, {**key("radio"), **headers})


def test_a_request_is_handed_in_under_the_other_systems_number(desk: Cast) -> None:
    answer = send()
    assert answer.status_code == 201, answer.content.decode()
    filed = answer.json()
    row = Request.objects.get()
    assert (filed["number"], filed["our_number"]) == (BODY["number"], row.matter.number)
    assert filed["query_code"] == row.matter.query_code
    assert filed["due_at"]
    assert (row.matter.channel, row.source, row.source_number) == ("api", "radio", BODY["number"])
    assert Person.objects.get(public_id=row.matter.person).phone == "13800000001"
    assert HandedIn.objects.get().consent == "agreed"
    assert events.RequestHandedIn in told(f"matter:{row.matter.number}")


def test_the_same_again_is_the_same_request_and_says_so(desk: Cast) -> None:
    first, again = send(), send()
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json()["our_number"] == again.json()["our_number"]
    assert Request.objects.count() == 1


def test_the_same_idempotency_key_is_the_same_request(desk: Cast) -> None:
    send(**{"Idempotency-Key": "a-1"})
    assert send(**{"Idempotency-Key": "a-1"}).status_code == 200
    other = send({**BODY, "number": "SZ-2"}, **{"Idempotency-Key": "a-1"})
    assert other.status_code == 422
    assert other.json()["fields"][0]["field"] == "Idempotency-Key"
    assert BODY["number"] in other.json()["detail"]


def test_the_same_number_with_other_words_is_refused_and_nothing_overwritten(desk: Cast) -> None:
    send()
    answer = send({**BODY, "text": "另一件事：村口的桥栏杆断了一截。"})
    assert answer.status_code == 422
    assert answer.json()["fields"][0]["field"] == "number"
    assert Request.objects.get().text == BODY["text"]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"consent": "none"}, "consent"),
        ({"consent_at": None}, "consent"),
        ({"consent_at": "2026-12-01T09:00:00+08:00"}, "consent"),
        ({"consent": "statutory", "basis": ""}, "consent"),
        ({"consent": "perhaps"}, "consent"),
        ({"place": "110101"}, "place"),
        ({"place": ""}, "place"),
        ({"text": "短"}, "text"),
        ({"number": ""}, "number"),
        ({"phone": "12"}, "phone"),
    ],
)
def test_what_is_wrong_is_named_with_its_field(
    desk: Cast, given: dict[str, Any], field: str
) -> None:
    answer = send({**BODY, **given})
    assert answer.status_code == 422
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["fields"][0]["field"].endswith(field)
    assert not Request.objects.exists()


def test_a_province_hands_down_by_law_with_its_ground(desk: Cast) -> None:
    given = {"consent": "statutory", "basis": "国办发〔2020〕53号 三", "consent_at": None}
    assert send({**BODY, **given}).status_code == 201
    assert HandedIn.objects.get().basis == given["basis"]


def test_without_a_person_no_consent_is_asked(desk: Cast) -> None:
    nobody = {"name": "", "phone": "", "consent": "none", "consent_at": None}
    assert send({**BODY, **nobody}).status_code == 201
    assert Request.objects.get().matter.person == ""


def test_the_status_is_read_by_their_number_and_only_by_who_handed_it_in(desk: Cast) -> None:
    send()
    told_of = Client().get(f"{URL}/one", {"number": BODY["number"]}, headers=key("radio"))
    assert told_of.json()["status"] == "已提交"
    assert "query_code" not in told_of.json()
    HandedIn.objects.update(partner="another")
    gone = Client().get(f"{URL}/one", {"number": BODY["number"]}, headers=key("radio"))
    assert gone.status_code == 404


def test_a_poll_tells_what_changed_and_from_where_to_go_on(desk: Cast) -> None:
    send()
    number = Request.objects.get().matter.number
    make_request(desk)
    headers = key("radio")
    first = Client().get(URL, headers=headers).json()
    assert [one["our_number"] for one in first["items"]] == [number]
    since = {"since": first["next"]}
    assert Client().get(URL, since, headers=headers).json() == {"items": [], "next": first["next"]}
    actions.answer_directly(number, text="班车下周恢复。", by=desk.operator)
    [changed] = Client().get(URL, since, headers=headers).json()["items"]
    assert (changed["status"], changed["answer"]) == ("已答复", "班车下周恢复。")


def test_what_was_passed_to_inspection_tells_no_answer(desk: Cast) -> None:
    send()
    number = Request.objects.get().matter.number
    actions.pass_to_inspection(number, by=desk.operator)
    actions.sign_request(number, by=desk.inspector)
    actions.answer_request(number, text="已立案。", outcome="resolved", by=desk.inspector)
    [one] = Client().get(URL, headers=key("radio")).json()["items"]
    assert one["answer"] == ""
    assert "信访" not in one["holder"]


def attach(number: str = BODY["number"], data: bytes = b"", name: str = "现场.jpg") -> Any:
    sent = SimpleUploadedFile(name, data or samples.picture(), "image/jpeg")
    return Client().post(f"{URL}/files?number={number}", {"file": sent}, headers=key("radio"))


def test_a_file_is_added_once_whatever_how_often_it_is_sent(desk: Cast) -> None:
    send()
    assert [attach().status_code for _ in range(2)] == [201, 201]
    row = Request.objects.get()
    assert files.files_of(f"matter:{row.matter.number}").count() == 1
    assert row.matter.files.get().role == "request"


def test_a_file_that_is_refused_says_why_and_what_was_filed_stays(desk: Cast) -> None:
    send()
    answer = attach(data=b"MZ" + b"\x00" * 100, name="材料.exe")
    assert answer.status_code == 422
    assert "“材料.exe”是程序" in answer.json()["detail"]
    assert attach(number="SZ-9").status_code == 404
    assert Request.objects.count() == 1


def test_after_acceptance_material_comes_from_the_person(desk: Cast) -> None:
    send()
    actions.accept_request(Request.objects.get().matter.number, by=desk.operator)
    answer = attach()
    assert answer.status_code == 409
    assert "查询码" in answer.json()["detail"]


def test_a_flood_is_slowed_down_and_what_is_known_is_still_answered(
    desk: Cast, settings: Any
) -> None:
    settings.HANDED_IN_AN_HOUR = 2
    send()
    send({**BODY, "number": "SZ-2"})
    flooded = send({**BODY, "number": "SZ-3"})
    assert (flooded.status_code, flooded["Retry-After"]) == (429, "600")
    assert "一小时" in flooded.json()["detail"]
    assert send().status_code == 200


def test_a_partners_key_opens_nothing_else(desk: Cast) -> None:
    send()
    number = Request.objects.get().matter.number
    headers = key("radio")
    for address in ("/api/v1/requests", f"/api/v1/requests/{number}", "/api/v1/letters"):
        assert Client().get(address, headers=headers).status_code == 403
    filed = post(
        Client(), "/api/v1/requests", {"text": BODY["text"], "place": BODY["place"]}, headers
    )
    assert filed.status_code == 403
    assert post(Client(), URL, BODY, key("wang")).status_code == 403


def test_a_partner_has_no_workbench(desk: Cast, client_for: Any) -> None:
    assert client_for("partner").get("/workbench/inbox/").status_code in (302, 403, 404)
