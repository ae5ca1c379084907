"""Filing over Open311: one action, one key, one answer; every fault is named (H1; K1–K3)."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from sunhall.api.tests.open311 import FORM, ask, faults, file, get, key_of, post
from sunhall.directory import actions as directory
from sunhall.ground.access.actor import SYSTEM
from sunhall.ground.journal.models import Entry
from sunhall.hotline import actions, queries
from sunhall.hotline.tests.makers import CLASS, TEXT, publish
from sunhall.matters.models import Matter
from sunhall.people.models import Person
from tests.cast import STAFF, Cast


def filed(number: str) -> Any:
    return queries.request_of(number)


def refused(**changes: Any) -> tuple[int, list[str]]:
    """Status and descriptions of a form that is wrong; nothing may be left behind."""
    before = Matter.objects.count(), Person.objects.count()
    told = faults(post({**FORM, "api_key": key_of("wang"), **changes}))
    assert (Matter.objects.count(), Person.objects.count()) == before
    return told


# --- what becomes of a form


def test_a_form_becomes_a_request_like_any_other(desk: Cast) -> None:
    request = filed(file(lat="30.12345678", long="110.5"))
    matter = request.matter
    assert (request.text, matter.class_code, request.demand) == (TEXT, CLASS, "help")
    assert (matter.channel, matter.owner, matter.stage) == ("api", "rx-desk", "received")
    assert matter.place == "990101100201"
    assert (str(request.latitude), str(request.longitude)) == ("30.123457", "110.500000")
    assert request.address == "青禾县东山镇石桥村口"
    assert matter.person == desk.persons["resident"]
    assert (matter.is_public, request.is_confidential) == (False, False)
    assert matter.due_at is not None
    told = Entry.objects.filter(stream=f"matter:{matter.number}", kind="hotline.RequestReceived")
    assert told.count() == 1


def test_the_person_is_told_code_office_and_limit(desk: Cast) -> None:
    answer = post({**FORM, "api_key": key_of("wang")})
    [told] = answer.json()
    assert list(told) == ["service_request_id", "service_notice", "account_id"]
    matter = filed(told["service_request_id"]).matter
    assert f"查询码 {matter.query_code}" in told["service_notice"]
    assert "阳光热线中心" in told["service_notice"]
    assert "最迟" in told["service_notice"]
    assert "110" not in told["service_notice"].replace(matter.query_code, "")
    assert answer["Cache-Control"] == "no-store"


def test_danger_is_sent_to_the_phone_first(desk: Cast) -> None:
    answer = post({**FORM, "api_key": key_of("wang"), "description": "石桥村有人家着火了！"})
    assert answer.json()[0]["service_notice"].startswith("有人受伤、着火")


def test_the_answer_to_a_form_comes_as_xml_too(desk: Cast) -> None:
    answer = post({**FORM, "api_key": key_of("wang")}, "xml")
    assert (answer.status_code, answer["Content-Type"]) == (201, "text/xml; charset=utf-8")
    assert answer.content.decode().startswith(
        '<?xml version="1.0" encoding="utf-8"?>\n<service_requests><request><service_request_id>R'
    )
    assert b"<account_id />" in answer.content


def test_attributes_say_kind_and_openness(desk: Cast) -> None:
    said = {"attribute[demand]": "complain", "attribute[openness]": "open"}
    request = filed(file(**said, **{"attribute[notice]": ""}))
    assert (request.demand, request.matter.is_public) == ("complain", True)
    request = filed(file(**{"attribute[openness]": "confidential"}))
    assert (request.is_confidential, request.matter.is_public) == (True, False)


def test_who_cannot_tell_the_class_leaves_it_to_the_desk(desk: Cast) -> None:
    assert filed(file(service_code="unclassified")).matter.class_code == ""


def test_a_place_may_be_a_code_an_address_or_a_point(desk: Cast) -> None:
    bare = {"address_string": ""}
    assert filed(file(**bare, address_id="990101101")).matter.place == "990101101000"
    assert filed(file(**bare, lat="30", long="110")).matter.place == "990101000000"
    assert filed(file(address_string="村口大树下")).matter.place == "990101000000"
    assert filed(file(address_string="石桥村和泉水村之间")).matter.place == "990101000000"


@pytest.mark.parametrize(
    ("last", "first", "name"),
    [
        ("李", "秀兰", "李秀兰"),
        ("Smith", "Ann", "Ann Smith"),
        ("", "秀兰", "秀兰"),
        ("Li", "", "Li"),
    ],
)
def test_a_name_is_written_as_its_language_does(
    desk: Cast, last: str, first: str, name: str
) -> None:
    request = filed(file(last_name=last, first_name=first, phone="13800000055"))
    assert Person.objects.get(public_id=request.matter.person).name == name


def test_nobody_need_say_who_they_are(desk: Cast) -> None:
    nobody = {"last_name": "", "first_name": "", "phone": ""}
    assert filed(file(**nobody)).matter.person == ""


def test_a_link_to_a_picture_is_for_staff_and_never_published(desk: Cast) -> None:
    link = "https://pictures.example/lamp.jpg?who=li"
    number = file(media_url=link, **{"attribute[openness]": "open"})
    assert filed(number).text == f"{TEXT}\n\n附件链接（由提交方保存）：{link}"
    actions.answer_directly(number, text="已派人修理。", by=desk.operator)
    publish(desk, number)
    [row] = ask(f"requests/{number}")
    assert (row["description"], row["media_url"]) == (TEXT, None)


def test_an_address_by_mail_is_not_kept_and_that_is_said(desk: Cast) -> None:
    form = {**FORM, "api_key": key_of("wang"), "phone": "", "email": "li@example.org"}
    told = post(form).json()[0]
    assert told["service_notice"].endswith("电子邮箱没有保存；希望有人联系请留下电话。")


# --- once


def test_the_same_key_of_idempotency_files_once(desk: Cast) -> None:
    form = {**FORM, "api_key": key_of("wang")}
    changed = {**form, "description": "同一次提交，客户端改了一个字。"}
    numbers = {
        post(one, **{"Idempotency-Key": "a-1"}).json()[0]["service_request_id"]
        for one in (form, form, changed)
    }
    assert len(numbers) == 1
    assert Matter.objects.count() == 1


@pytest.mark.parametrize("sender", ["phone", "email", "account_id", "device_id"])
def test_the_same_form_of_the_same_person_files_once_a_day(desk: Cast, sender: str) -> None:
    form = {**FORM, "phone": "", sender: "13800000009"}
    first = file(**form)
    assert file(**form) == first
    assert file(**form, lat="30", long="110") != first
    # A bare name never joins two people; a repeated form does not register its person again.
    assert Person.objects.count() == len(desk.persons) + (1 if sender == "phone" else 2)


def test_what_nobody_signed_is_never_taken_for_a_repetition(desk: Cast) -> None:
    nobody = {"last_name": "", "first_name": "", "phone": ""}
    assert file(**nobody) != file(**nobody)


@pytest.mark.django_db(transaction=True)
def test_the_same_form_twice_at_the_same_instant_files_once(
    transactional_db: None, desk: Cast
) -> None:
    form, start = {**FORM, "api_key": key_of("wang")}, Barrier(2)

    def send(_number: int) -> str:
        start.wait(10)
        try:
            answer = post(form)
            assert answer.status_code == 201, answer.content.decode()
            return str(answer.json()[0]["service_request_id"])
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as senders:
        numbers = set(senders.map(send, range(2)))
    assert len(numbers) == 1
    assert Matter.objects.count() == 1


# --- keys


def test_without_a_good_key_nobody_files(desk: Cast) -> None:
    bad = (403, ["api_key：密钥不对、已到期或已停用，请向发放机关核对"])
    assert faults(post(FORM)) == (403, ["api_key：请提供接口密钥"])
    assert faults(post({**FORM, "api_key": "sh_nothing"})) == bad
    assert faults(post({**FORM, "api_key": "x" * 5000})) == bad
    key = key_of("wang")
    directory.withdraw_api_key(key[:8], by=SYSTEM)
    assert faults(post({**FORM, "api_key": key})) == bad
    assert Matter.objects.count() == 0


@pytest.mark.parametrize("who", STAFF)
def test_only_who_may_register_files(desk: Cast, who: str) -> None:
    answer = post({**FORM, "api_key": key_of(STAFF[who][0])})
    if getattr(desk, who).may("hotline.register"):
        assert answer.status_code == 201
    else:
        assert faults(answer) == (403, ["api_key：密钥所属账号需要「登记诉求」权限"])


def test_a_signed_in_browser_is_no_key(desk: Cast) -> None:
    answer = desk.client_for("operator").post("/open311/v2/requests.json", FORM)
    assert answer.status_code == 403


def test_whoever_guesses_keys_must_wait_but_a_good_key_goes_on(desk: Cast) -> None:
    for _ in range(20):
        assert post({**FORM, "api_key": "sh_guess"}).status_code == 403
    assert faults(post({**FORM, "api_key": "sh_guess"}))[0] == 429
    assert file()


# --- faults


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"service_code": ""}, "service_code：请从 services 中选择一个服务代码"),
        ({"description": ""}, "description：请写明发生了什么（至少 4 个字）"),
        ({"description": " 短 "}, "description：请写明发生了什么（至少 4 个字）"),
        ({"description": "字" * 4001}, "description：请控制在 4000 个字以内"),
        (
            {"address_string": ""},
            "address_string：请说明在哪里：lat 和 long、address_string 或 address_id",
        ),
        ({"address_string": "字" * 201}, "address_string：请控制在 200 个字以内"),
        ({"lat": "30"}, "long：lat 和 long 请一起提供"),
        ({"long": "110"}, "lat：lat 和 long 请一起提供"),
        ({"lat": "91", "long": "110"}, "lat：请填写 -90 到 90 之间的度数（WGS84）"),
        ({"lat": "NaN", "long": "110"}, "lat：请填写 -90 到 90 之间的度数（WGS84）"),
        ({"lat": "30", "long": "东经"}, "long：请填写 -180 到 180 之间的度数（WGS84）"),
        ({"lat": "1e999", "long": "0"}, "lat：请填写 -90 到 90 之间的度数（WGS84）"),
        (
            {"address_id": "110101001001"},
            "address_id：不是本县的区划代码；不确定时请只写 address_string",
        ),
        (
            {"address_id": "石桥村"},
            "address_id：不是本县的区划代码；不确定时请只写 address_string",
        ),
        ({"phone": "12"}, "phone：请输入 11 位手机号码，或带区号的固定电话"),
        (
            {"media_url": "javascript:alert(1)"},
            "media_url：请填写以 http:// 或 https:// 开头的网址",
        ),
        ({"media_url": "http://a b"}, "media_url：请填写以 http:// 或 https:// 开头的网址"),
        ({"device_id": "x" * 201}, "device_id：请控制在 200 个字以内"),
        (
            {"attribute[demand]": "shout"},
            "attribute[demand]：请从中选择：consult、help、suggest、complain、report",
        ),
        ({"attribute[colour]": "red"}, "attribute[colour]：这个服务没有这一项，请查看服务定义"),
        ({"description": "路灯坏了\0半个月"}, "description：请去掉不可见字符后再提交"),
        ({"phone": "138\x0100000001"}, "phone：请去掉不可见字符后再提交"),
    ],
)
def test_a_fault_is_named_with_the_way_out(desk: Cast, changes: dict[str, str], told: str) -> None:
    assert refused(**changes) == (400, [told])


def test_an_unknown_service_is_not_found(desk: Cast) -> None:
    told = "service_code：没有代码为 99 的服务，请从 services 中选择"
    assert refused(service_code="99") == (404, [told])


def test_all_faults_are_told_at_once(desk: Cast) -> None:
    status, told = refused(service_code="", description="", address_string="", lat="x", long="y")
    assert status == 400
    assert [one.partition("：")[0] for one in told] == [
        "service_code",
        "description",
        "lat",
        "long",
    ]


def test_a_fault_comes_in_the_format_asked_for(desk: Cast) -> None:
    answer = post({**FORM, "api_key": key_of("wang"), "description": ""}, "xml")
    assert (answer.status_code, answer["Content-Type"]) == (400, "text/xml; charset=utf-8")
    assert answer.content.decode() == (
        '<?xml version="1.0" encoding="utf-8"?>\n<errors><error><code>400</code>'
        "<description>description：请写明发生了什么（至少 4 个字）</description></error></errors>\n"
    )


def test_line_breaks_stay_as_they_were_meant(desk: Cast) -> None:
    assert filed(file(description="第一行。\r\n第二行。")).text == "第一行。\n第二行。"


def test_a_form_in_parts_is_a_form_too(desk: Cast) -> None:
    form = {**FORM, "api_key": key_of("wang")}
    assert Client().post("/open311/v2/requests.json", form).status_code == 201


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"{}", "application/json", 400),
        (b"a=1", "application/x-www-form-urlencoded; charset=gbk", 400),
        (b"--x\r\nbroken", "multipart/form-data; boundary=", 400),
        (b"&".join(b"f%d=1" % at for at in range(1200)), "application/x-www-form-urlencoded", 400),
        (b"a=" + b"x" * (6 << 20), "application/x-www-form-urlencoded", 413),
        (b"description=%ff%fe", "application/x-www-form-urlencoded", 403),
    ],
)
def test_what_is_no_form_is_refused_and_not_a_server_error(
    desk: Cast, body: bytes, kind: str, status: int
) -> None:
    answer = Client().post("/open311/v2/requests.json", body, content_type=kind)
    assert faults(answer)[0] == status


# What programs and people send by mistake.
STRANGE = [
    "", " ", "0", "-1", "1e400", "NaN", "٣", "😀", "\u202e", "\0", "a,b,,c", "中" * 5000, "<x>&",
    "0001-01-01", "9999-12-31T23:59:59-23:59", "2026-02-30", "R261122-0000000", "unclassified",
]  # fmt: skip
STRANGE_NAMES = [
    *FORM,
    "lat",
    "long",
    "address_id",
    "media_url",
    "attribute[]",
    "attribute[demand]",
]
ASKED_NAMES = ["service_request_id", "service_code", "start_date", "end_date", "status", "page"]


def test_nothing_that_anybody_sends_is_a_server_error(desk: Cast) -> None:
    good = {**FORM, "api_key": key_of("wang")}
    for value in STRANGE:
        for name in STRANGE_NAMES:
            assert post({**good, name: value}).status_code in (201, 400, 404), (name, value)
        for name in ASKED_NAMES:
            assert get("requests.json", **{name: value}).status_code in (200, 400, 404, 429)


# --- the whole road


def test_from_the_form_to_the_closed_list(desk: Cast) -> None:
    number = file(**{"attribute[openness]": "open"})
    actions.classify_request(number, class_code=CLASS, by=desk.operator)
    actions.assign_request(number, to="mz-relief", by=desk.operator)
    actions.sign_request(number, by=desk.handler)
    [row] = ask("requests", status="open")
    assert (row["status_notes"], row["agency_responsible"]) == ("办理中", "民政局")
    assert ask("requests", status="closed") == []
    text = "李秀兰您好，路灯已修好。"
    actions.answer_request(number, text=text, outcome="resolved", by=desk.handler)
    by = desk.revisitor
    actions.revisit_request(number, way="phone", reached=True, solved=True, satisfied=True, by=by)
    actions.close_request(number, by=by)
    [row] = ask("requests", status="closed", service_code=CLASS)
    assert (row["service_request_id"], row["description"]) == (number, None)
    publish(desk, number)
    [row] = ask("requests", status="closed", service_code=CLASS)
    assert row["description"] == TEXT
    assert row["status_notes"] == "已办结：已解决。答复：**您好，路灯已修好。"
    assert ask("requests", status="open") == []
