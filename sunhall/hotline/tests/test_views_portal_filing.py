"""Filing a request on the portal: pages, draft, one submission (H1; ux A1, E1–E14)."""

import json
import re
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client
from PIL import Image

from sunhall.ground.files import queries as files
from sunhall.ground.files.models import StoredFile
from sunhall.hotline.models import Request
from sunhall.hotline.tests.makers import lay_desk, make_published, make_request
from sunhall.matters.models import Draft, Matter
from sunhall.portal.cookies import listed
from tests.cast import Cast

TEXT = "东山镇石桥村村口的路灯坏了半个月，晚上老人出门看不见路。"
NEW = "/request/new/"


@pytest.fixture
def county(cast: Cast) -> Cast:
    lay_desk(cast)
    return cast


def picture(name: str = "灯.jpg") -> BytesIO:
    made = BytesIO()
    Image.new("RGB", (40, 30), "grey").save(made, "JPEG")
    made.seek(0)
    made.name = name
    return made


def answer(client: Client, upto: str = "check", **changes: str) -> None:
    """Give the answers of the pages in order."""
    given = {"text": TEXT, "choice": "01", "address": "石桥村老桥头", "phone": "１３８ 0000-0009"}
    given |= changes
    pages = {
        "text": ("", {"text": given["text"]}),
        "class": ("class/", {"choice": given["choice"]}),
        "place": ("place/", {"address": given["address"], "place": given.get("place", "")}),
        "contact": (
            "contact/",
            {
                "name": given.get("name", "李女士"),
                "phone": given["phone"],
                "openness": given.get("openness", "closed"),
            },
        ),
    }
    for step, (path, data) in pages.items():
        response = client.post(NEW + path, data)
        assert response.status_code == 302, response.content.decode()
        if step == upto:
            return


def key_of(client: Client) -> str:
    page = client.get(NEW + "check/").content.decode()
    found = re.search(r'name="key" value="([^"]+)"', page)
    assert found
    return found[1]


def submit(client: Client, key: str = "") -> str:
    """Send the check page; the address of the receipt."""
    response = client.post(NEW + "check/", {"key": key or key_of(client)})
    assert response.status_code == 302, response.content.decode()
    return response["Location"]


def test_a_resident_files_a_request_without_an_account(county: Cast, client: Client) -> None:
    answer(client)
    receipt = client.get(submit(client)).content.decode()
    request = Request.objects.get()
    assert request.text == TEXT
    assert request.matter.place == county.places["bridge"]
    assert request.matter.channel == "web"
    assert request.suggested_class == "01"
    assert request.matter.number in receipt
    assert request.matter.query_code in receipt
    assert "阳光热线中心" in receipt


def test_the_receipt_says_by_when_with_a_date(
    county: Cast, client: Client, time_machine: object
) -> None:
    time_machine.move_to("2026-11-02T01:00:00Z", tick=False)
    answer(client)
    receipt = client.get(submit(client)).content.decode()
    assert "最迟 11月9日(周一) 24:00 前书面答复您" in receipt


def test_a_double_tap_back_and_resend_file_once(county: Cast, client: Client) -> None:
    answer(client)
    key = key_of(client)
    first = submit(client, key)
    assert submit(client, key) == first
    back = client.get(NEW + "check/", follow=True).content.decode()
    assert "已经提交过了" in back
    assert Matter.objects.count() == 1


def test_what_another_window_changed_is_checked_again(county: Cast, client: Client) -> None:
    answer(client)
    shown = key_of(client)
    client.post(NEW, {"text": "村口的井盖丢了，孩子差点掉下去"})
    response = client.post(NEW + "check/", {"key": shown})
    assert response["Location"] == NEW + "check/"
    assert not Request.objects.exists()
    assert "请再核对一遍" in client.get(NEW + "check/").content.decode()
    submit(client)
    assert Request.objects.get().text == "村口的井盖丢了，孩子差点掉下去"


def test_no_more_than_four_answers_are_required(county: Cast, client: Client) -> None:
    answer(client, name="", phone="")
    submit(client)
    assert Request.objects.get().matter.person == ""


def test_what_was_typed_stays_and_the_error_names_the_way_out(county: Cast, client: Client) -> None:
    response = client.post(NEW, {"text": "灯"})
    page = response.content.decode()
    assert response.status_code == 422
    assert "<title>错误：" in page
    assert page.count("请写明发生了什么（至少 4 个字）") == 2
    assert ">\n灯</textarea>" in page
    assert 'href="#id_text"' in page


