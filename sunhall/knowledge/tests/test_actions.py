"""The life of an article, as the journal tells it (H12)."""

from datetime import datetime, timedelta

import pytest
import time_machine

from sunhall.ground.access.actor import SYSTEM, VISITOR
from sunhall.ground.journal.record import told
from sunhall.ground.kit.now import LOCAL, today
from sunhall.ground.kit.refusal import Conflict, NotFound, Refused
from sunhall.knowledge import actions, events, jobs, queries, rules
from sunhall.knowledge.models import Article, ArticleText, TokenCount, Version
from sunhall.knowledge.tests.makers import draft_of, make_article, next_version

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=LOCAL)


@pytest.fixture(autouse=True)
def _monday():
    with time_machine.travel(MONDAY, tick=False):
        yield


def story(article: Article) -> list[str]:
    return [kind.__name__ for kind in told(f"article:{article.number}")]


def test_an_article_is_written_reviewed_by_another_and_published(cast):
    article = make_article(cast)
    assert story(article) == ["ArticleDrafted", "ArticleSubmitted", "ArticlePublished"]
    assert (article.state, article.current.n) == (rules.PUBLISHED, 1)
    assert article.current.reviewed_by == cast.head.code


def test_nobody_publishes_what_they_wrote_in(cast):
    article = make_article(cast, upto="draft")
    actions.rewrite_article(article.number, draft_of(title="临时救助"), by=cast.manager)
    actions.submit_article(article.number, by=cast.handler)
    for by in (cast.manager, cast.handler, cast.other_handler):
        with pytest.raises((Refused, NotFound)):
            actions.publish_article(article.number, by=by)
    actions.publish_article(article.number, by=cast.head)
    assert queries.newest(queries.article_of(article.number)).title == "临时救助"


def test_a_version_given_back_can_be_mended(cast):
    article = make_article(cast, upto="submitted")
    with pytest.raises(Refused) as refused:
        actions.return_article(article.number, words=" ", by=cast.head)
    assert refused.value.field == "words"
    actions.return_article(article.number, words="请写明窗口地址", by=cast.head)
    actions.rewrite_article(article.number, draft_of(answer="到二楼 5 号窗口。"), by=cast.handler)
    actions.submit_article(article.number, by=cast.handler)
    actions.publish_article(article.number, by=cast.head)
    assert "ArticleReturned" in story(article)
    assert Version.objects.get(article=article).answer == "到二楼 5 号窗口。"


def test_the_next_version_replaces_the_one_before_and_keeps_it(cast):
    article = make_article(cast)
    next_version(cast, article, answer="改为线上申请。")
    old, new = article.versions.order_by("n")
    assert (old.state, new.state) == (rules.REPLACED, rules.PUBLISHED)
    assert old.ended_at is not None
    changed = queries.differences(old, new)
    assert [row["label"] for row in changed] == ["答案"]


def test_two_who_write_at_once_overwrite_nothing(cast):
    article = make_article(cast, upto="draft")
    seen = queries.open_version(article).writes
    actions.rewrite_article(article.number, draft_of(answer="甲写的"), by=cast.handler, writes=seen)
    with pytest.raises(Conflict):
        actions.rewrite_article(
            article.number, draft_of(answer="乙写的"), by=cast.head, writes=seen
        )
    assert queries.open_version(article).answer == "甲写的"


def test_what_is_published_is_what_was_read(cast):
    article = make_article(cast, upto="submitted")
    with pytest.raises(Conflict):
        actions.publish_article(article.number, seal="of other words", by=cast.head)
    seal = queries.seal_of(queries.open_version(article))
    actions.publish_article(article.number, seal=seal, by=cast.head)


def test_a_version_that_does_not_hold_yet_does_not_replace_one_that_does(cast):
    article = make_article(cast)
    later = draft_of(valid_from=today() + timedelta(days=10))
    actions.rewrite_article(article.number, later, by=cast.handler)
    actions.submit_article(article.number, by=cast.handler)
    with pytest.raises(Refused, match="生效日期还没有到"):
        actions.publish_article(article.number, by=cast.head)


