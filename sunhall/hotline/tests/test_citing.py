"""Answers cite articles, closed requests become articles, callers get them by SMS (H12; ux B3)."""

from datetime import timedelta

import pytest

from sunhall.ground.access.actor import SYSTEM
from sunhall.ground.journal.record import story, told
from sunhall.ground.kit.now import today
from sunhall.ground.kit.refusal import NotFound, Refused
from sunhall.ground.outbox.models import Message
from sunhall.ground.outbox.post import put_template
from sunhall.hotline import actions, events, queries
from sunhall.hotline.models import Citation, Request
from sunhall.hotline.tests.makers import make_request
from sunhall.knowledge import actions as knowledge
from sunhall.knowledge import queries as knowledge_queries
from sunhall.knowledge.models import Article
from sunhall.knowledge.rules.messages import MESSAGES
from sunhall.knowledge.tests.makers import draft_of, make_article, next_version

pytestmark = pytest.mark.django_db

ASKED = "家里揭不开锅了，问能不能申请临时救助"


def answered(cast, *marks, **more):
    number = make_request(cast, upto="handling", text=ASKED).matter.number
    actions.answer_request(
        number,
        text="可以申请。",
        outcome="informed",
        cites=" ".join(marks),
        by=cast.handler,
        **more,
    )
    return number


def test_an_answer_keeps_the_version_it_cites(desk):
    article = make_article(desk)
    number = answered(desk, f"{article.number}@1")
    next_version(desk, article, answer="改为线上申请。")
    cited = Citation.objects.get()
    assert (cited.version.n, cited.version.article) == (1, article)
    found = [one.event for one in story(f"matter:{number}")]
    facts = [one for one in found if isinstance(one, events.ArticleCited)]
    assert [(one.article, one.version, one.title) for one in facts] == [
        (article.number, 1, "临时救助怎么申请")
    ]


def test_what_is_no_published_version_is_not_cited(desk):
    draft = make_article(desk, upto="submitted")
    answered(desk, f"{draft.number}@1", "K000000-0000000@1", "@", "nonsense", f"{draft.number}@²")
    assert not Citation.objects.exists()


def test_one_article_quoted_twice_is_cited_once(desk):
    mark = f"{make_article(desk).number}@1"
    number = answered(desk, mark, mark)
    assert told(f"matter:{number}").count(events.ArticleCited) == 1


def test_staff_see_what_an_answer_cites_and_where_an_article_was_used(desk, client_for):
    article = make_article(desk)
    number = answered(desk, f"{article.number}@1")
    page = client_for("handler").get(f"/workbench/requests/{number}/").content.decode()
    assert "引用知识：" in page
    at = f"/workbench/knowledge/{article.number}/"
    assert number in client_for("handler").get(at).content.decode()
    # Who may not see the request does not learn of it from the article.
    assert number not in client_for("other_handler").get(at).content.decode()


def test_the_person_reads_the_basis_with_a_link_to_what_is_public(desk, client_for):
    shown = make_article(desk)
    inner = make_article(desk, title="内部口径", basis="县长办公会纪要", is_public=False)
    number = answered(desk, f"{shown.number}@1", f"{inner.number}@1")
    page = client_for("resident").get(f"/request/{number}/").content.decode()
    assert f"/ask/{shown.number}/" in page
    assert "社会救助暂行办法" in page
    assert inner.number not in page
    assert "内部口径" not in page
    knowledge.withdraw_article(shown.number, reason="办法废止", by=desk.head)
    after = client_for("resident").get(f"/request/{number}/").content.decode()
    assert f"/ask/{shown.number}/" not in after
    assert "社会救助暂行办法" in after


def test_the_desk_finds_while_the_caller_speaks(desk, client_for):
    article = make_article(desk)
    client = client_for("operator")
    data = {"text": ASKED, "box": "id_answer", "phone": "13800000001"}
    part = client.post("/workbench/desk/knowledge/", data, headers={"HX-Request": "true"})
    page = part.content.decode()
    assert f'data-cite="{article.number}@1"' in page
    assert 'data-insert="id_answer"' in page
    for shown in ("民政局", "有效期至", "上次更新", "有误", "短信发给来电人"):
        assert shown in page
    typed = client.post("/workbench/desk/knowledge/", data | {"knowledge_search": "航天"})
    assert "没有找到相关知识" in typed.content.decode()


def test_the_desk_registers_and_answers_in_one_stroke(desk, client_for):
    mark = f"{make_article(desk).number}@1"
    given = {
        "text": ASKED,
        "place": "990101100201",
        "demand": "consult",
        "channel": "phone",
        "answer": "带身份证到便民服务中心。",
        "cites": mark,
        "once": "abc",
    }
    client_for("operator").post("/workbench/desk/register/", given | {"answer_now": "1"})
    request = Request.objects.get()
    assert request.disposal == "direct"
    assert Citation.objects.get(matter=request.matter).version.n == 1