def test_the_draft_comes_back_for_a_day_and_a_month_with_a_phone(
    county: Cast, client: Client, time_machine: object
) -> None:
    time_machine.move_to("2026-11-02T01:00:00Z", tick=False)
    answer(client, upto="place")
    assert client.cookies["draft"]["max-age"] == 24 * 3600
    time_machine.move_to("2026-11-03T00:59:00Z", tick=False)
    assert TEXT in client.get(NEW).content.decode()
    time_machine.move_to("2026-11-03T01:01:00Z", tick=False)
    assert TEXT not in client.get(NEW).content.decode()
    answer(client, upto="contact")
    assert client.cookies["draft"]["max-age"] == 30 * 24 * 3600
    time_machine.move_to("2026-12-02T01:00:00Z", tick=False)
    assert TEXT in client.get(NEW).content.decode()


def test_a_draft_is_sealed_at_rest_and_belongs_to_its_key(county: Cast, client: Client) -> None:
    answer(client, upto="text")
    assert Draft.objects.get().who == f"draft:{client.cookies['draft'].value}"
    assert TEXT not in Client().get(NEW).content.decode()


def test_typing_is_kept_without_sending(county: Cast, client: Client) -> None:
    assert client.post(NEW + "keep/", {"text": TEXT}).status_code == 204
    assert TEXT in client.get(NEW).content.decode()


def test_a_photo_is_kept_before_the_request_and_goes_with_it(county: Cast, client: Client) -> None:
    client.post(NEW, {"text": "灯", "attached": [picture()]})
    page = client.get(NEW).content.decode()
    assert "灯.jpg" in page, "a picture survives a wrong text"
    answer(client)
    submit(client)
    request = Request.objects.get()
    assert request.matter.files.count() == 1


def test_several_files_go_on_with_the_text(county: Cast, client: Client) -> None:
    pictures = [picture("灯.jpg"), picture("路.jpg")]
    response = client.post(NEW, {"text": TEXT, "photo": picture("门.jpg"), "attached": pictures})
    assert response.status_code == 302, response.content.decode()
    answer(client, upto="contact")
    page = client.get(NEW + "check/").content.decode()
    assert all(name in page for name in ("灯.jpg", "路.jpg", "门.jpg"))


def test_an_empty_file_is_refused_by_its_name_once(county: Cast, client: Client) -> None:
    empty = BytesIO(b"")
    empty.name = "空.jpg"
    page = client.post(NEW, {"text": TEXT, "attached": [empty]}).content.decode()
    assert page.count("是空文件") == 2, "in the summary and beside the field"
    assert "按提示的格式" not in page


def test_what_nobody_typed_is_dropped(county: Cast, client: Client) -> None:
    pasted = "村口的路灯\x00坏了\x1b\u202e，\r\n晚上看不见路"
    assert client.post(NEW, {"text": pasted}).status_code == 302
    assert "村口的路灯坏了，\n晚上看不见路" in client.get(NEW).content.decode()


def test_a_limit_counts_line_ends_as_the_browser_does(county: Cast, client: Client) -> None:
    assert client.post(NEW, {"text": ("字" * 99 + "\r\n") * 200}).status_code == 302


def test_an_address_with_an_invisible_character_leads_nowhere(client: Client, db: None) -> None:
    assert client.get("/cases/R%00/").status_code == 404
    assert client.get("/cases/?after=%00").status_code == 200


def test_a_draft_does_not_grow_without_end(county: Cast, client: Client) -> None:
    client.post(NEW + "keep/", {"text": "字" * 300_000})
    assert len(json.loads(Draft.objects.get().data)["text"]) == 60_000


