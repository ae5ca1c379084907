"""A refused step of a resident stays where it was taken: words kept, reason beside the field."""

import re
from collections.abc import Callable
from io import BytesIO

import pytest
from django.test import Client
from PIL import Image

from sunhall.ground.access.actor import SYSTEM
from sunhall.ground.files.models import StoredFile
from sunhall.hotline import actions, queries
from sunhall.hotline.models import Dialogue, Request
from sunhall.hotline.tests.makers import lay_desk, make_request, publish
from sunhall.matters import actions as matter_actions
from tests.cast import Cast

WORDS = "灯修了两天又灭了，请再来看看"


@pytest.fixture
def county(cast: Cast) -> Cast:
    lay_desk(cast)
    return cast


def holder(client: Client, request: Request) -> Client:
    client.post("/track/", {"number": request.matter.number, "code": request.matter.query_code})
    return client


def picture() -> BytesIO:
    made = BytesIO()
    Image.new("RGB", (40, 30), "grey").save(made, "JPEG")
    made.seek(0)
    made.name = "灯.jpg"
    return made


def send(client: Client, request: Request, what: str, **data: object) -> str:
    """Send a step that will be refused; the page that comes back."""
    path = f"/request/{request.matter.number}/{what}/"
    response = client.post(path, {"confirm": "yes", **data})
    assert response.status_code == 422, (response.status_code, response.get("Location"))
    return response.content.decode()


def stays(page: str, request: Request, reason: str, words: str = WORDS) -> None:
    """The page is one of this request, says why, beside the field too, and kept the words."""
    assert "这一步不能办理" not in page
    assert f"/request/{request.matter.number}/" in page
    assert re.search(r'class="error-summary".*?' + reason, page, re.DOTALL)
    assert re.search(r'class="error" id="[^"]+-error">.*?' + reason, page, re.DOTALL)
    assert words in page
    assert "回到进度" in page


def test_a_second_rating_keeps_its_words(county: Cast, client: Client) -> None:
    request = make_request(county, upto="answered")
    holder(client, request)
    client.post(f"/request/{request.matter.number}/rate/", {"stars": "5"})
    stays(send(client, request, "rate", stars="1", words=WORDS), request, "已经评价过")


def test_a_second_dissatisfaction_keeps_its_words(county: Cast, client: Client) -> None:
    request = make_request(county, upto="dialogue")
    holder(client, request)
    stays(send(client, request, "not-satisfied", words=WORDS), request, "约谈已经安排")


def test_a_wish_that_comes_after_the_plan_keeps_its_words(county: Cast, client: Client) -> None:
    request = make_request(county, upto="dialogue")
    holder(client, request)
    actions.plan_dialogue(
        request.matter.number,
        planned_at=Dialogue.objects.get().opened_at.replace(year=2099),
        way="room",
        room="room-1",
        by=county.handler,
    )
    page = send(client, request, "dialogue", way="home", words=WORDS)
    stays(page, request, "约谈已经安排好")


def test_a_wish_after_the_dialogue_keeps_its_words(county: Cast, client: Client) -> None:
    request = make_request(county, upto="talked")
    holder(client, request)
    page = send(client, request, "dialogue", way="home", words=WORDS)
    stays(page, request, "没有待安排的约谈")


def test_a_second_dispute_keeps_its_words(county: Cast, client: Client) -> None:
    request = make_request(county, upto="handling")
    number = request.matter.number
    contact = matter_actions.record_contact(
        number, way="phone", result="reached", by=county.handler
    )
    matter_actions.dispute_contact(number, contact.pk, words="", by=queries.holder_of(number))
    holder(client, request)
    page = send(client, request, f"contact/{contact.pk}/dispute", words=WORDS)
    stays(page, request, "已对这条联系记录提出异议")


def test_a_supplement_to_a_closed_request_keeps_its_words(county: Cast, client: Client) -> None:
    request = make_request(county)
    holder(client, request)
    actions.withdraw_request(request.matter.number, by=queries.holder_of(request.matter.number))
    stays(send(client, request, "more", text=WORDS), request, "已经办结")
    stays(send(client, request, "withdraw", words=WORDS), request, "撤回")


def test_a_file_of_a_refused_supplement_is_not_lost(county: Cast, client: Client) -> None:
    request = make_request(county, upto="handling")
    holder(client, request)
    empty = BytesIO(b"")
    empty.name = "空.jpg"
    page = send(client, request, "more", text=WORDS, attached=[picture(), empty])
    assert "灯.jpg" in page
    code = re.search(r'name="held" value="([^"]+)"', page)[1]
    path = f"/request/{request.matter.number}/more/"
    assert client.post(path, {"text": WORDS, "held": code}).status_code == 302
    assert StoredFile.objects.get(code=code).owner == f"matter:{request.matter.number}"


