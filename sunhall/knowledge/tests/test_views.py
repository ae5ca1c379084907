"""The doors of the knowledge base: who may, who may not, and what a page says (H12)."""

from datetime import timedelta

import pytest
import time_machine

from sunhall.ground.journal.record import told
from sunhall.ground.kit.now import now, today
from sunhall.knowledge import events, queries, rules
from sunhall.knowledge.models import Article
from sunhall.knowledge.tests.makers import CARD, make_article, next_version

pytestmark = pytest.mark.django_db

POSTED = {
    **{name: value for name, value in CARD.items() if name != "is_public"},
    "organisation": "qh-mz",
    "is_public": "on",
}


def posted(**changes):
    days = {"valid_from": f"{today()}", "valid_until": f"{today() + timedelta(days=99)}"}
    return {**POSTED, **days, **changes}


def test_a_clerk_writes_the_head_reads_and_publishes(cast, client_for):
    clerk, head = client_for("handler"), client_for("head")
    clerk.post("/workbench/knowledge/new/", posted())
    number = Article.objects.get().number
    at = f"/workbench/knowledge/{number}/"
    assert "提交审核" in clerk.get(at).content.decode()
    clerk.post(f"{at}submit/")
    assert "审核通过并发布" in head.get(f"{at}review/").content.decode()
    seal = queries.seal_of(queries.open_version(queries.article_of(number)))
    head.post(f"{at}review/", {"publish": "yes", "seal": seal})
    assert told(f"article:{number}")[-1] is events.ArticlePublished
    assert "已发布" in clerk.get(at).content.decode()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": ""}, "title"),
        ({"basis": " "}, "basis"),
        ({"organisation": "nowhere"}, "organisation"),
        ({"valid_until": "2020-01-01"}, "valid_until"),
        ({"valid_until": "0001-01-01"}, "valid_until"),
        ({"answer": "话" * 8001}, "answer"),
        ({"phrases": "话" * 501}, "phrases"),
    ],
)
def test_a_wrong_field_is_named_and_nothing_typed_is_lost(cast, client_for, changes, field):
    answer = client_for("handler").post("/workbench/knowledge/new/", posted(**changes))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert f'id="id_{field}-error"' in page
    assert "揭不开锅" in page or field == "phrases"
    assert not Article.objects.exists()


def test_the_author_is_told_why_somebody_else_reviews(cast, client_for):
    article = make_article(cast, upto="submitted")
    at = f"/workbench/knowledge/{article.number}/"
    answer = client_for("handler").get(f"{at}review/")
    assert answer.status_code == 403
    assert "知识由部门负责人或热线负责人审核" in answer.content.decode()
    given_back = client_for("head").post(f"{at}review/", {"return": "yes", "words": ""})
    assert given_back.status_code == 422


def test_a_draft_of_others_is_not_there(cast, client_for):
    article = make_article(cast, upto="draft")
    for who in ("operator", "other_handler", "leader"):
        assert client_for(who).get(f"/workbench/knowledge/{article.number}/").status_code == 404


def test_versions_are_compared(cast, client_for):
    article = make_article(cast)
    next_version(cast, article, answer="改为线上申请。")
    page = client_for("operator").get(f"/workbench/knowledge/{article.number}/versions/2/")
    assert "<ins>改为线上申请。" in page.content.decode()
    gone = client_for("operator").get(f"/workbench/knowledge/{article.number}/versions/9/")
    assert gone.status_code == 404


def test_staff_doubt_and_the_owner_replies_on_the_page(cast, client_for):
    article = make_article(cast)
    at = f"/workbench/knowledge/{article.number}/"
    client_for("operator").post(f"{at}doubt/", {"words": "窗口搬到三楼了"})
    page = client_for("handler").get(at).content.decode()
    assert "窗口搬到三楼了" in page
    assert "答复这条纠错" in page
    pk = article.doubts.get().pk
    short = client_for("handler").post(f"{at}doubts/{pk}/", {"verdict": "right", "reply": ""})
    assert short.status_code == 422
    client_for("handler").post(
        f"{at}doubts/{pk}/", {"verdict": rules.CORRECTED, "reply": "已改为三楼"}
    )
    assert "已改为三楼" in client_for("operator").get(at).content.decode()


def test_the_list_finds_while_one_types(cast, client_for):
    make_article(cast)
    client = client_for("operator")
    part = client.get("/workbench/knowledge/?q=lsjz", headers={"HX-Request": "true"})
    assert "临时救助怎么申请" in part.content.decode()
    assert "<html" not in part.content.decode()
    for tab in queries.TABS:
        assert client.get(f"/workbench/knowledge/?tab={tab}").status_code == 200
    assert "没有找到" in client.get("/workbench/knowledge/?q=航天").content.decode()


def test_a_withdrawal_asks_for_a_reason(cast, client_for):
    article = make_article(cast)
    at = f"/workbench/knowledge/{article.number}/withdraw/"
    assert client_for("head").post(at, {"reason": ""}).status_code == 422
    client_for("head").post(at, {"reason": "办法已废止"})
    article.refresh_from_db()
    assert article.state == rules.WITHDRAWN


def test_residents_ask_read_and_print_without_signing_in(cast, client):
    number = make_article(cast).number
    assert "临时救助怎么申请" in client.get("/ask/").content.decode()
    assert "临时救助怎么申请" in client.get("/ask/?q=揭不开锅").content.decode()
    page = client.get(f"/ask/{number}/").content.decode()
    for shown in ("社会救助暂行办法", "民政局", "我要反映", "有没有用"):
        assert shown in page
    assert not {name for name in ("赵承办", "吕负责", "zhao") if name in page}
    assert client.get(f"/ask/{number}/print/").status_code == 200
    assert "请至少输入两个字" in client.get("/ask/?q=救").content.decode()
    assert "我要反映" in client.get("/ask/?q=航天发射").content.decode()


def test_only_what_is_public_and_in_force_has_a_public_page(cast, client):
    inner = make_article(cast, is_public=False, title="内部口径").number
    draft = make_article(cast, upto="submitted", title="还没审核").number
    for number in (inner, draft, "K260101-0000000", "none"):
        assert client.get(f"/ask/{number}/").status_code == 404
        assert client.post(f"/ask/{number}/useful/", {"useful": "yes"}).status_code == 404


def test_an_expired_article_says_so_to_everybody(cast, client):
    article = make_article(cast, until=today() + timedelta(days=1))
    with time_machine.travel(now() + timedelta(days=3), tick=False):
        assert "已过有效期" in client.get(f"/ask/{article.number}/").content.decode()
        assert "可能已过期" in client.get("/ask/?q=临时救助").content.decode()


def test_one_address_says_useful_once_a_day(cast, client):
    article = make_article(cast)
    at = f"/ask/{article.number}/useful/"
    for _time in range(3):
        assert client.post(at, {"useful": "yes"}).status_code == 302
    assert client.post(at, {"useful": "maybe"}).status_code in (400, 403, 422)
    article.refresh_from_db()
    assert (article.useful, article.useless) == (1, 0)