def test_one_address_keeps_only_so_much_unsent_over_all_its_drafts(
    county: Cast, client: Client, settings: object
) -> None:
    settings.UNSENT_MOST_BYTES = 1500
    size = len(picture().getvalue())
    for _ in range(1500 // size):
        assert Client().post(NEW, {"text": TEXT, "attached": picture()}).status_code == 302
    refused = client.post(NEW, {"text": TEXT, "attached": picture()})
    assert refused.status_code == 422
    assert "暂存的文件太多" in refused.content.decode()
    assert TEXT in refused.content.decode()
    elsewhere = Client(REMOTE_ADDR="203.0.113.9")
    assert elsewhere.post(NEW, {"text": TEXT, "attached": picture()}).status_code == 302


def test_what_was_sent_no_longer_counts_as_unsent(county: Cast, client: Client) -> None:
    client.post(NEW, {"text": TEXT, "attached": picture()})
    stored = StoredFile.objects.get()
    assert files.unsent_bytes(stored.sender) == stored.size
    assert "127.0.0.1" not in stored.sender
    answer(client)
    submit(client)
    stored.refresh_from_db()
    assert stored.sender == ""


def test_a_refused_file_is_named_and_the_text_stays(county: Cast, client: Client) -> None:
    program = BytesIO(b"MZ" + b"\0" * 64)
    program.name = "看图.exe"
    response = client.post(NEW, {"text": TEXT, "attached": [program]})
    page = response.content.decode()
    assert response.status_code == 422
    assert "看图.exe”是程序" in page
    assert TEXT in page


def test_a_kept_file_can_be_taken_away_again(county: Cast, client: Client) -> None:
    client.post(NEW, {"text": TEXT, "attached": [picture()]})
    code = re.search(r'name="remove" value="(\w+)"', client.get(NEW).content.decode())[1]
    client.post(NEW, {"text": TEXT, "remove": code})
    assert "灯.jpg" not in client.get(NEW).content.decode()


def test_a_draft_can_be_cleared_on_a_shared_phone(county: Cast, client: Client) -> None:
    client.post(NEW, {"text": TEXT, "attached": [picture()]})
    client.post(NEW, {"text": TEXT, "clear": "yes"})
    assert client.cookies["draft"].value == ""
    assert not Draft.objects.exists()
    assert not StoredFile.objects.filter(removed_at=None).exists()
    assert TEXT not in client.get(NEW).content.decode()


def test_after_sending_the_browser_forgets_within_an_hour(county: Cast, client: Client) -> None:
    answer(client)
    submit(client)
    assert client.cookies["draft"]["max-age"] == 3600
    assert TEXT not in client.get(NEW).content.decode()


def test_danger_is_sent_to_the_phone_first_and_only_once(county: Cast, client: Client) -> None:
    response = client.post(NEW, {"text": "邻居家里着火了"})
    assert response["Location"] == "/request/new/elsewhere/emergency/"
    page = client.get(response["Location"]).content.decode()
    assert "tel:119" in page
    assert "继续提交诉求" in page
    assert client.post(NEW, {"text": "邻居家里着火了"})["Location"] == NEW + "class/"


def test_a_place_named_in_the_address_needs_no_choosing(county: Cast, client: Client) -> None:
    answer(client, upto="class")
    response = client.post(NEW + "place/", {"address": "柳溪镇柳树村小学门口", "place": ""})
    assert response["Location"] == NEW + "contact/"


def test_an_address_without_a_place_offers_towns_and_not_knowing(
    county: Cast, client: Client
) -> None:
    answer(client, upto="class")
    response = client.post(NEW + "place/", {"address": "老桥头", "place": ""})
    page = response.content.decode()
    assert response.status_code == 422
    assert "东山镇" in page
    assert "说不清，请工作人员确定" in page
    assert 'value="老桥头"' in page
    unsure = client.post(NEW + "place/", {"address": "老桥头", "place": "990101000000"})
    assert unsure.status_code == 302


def test_the_place_search_works_without_scripts(county: Cast, client: Client) -> None:
    answer(client, upto="class")
    data = {"address": "桥头", "find_place": "sqc", "find": "place"}
    page = client.post(NEW + "place/", data).content.decode()
    assert "东山镇石桥村" in page
    assert 'value="桥头"' in page


def test_no_place_is_offered_with_the_name_of_the_county(
    county: Cast, client: Client, settings: object
) -> None:
    settings.COUNTY = "青禾县（阳光政务）"
    client.post(NEW, {"text": TEXT})
    client.post(NEW + "class/", {"choice": "01"})
    page = client.get(NEW + "place/search/?find_place=村").content.decode()
    assert "东山镇石桥村" in page
    assert "青禾县东山镇" not in page
    shown = client.post(NEW + "place/", {"address": "桥头", "place": county.places["bridge"]})
    assert shown.status_code == 302
    client.post(NEW + "contact/", {"openness": "closed"})
    check = client.get(NEW + "check/").content.decode()
    assert "<dd>东山镇石桥村</dd>" in check


def test_the_check_page_shows_each_answer_with_a_link_that_returns(
    county: Cast, client: Client
) -> None:
    answer(client, name="")
    page = client.get(NEW + "check/").content.decode()
    assert "请核对后提交" in page
    assert "未填写" in page, "skipped answers are shown as such"
    assert '<span class="visually-hidden"> 称呼</span>' in page
    changed = client.post(NEW + "contact/?check=1", {"name": "王女士", "openness": "closed"})
    assert changed["Location"] == NEW + "check/"
    assert "王女士" in client.get(NEW + "check/").content.decode()


def test_a_signed_in_resident_is_not_asked_again(county: Cast, client_for: object) -> None:
    client = client_for("resident")
    answer(client, upto="place")
    page = client.get(NEW + "contact/").content.decode()
    assert 'name="phone"' not in page
    client.post(NEW + "contact/", {"openness": "closed"})
    submit(client)
    assert Request.objects.get().matter.person == county.person().public_id


def test_similar_public_requests_can_be_joined(county: Cast, client: Client) -> None:
    first = make_published(county, text="石桥村村口的路灯坏了，晚上老人看不见路。")
    make_request(county, text="石桥村村口的路灯坏了，我家在三组，看不见路。")
    unread = make_request(
        county, upto="answered", is_public=True, text="石桥村村口的路灯坏了，四组也看不见路。"
    )
    client.post(NEW, {"text": TEXT})
    page = client.get(NEW + "class/").content.decode()
    assert first.matter.number in page
    assert "三组" not in page, "only requests whose person agreed are shown"
    assert unread.matter.number not in page, "only what a clerk has read is shown"
    client.post(NEW + "class/", {"choice": "01", "like": first.matter.number})
    client.post(NEW + "place/", {"address": "石桥村"})
    client.post(NEW + "contact/", {"openness": "closed"})
    submit(client)
    mine = Matter.objects.order_by("pk").last()
    assert mine.links.get().other == first.matter


def test_confidential_means_never_public(county: Cast, client: Client) -> None:
    answer(client, openness="confidential")
    submit(client)
    request = Request.objects.get()
    assert request.is_confidential
    assert not request.matter.is_public


def test_the_public_preview_hides_persons(county: Cast, client: Client) -> None:
    answer(client, text=TEXT + "我叫李女士，电话13800000009，住3号楼2单元402室。", openness="open")
    page = client.get(NEW + "check/").content.decode()
    preview = page.partition("公开前预览")[2]
    assert "13800000009" not in preview.partition("<form")[0]
    assert "402" not in preview.partition("<form")[0]


def test_pages_of_the_draft_are_never_cached(county: Cast, client: Client) -> None:
    answer(client)
    for path in ("", "class/", "place/", "contact/", "check/"):
        assert "no-store" in client.get(NEW + path)["Cache-Control"]


def test_each_question_page_has_one_heading_inside_its_label(county: Cast, client: Client) -> None:
    answer(client)
    headings = []
    for path in ("", "class/", "place/", "contact/"):
        page = client.get(NEW + path).content.decode()
        found = re.findall(r"<h1[^>]*>(?:<label[^>]*>)?([^<]+)", page)
        assert len(found) == 1
        assert re.search(r"<(legend|h1) class=\"label label-h1\"", page)
        assert page.count("btn-primary") == 1
        headings += found
    assert len(set(headings)) == 4


def test_every_cookie_is_listed_on_the_cookies_page(county: Cast, client: Client) -> None:
    answer(client)
    submit(client)
    assert set(client.cookies) <= listed()
    page = client.get("/cookies/").content.decode()
    assert all(name in page for name in client.cookies)


@pytest.mark.django_db(transaction=True)
def test_two_taps_at_the_same_instant_file_one_request(
    transactional_db: None, county: Cast, client: Client
) -> None:
    answer(client)
    key = key_of(client)
    start = Barrier(2)

    def tap(_number: int) -> str:
        other = Client()
        other.cookies["draft"] = client.cookies["draft"].value
        start.wait(10)
        try:
            return submit(other, key)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as taps:
        receipts = set(taps.map(tap, range(2)))
    assert len(receipts) == 1
    assert Matter.objects.count() == 1
