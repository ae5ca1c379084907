"""Pages about people, through the doors."""

import json
import re

import pytest
import time_machine
from django.test import Client

from sunhall.ground.journal.record import told
from sunhall.people import events, queries
from sunhall.people.models import Person
from sunhall.people.tests.makers import ID_NUMBER, person
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _noon(settings):
    settings.DEMO = True
    with time_machine.travel("2026-03-02 12:00+08:00", tick=False):
        yield


PHONE = "13800000001"


def shown_code(client: Client) -> str:
    page = client.get("/me/sign-in/code/").content.decode()
    found = re.search(r"验证码是 <b>(\d{6})</b>", page)
    assert found, page
    return found[1]


def test_a_resident_signs_in_with_a_code_and_goes_where_they_wanted(cast: Cast) -> None:
    client = Client()
    assert client.get("/me/data/")["Location"] == "/me/sign-in/?next=/me/data/"
    page = client.get("/me/sign-in/?next=/me/data/").content.decode()
    assert 'autocomplete="tel-national"' in page
    answer = client.post("/me/sign-in/", {"phone": "１３８ 0000 0001"})
    assert answer["Location"] == "/me/sign-in/code/"
    key = client.session.session_key
    page = client.get("/me/sign-in/code/").content.decode()
    assert "138****0001" in page
    assert 'autocomplete="one-time-code"' in page
    assert "演示" in page
    code = shown_code(client)
    answer = client.post("/me/sign-in/code/", {"code": f" {code[:3]} {code[3:]} "})
    assert answer["Location"] == "/me/data/"
    assert client.session.session_key != key
    assert "李秀兰" in client.get("/me/data/").content.decode()


@pytest.mark.parametrize(
    "goal", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:1"]
)
def test_sign_in_never_leads_to_another_site(cast: Cast, goal: str) -> None:
    client = Client()
    client.get("/me/sign-in/", {"next": goal})
    client.post("/me/sign-in/", {"phone": "13800000001"})
    answer = client.post("/me/sign-in/code/", {"code": shown_code(client)})
    assert answer["Location"] == "/me/data/"


def test_a_double_tap_sends_one_code(cast: Cast) -> None:
    client = Client()
    for _tap in range(2):
        assert client.post("/me/sign-in/", {"phone": "13800000001"})["Location"].endswith("/code/")
    stream = f"phone:{Person.objects.get(public_id=cast.persons['resident']).phone_index[:16]}"
    assert told(stream) == [events.PhoneCodeSent]