def test_nobody_takes_along_the_file_of_another(county: Cast, client: Client) -> None:
    first, second = make_request(county, upto="handling"), make_request(county, upto="handling")
    holder(client, first)
    client.post(f"/request/{first.matter.number}/more/", {"text": "灯", "attached": picture()})
    code = StoredFile.objects.get().code
    holder(client, second)
    client.post(f"/request/{second.matter.number}/more/", {"text": WORDS, "held": code})
    assert not second.matter.files.exists()


def test_not_withdrawing_is_a_link_and_withdraws_nothing(county: Cast, client: Client) -> None:
    request = make_request(county)
    holder(client, request)
    path = f"/request/{request.matter.number}/withdraw/"
    page = client.get(path).content.decode()
    assert re.search(rf'<a class="btn" href="/request/{request.matter.number}/">不撤回</a>', page)
    client.post(path, {"words": "手滑"})
    request.matter.refresh_from_db()
    assert request.matter.stage == "received"


@pytest.mark.parametrize("upto", ["answered", "closed"])
def test_after_a_bad_rating_the_page_says_at_once_that_a_dialogue_is_owed(
    county: Cast, client: Client, revisited: Callable[[Request], None], upto: str
) -> None:
    request = make_request(county, upto="answered")
    if upto == "closed":
        revisited(request)
    holder(client, request)
    client.post(f"/request/{request.matter.number}/rate/", {"stars": "1", "words": WORDS})
    page = client.get(f"/request/{request.matter.number}/").content.decode()
    top = re.search(r'<dl class="where">.*?</dl>', page, re.DOTALL)[0]
    assert "约谈" in top
    assert "回访" not in top
    assert re.search(r"\d+月\d+日\(周.\)24:00 前", top)
    assert "约谈中" in page
    assert "已办结" not in page


@pytest.fixture
def revisited(county: Cast) -> Callable[[Request], None]:
    def go_on(request: Request) -> None:
        number = request.matter.number
        actions.revisit_request(
            number, way="phone", reached=True, satisfied=True, by=county.revisitor
        )
        actions.close_request(number, by=county.revisitor)

    return go_on


def test_a_request_taken_back_has_no_answer_to_rate(county: Cast, client: Client) -> None:
    request = make_request(county)
    holder(client, request)
    actions.withdraw_request(request.matter.number, by=queries.holder_of(request.matter.number))
    assert "请您评价" not in client.get(f"/request/{request.matter.number}/").content.decode()
    page = send(client, request, "rate", stars="1", words=WORDS)
    stays(page, request, "没有可以评价的答复")


def test_after_a_dialogue_nobody_promises_another(county: Cast, client: Client) -> None:
    request = make_request(county, upto="talked")
    holder(client, request)
    path = f"/request/{request.matter.number}/rate/"
    assert "前当面与您沟通" not in client.get(path).content.decode()
    said = client.post(path, {"stars": "1"}, follow=True).content.decode()
    assert "已收到您的评价" in said
    assert "前当面与您沟通" not in said


def test_a_file_that_was_never_sent_is_erased_after_a_day(
    county: Cast, client: Client, time_machine: object
) -> None:
    time_machine.move_to("2026-11-02T02:00:00Z", tick=False)
    request = make_request(county, upto="handling")
    holder(client, request)
    empty = BytesIO(b"")
    empty.name = "空.jpg"
    send(client, request, "more", text=WORDS, attached=[picture(), empty])
    time_machine.move_to("2026-11-03T03:00:00Z", tick=False)
    actions.forget_drafts(by=SYSTEM)
    assert StoredFile.objects.get().removed_at is not None


def test_a_published_request_names_none_of_those_who_worked_on_it(
    county: Cast, client: Client
) -> None:
    request = make_request(
        county,
        upto="handling",
        is_public=True,
        text="石桥村口的路灯坏了，赵承办说没有钱，村民王大山摔伤了。",
    )
    number = request.matter.number
    actions.answer_request(
        number, text="赵承办已到场，周主任答应换灯。", outcome="resolved", by=county.handler
    )
    publish(county, number)
    page = client.get(f"/cases/{number}/").content.decode()
    assert "摔伤了" in page
    assert not [name for name in ("赵承办", "王大山", "周主任") if name in page]