def test_a_withdrawn_article_is_found_no_more(cast):
    article = make_article(cast)
    with pytest.raises(Refused):
        actions.withdraw_article(article.number, reason="办法废止", by=cast.handler)
    actions.withdraw_article(article.number, reason="办法废止", by=cast.head)
    assert queries.hits(cast.operator, "临时救助") == []
    assert not ArticleText.objects.exists()
    assert not TokenCount.objects.filter(articles__gt=0).exists()
    with pytest.raises(NotFound):
        queries.public_article(article.number)


def test_a_doubt_is_answered_by_the_owner_within_two_working_days(cast):
    article = make_article(cast)
    doubt = actions.doubt_article(article.number, words="电话已经换了", by=cast.operator)
    assert doubt.due_at.astimezone(LOCAL).date().isoformat() == "2026-03-05"
    with pytest.raises(Refused):
        actions.answer_doubt(
            article.number, doubt.pk, verdict="right", words="没错", by=cast.operator
        )
    reply = {"verdict": rules.CORRECTED, "words": "已改成新电话"}
    answered = actions.answer_doubt(article.number, doubt.pk, **reply, by=cast.handler)
    assert answered.replied_by == cast.handler.code
    assert story(article)[-2:] == ["ArticleDoubted", "DoubtAnswered"]
    with pytest.raises(Refused, match="已经答复"):
        actions.answer_doubt(article.number, doubt.pk, **reply, by=cast.handler)


def test_a_doubt_without_a_reply_is_noted_late_once(cast):
    article = make_article(cast)
    actions.doubt_article(article.number, words="金额不对了", by=cast.operator)
    jobs.note_passed_doubts()
    assert events.DoubtPassed not in told(f"article:{article.number}")
    with time_machine.travel(MONDAY + timedelta(days=4), tick=False):
        jobs.note_passed_doubts()
        jobs.note_passed_doubts()
    assert told(f"article:{article.number}").count(events.DoubtPassed) == 1


def test_the_owner_is_reminded_before_and_told_after_once_for_each_version(cast):
    article = make_article(cast, until=today() + timedelta(days=20))
    stream = f"article:{article.number}"
    jobs.remind_before_expiry()
    assert events.ArticleNearExpiry not in told(stream)
    with time_machine.travel(MONDAY + timedelta(days=6), tick=False):
        jobs.remind_before_expiry()
        jobs.remind_before_expiry()
        jobs.note_expired_articles()
    assert told(stream)[-1] is events.ArticleNearExpiry
    with time_machine.travel(MONDAY + timedelta(days=21), tick=False):
        jobs.note_expired_articles()
        jobs.note_expired_articles()
        assert told(stream).count(events.ArticleExpired) == 1
        next_version(cast, article)
    assert (article.reminded_on, article.expired_on) == (None, None)


def test_a_reader_says_whether_it_was_of_use(cast):
    article = make_article(cast)
    actions.judge_article(article.number, useful=True, by=VISITOR)
    actions.judge_article(article.number, useful=False, by=VISITOR)
    article.refresh_from_db()
    assert (article.useful, article.useless) == (1, 1)


def test_drafts_are_seen_by_the_department_its_author_and_the_manager_alone(cast):
    article = make_article(cast, upto="draft")
    for who in (cast.handler, cast.head, cast.manager):
        assert queries.article_for(who, article.number)
    for who in (
        cast.operator,
        cast.deputy,
        cast.other_handler,
        cast.leader,
        cast.audit_admin,
        cast.resident,
    ):
        with pytest.raises(NotFound):
            queries.article_for(who, article.number)


def test_the_index_can_be_built_anew(cast):
    make_article(cast)
    before = dict(TokenCount.objects.values_list("token", "articles"))
    assert actions.rebuild_index(by=SYSTEM) == 1
    assert dict(TokenCount.objects.values_list("token", "articles")) == before
    assert before[""] == 1
