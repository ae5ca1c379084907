"""Home, search, published cases, help and cookies: only what may be public (D1, PIPL 25)."""

import pytest
from django.test import Client

from sunhall.directory import actions as directory
from sunhall.ground.access.actor import SYSTEM
from sunhall.ground.kit.now import today
from sunhall.ground.kit.refusal import Refused
from sunhall.hotline import actions, queries
from sunhall.hotline.tests.makers import lay_desk, make_published, make_request, publish
from tests.cast import Cast

SECRET = "石桥村村口路灯坏了，我是李秀兰，电话13800000001，身份证11010519491231002X。"


@pytest.fixture
def county(cast: Cast) -> Cast:
    lay_desk(cast)
    return cast


def test_home_offers_search_and_four_doors(county: Cast, client: Client) -> None:
    page = client.get("/").content.decode()
    for words in ("我要反映", "查进度", "我的", 'role="search"', "人工帮助"):
        assert words in page
    assert "还没有公开的诉求" in page


def test_home_shows_who_is_on_duty_without_private_data(county: Cast, client: Client) -> None:
    directory.put_on_duty("leader", today(), "qh", "sun", by=SYSTEM)
    page = client.get("/").content.decode()
    assert "孙县长" in page
    assert "今天谁值班" in page


def test_only_agreed_answered_reviewed_requests_are_published(county: Cast, client: Client) -> None:
    shown = make_published(county, text="石桥村路灯坏了半个月。")
    unread = make_request(county, upto="answered", is_public=True, text="泉水村小学门口没有斑马线")
    private = make_request(county, upto="answered", text="泉水村水管漏了三天没人修。")
    secret = make_request(
        county, upto="answered", is_public=True, is_confidential=True, text="柳树村有人偷采河沙。"
    )
    waiting = make_request(county, is_public=True, text="柳溪镇集市早上太吵。")
    page = client.get("/cases/").content.decode()
    assert shown.matter.number in page
    for hidden in (unread, private, secret, waiting):
        assert hidden.matter.number not in page
        assert client.get(f"/cases/{hidden.matter.number}/").status_code == 404


def test_a_published_case_names_nobody(county: Cast, client: Client) -> None:
    request = make_published(county, text=SECRET)
    page = client.get(f"/cases/{request.matter.number}/").content.decode()
    for hidden in ("李秀兰", "13800000001", "11010519491231002X", "赵承办"):
        assert hidden not in page
    assert "石桥村村口路灯坏了" in page


def test_search_does_not_find_what_is_hidden(county: Cast, client: Client) -> None:
    request = make_published(county, text=SECRET)
    assert request.matter.number not in client.get("/search/?q=李秀兰").content.decode()
    assert request.matter.number in client.get("/search/?q=路灯").content.decode()


def test_search_by_number_leads_to_tracking(county: Cast, client: Client) -> None:
    request = make_request(county)
    found = client.get("/search/", {"q": request.matter.number.lower()})
    assert found["Location"] == f"/track/?number={request.matter.number}"


def test_search_with_one_letter_or_nothing_found_says_what_to_do(
    county: Cast, client: Client
) -> None:
    assert "至少输入两个字" in client.get("/search/?q=灯").content.decode()
    assert "没有找到和“蓝鲸”有关" in client.get("/search/?q=蓝鲸").content.decode()


def test_the_author_previews_shortens_and_stops_publication(county: Cast, client: Client) -> None:
    request = make_request(county, upto="answered", text=SECRET + "隔壁张家也没人管。")
    number = request.matter.number
    client.get(f"/t/{queries.link_token(request)}/")
    page = client.get(f"/request/{number}/public/").content.decode()
    assert "李秀兰" not in page
    client.post(f"/request/{number}/public/", {"text": "石桥村路灯坏了。", "agree": "yes"})
    assert Client().get(f"/cases/{number}/").status_code == 404, "nobody has read it yet"
    publish(county, number)
    shown = Client().get(f"/cases/{number}/").content.decode()
    assert "石桥村路灯坏了。" in shown
    assert "张家" not in shown
    client.post(f"/request/{number}/public/", {"text": "石桥村路灯坏了。", "stop": "yes"})
    assert Client().get(f"/cases/{number}/").status_code == 404


def test_publication_is_never_decided_by_somebody_else(county: Cast) -> None:
    request = make_request(county, upto="answered")
    with pytest.raises(Refused, match="诉求人本人决定"):
        actions.publish_request(request.matter.number, is_public=True, by=county.handler)


def test_help_and_cookies_answer(county: Cast, client: Client) -> None:
    assert "请村级代办员上门" in client.get("/help/").content.decode()
    assert "draft" in client.get("/cookies/").content.decode()