def test_an_answer_that_is_missing_is_named_and_nothing_is_registered(desk, client_for):
    given = {"text": ASKED, "place": "990101100201", "demand": "consult", "channel": "phone"}
    answer = client_for("operator").post(
        "/workbench/desk/register/", given | {"answer_now": "1", "answer": ""}
    )
    assert answer.status_code == 422
    assert 'id="id_answer-error"' in answer.content.decode()
    assert ASKED in answer.content.decode()
    assert not Request.objects.exists()


def test_what_was_typed_as_answer_is_not_sent_by_the_other_buttons(desk, client_for):
    given = {"text": ASKED, "place": "990101100201", "demand": "help", "channel": "phone"}
    client_for("operator").post("/workbench/desk/register/", given | {"answer": "写了一半"})
    assert Request.objects.get().matter.last_answer is None


def test_the_answer_page_offers_what_fits_the_request(desk, client_for):
    article = make_article(desk)
    number = make_request(desk, upto="handling", text=ASKED).matter.number
    page = client_for("handler").get(f"/workbench/requests/{number}/answer/").content.decode()
    assert f'data-cite="{article.number}@1"' in page
    # Without scripts the link fills the box behind what is written and names the article.
    cite = f"/workbench/requests/{number}/answer/?cite={article.number}@1"
    filled = client_for("handler").get(cite).content.decode()
    assert "二十四小时内先行救助" in filled
    assert f'name="cites" value="{article.number}@1"' in filled


def test_the_caller_gets_a_public_article_by_sms(desk, client_for, settings):
    subject, body = MESSAGES["article-text"]["sms"]
    put_template("article-text", channel="sms", subject=subject, body=body, by=SYSTEM)
    settings.OUTBOX_CHANNELS = ["inapp", "sms"]
    article = make_article(desk)
    given = {"article": article.number, "phone": "13800000001"}
    for _time in range(2):
        client_for("operator").post("/workbench/desk/knowledge/send/", given)
    message = Message.objects.get(channel="sms")
    assert "临时救助怎么申请" in message.body
    assert f"/ask/{article.number}/" in message.body
    assert message.about == f"article:{article.number}"


def test_what_cannot_be_sent_says_why(desk, client_for, settings):
    settings.OUTBOX_CHANNELS = ["inapp"]
    article = make_article(desk)
    inner = make_article(desk, title="内部口径", is_public=False)
    client = client_for("operator")
    for number, phone, said in (
        (inner.number, "13800000001", "不对外公开"),
        (article.number, "", "请先填写来电号码"),
        ("K000000-0000000", "13800000001", "不对外公开"),
        (article.number, "13800000001", "还没有配置短信通道"),
    ):
        part = client.post(
            "/workbench/desk/knowledge/send/",
            {"article": number, "phone": phone},
            headers={"HX-Request": "true"},
        )
        assert said in part.content.decode(), said
    assert not Message.objects.filter(channel="sms").exists()


def test_a_closed_request_becomes_a_draft_without_its_person(desk, client_for):
    number = make_request(
        desk, upto="answered", text="石桥村村民李秀兰问路灯报修，电话13800000001。"
    ).matter.number
    at = f"/workbench/requests/{number}/propose/"
    with pytest.raises(Refused, match="办结以后"):
        actions.propose_article(number, draft_of(), organisation="qh-mz", by=desk.handler)
    actions.revisit_request(
        number, way="phone", reached=True, solved=True, satisfied=True, by=desk.revisitor
    )
    actions.close_request(number, by=desk.revisitor)
    page = client_for("handler").get(at).content.decode()
    assert "李秀兰" not in page
    assert "13800000001" not in page
    assert "路灯已于今天修复" in page
    given = {
        "organisation": "qh-mz",
        "title": "路灯坏了找谁",
        "question": "路灯坏了找谁？",
        "answer": "拨打 13800000001 找李秀兰。",
        "basis": "市政设施管理条例",
        "valid_from": f"{today()}",
        "valid_until": f"{today() + timedelta(days=365)}",
    }
    refused = client_for("handler").post(at, given)
    assert refused.status_code == 422
    assert 'id="id_answer-error"' in refused.content.decode()
    client_for("handler").post(at, given | {"answer": "拨打热线，两天内修好。"})
    article = Article.objects.get()
    assert article.origin == f"matter:{number}"
    assert told(f"matter:{number}")[-1] is events.ArticleProposed
    # Author is not reviewer.
    knowledge.submit_article(article.number, by=desk.handler)
    with pytest.raises(Refused):
        knowledge.publish_article(article.number, by=desk.handler)
    knowledge.publish_article(article.number, by=desk.head)
    assert knowledge_queries.hits_public("路灯") == []


def test_a_sealed_or_foreign_request_is_not_proposed_from(desk):
    number = make_request(desk, upto="answered").matter.number
    with pytest.raises(NotFound):
        actions.propose_article(number, draft_of(), organisation="qh-mz", by=desk.other_handler)


def test_citations_are_counted_by_the_office_that_keeps_the_article(desk):
    article = make_article(desk)
    answered(desk, f"{article.number}@1")
    answered(desk, f"{article.number}@1")
    now = Citation.objects.latest("pk").at
    day = timedelta(days=1)
    assert queries.cited_between(now - day, now + day) == {"qh-mz": 2}
    assert queries.cited_between(now + day, now + 2 * day) == {}