def test_a_wrong_phone_is_said_beside_the_field() -> None:
    answer = Client().post("/me/sign-in/", {"phone": "1380000"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "请输入 11 位手机号码" in page
    assert 'value="1380000"' in page
    assert "错误：" in page


def test_a_refused_code_keeps_the_number_and_says_why_beside_it(cast: Cast) -> None:
    other = Client()
    other.post("/me/sign-in/", {"phone": PHONE})
    response = Client().post("/me/sign-in/", {"phone": PHONE})
    page = response.content.decode()
    assert response.status_code == 422
    assert f'value="{PHONE}"' in page
    assert re.search(r'class="error" id="id_phone-error">.*?秒后再试', page, re.DOTALL)


def test_going_back_from_the_code_shows_the_number_that_was_typed(cast: Cast) -> None:
    client = Client()
    client.post("/me/sign-in/", {"phone": PHONE})
    assert f'value="{PHONE}"' in client.get("/me/sign-in/").content.decode()
    assert PHONE not in Client().get("/me/sign-in/").content.decode()


def test_a_wrong_code_is_said_beside_the_field_and_counted(cast: Cast) -> None:
    client = Client()
    client.post("/me/sign-in/", {"phone": "13800000001"})
    wrong = f"{(int(shown_code(client)) + 1) % 10**6:06d}"
    answer = client.post("/me/sign-in/code/", {"code": wrong})
    assert answer.status_code == 422
    assert "验证码与短信中的不一致，请核对后重新输入" in answer.content.decode()
    assert (
        "请输入短信中的 6 位数字"
        in client.post("/me/sign-in/code/", {"code": "12"}).content.decode()
    )


def test_without_a_code_under_way_the_code_page_leads_back() -> None:
    assert Client().get("/me/sign-in/code/")["Location"] == "/me/sign-in/"


def test_the_code_is_not_shown_outside_the_demonstration(cast: Cast, settings) -> None:
    settings.DEMO = False
    settings.OUTBOX_CHANNELS = ["inapp"]
    answer = Client().post("/me/sign-in/", {"phone": "13800000001"})
    assert answer.status_code == 422
    assert "本站暂未开通短信，请用编号和查询码查询，或拨打热线办理" in answer.content.decode()


def test_signing_out_forgets_the_resident(cast: Cast) -> None:
    client = cast.client_for("resident")
    assert client.get("/me/data/").status_code == 200
    session = client.session
    session["opened_requests"] = ["R261122-8515185"]
    session.save()
    client.post("/me/sign-out/")
    assert client.get("/me/data/").status_code == 302
    assert "opened_requests" not in client.session, "the next person may hold the same phone"


def test_a_resident_sees_all_that_is_held_and_who_read_it(cast: Cast) -> None:
    operator = cast.client_for("operator")
    own = cast.persons["resident"]
    operator.post(f"/workbench/people/{own}/reveal/", {"field": "phone", "reason": "回电核实诉求"})
    answer = cast.client_for("resident").get("/me/data/")
    page = answer.content.decode()
    for words in ("李秀兰", "13800000001", "来源：测试", "回电核实诉求", "电话"):
        assert words in page
    assert answer["Cache-Control"] == "no-store"


def test_a_resident_takes_a_copy_along(cast: Cast) -> None:
    answer = cast.client_for("resident").get("/me/data/copy/")
    assert "attachment" in answer["Content-Disposition"]
    held = {one["what"]: one["value"] for one in json.loads(answer.content)["held"]}
    assert held["姓名或名称"] == "李秀兰"


def test_a_resident_asks_for_correction_and_is_answered(cast: Cast) -> None:
    mine = cast.client_for("resident")
    wrong = mine.post("/me/data/ask/", {"asked": "correct", "words": ""})
    assert wrong.status_code == 422
    assert "请写明哪一项不准确，应当是什么" in wrong.content.decode()
    assert (
        mine.post("/me/data/ask/", {"asked": "correct", "words": "姓名应为李秀岚"}).status_code
        == 302
    )
    desk = cast.client_for("operator")
    page = desk.get("/workbench/people/requests/").content.decode()
    assert "姓名应为李秀岚" in page
    assert "13800000001" not in page
    request = queries.open_data_requests().get()
    address = f"/workbench/people/requests/{request.pk}/"
    assert desk.post(address, {"is_granted": "yes", "answer": "已更正姓名"}).status_code == 302
    assert "已更正姓名" in mine.get("/me/data/").content.decode()


def test_larger_letters_on_a_refused_application_lead_back_to_the_page(cast: Cast) -> None:
    mine = cast.client_for("resident")
    mine.post("/me/data/ask/", {"asked": "correct", "words": ""})
    kept = mine.post("/preferences/", {"density": "elder", "next": "/me/data/ask/"}, follow=True)
    assert "申请更正或删除" in kept.content.decode()


def test_who_was_signed_out_while_writing_comes_back_to_the_form(client: Client) -> None:
    page = {"Referer": "http://testserver/me/data/"}
    answer = client.post("/me/data/ask/", {"asked": "delete"}, headers=page)
    assert answer["Location"] == "/me/sign-in/?next=/me/data/"


def test_the_desk_finds_a_person_masked(cast: Cast) -> None:
    desk = cast.client_for("operator")
    page = desk.post("/workbench/people/", {"q": "138 0000 0001"}, follow=True).content.decode()
    assert "李*兰" in page
    assert "138****0001" in page
    assert "李秀兰" not in page
    assert "13800000001" not in page
    assert "李*兰" in desk.get("/workbench/people/").content.decode()


def test_no_address_holds_what_a_person_is_looked_for_by(cast: Cast) -> None:
    desk = cast.client_for("operator")
    assert "李*兰" not in desk.get("/workbench/people/", {"q": "13800000001"}).content.decode()
    answer = desk.post("/workbench/people/", {"q": "13800000001"})
    assert (answer.status_code, answer["Location"]) == (302, "/workbench/people/")
    assert "13800000001" not in f"{dict(desk.session)}"


def test_a_search_that_finds_nothing_says_why(cast: Cast) -> None:
    page = cast.client_for("operator").post("/workbench/people/", {"q": "李秀"}).content.decode()
    assert "没有找到与「李秀」完全一致的登记" in page


def test_the_plain_value_comes_only_after_a_reason(cast: Cast) -> None:
    one = person("林晓", id_number=ID_NUMBER)
    desk = cast.client_for("operator")
    address = f"/workbench/people/{one.public_id}/"
    assert ID_NUMBER not in desk.get(address).content.decode()
    short = desk.post(f"{address}reveal/", {"field": "id_number", "reason": "看"})
    assert short.status_code == 422
    assert ID_NUMBER not in short.content.decode()
    read = desk.post(f"{address}reveal/", {"field": "id_number", "reason": "核对办件材料"})
    assert ID_NUMBER in read.content.decode()
    assert read["Cache-Control"] == "no-store"
    assert ID_NUMBER not in desk.get(address).content.decode()


def test_htmx_gets_only_the_part_it_asked_for(cast: Cast) -> None:
    one = person("林晓")
    desk = cast.client_for("operator")
    answer = desk.post(
        f"/workbench/people/{one.public_id}/reveal/",
        {"field": "phone", "reason": "回电核实"},
        headers={"HX-Request": "true"},
    )
    assert answer.content.decode().lstrip().startswith('<section id="reveal"')


def test_doubles_are_merged_and_parted_on_the_page(cast: Cast) -> None:
    kept, double = person("林晓", "13900000009"), person("林小", "13900000010")
    desk = cast.client_for("operator")
    address = f"/workbench/people/{kept.public_id}/"
    desk.post(f"{address}merge/", {"double": double.public_id, "reason": "同一人"})
    assert "林*" in desk.get(address).content.decode()
    assert "这份登记已合并到" in desk.get(f"/workbench/people/{double.public_id}/").content.decode()
    desk.post(f"/workbench/people/{double.public_id}/unmerge/", {"reason": "核实为两人"})
    assert Person.objects.get(pk=double.pk).merged_into is None


def test_a_correction_changes_only_what_was_filled_in(cast: Cast) -> None:
    one = person("林晓")
    desk = cast.client_for("operator")
    address = f"/workbench/people/{one.public_id}/correct/"
    assert desk.get(address).status_code == 200
    desk.post(address, {"phone": "13900000010", "reason": "本人来电"})
    row = Person.objects.get(pk=one.pk)
    assert (row.name, row.phone) == ("林晓", "13900000010")


@pytest.mark.parametrize("who", ["supervisor", "leader", "audit_admin", "system_admin"])
def test_those_without_the_permission_do_not_come_in(cast: Cast, who: str) -> None:
    assert cast.client_for(who).get("/workbench/people/").status_code == 403


def test_a_visitor_is_led_to_sign_in(cast: Cast) -> None:
    answer = Client().get("/workbench/people/")
    assert answer["Location"].startswith("/accounts/login/")
