"""Reviewing articles: publish or give back, by somebody who did not write them (H12)."""

from sunhall.ground.access.actor import Actor
from sunhall.ground.journal.action import action
from sunhall.ground.journal.record import record
from sunhall.ground.kit.now import now, today
from sunhall.ground.kit.refusal import Conflict, refuse, require
from sunhall.ground.kit.verdict import no
from sunhall.knowledge import events, queries, rules
from sunhall.knowledge.actions._core import locked, submitted
from sunhall.knowledge.actions._index import take_in, take_out
from sunhall.knowledge.models import Article, Version


@action
def publish_article(number: str, *, by: Actor, seal: str = "") -> Version:
    """Publish 发布 the version that was reviewed; the one before it is kept as replaced (H12).

    `seal` is the digest of the words that were read: Conflict when they are others by now.
    """
    article = locked(number, by=by)
    require(rules.may_review(by, queries.facts(article)))
    version = submitted(article)
    if seal and seal != queries.seal_of(version):
        raise Conflict(no("内容和您看到的不同，请核对后再发布"))
    if article.current_id and version.valid_from > today():
        raise refuse("新版本的生效日期还没有到，请到当天再发布；现行版本继续有效")
    if version.valid_until < today():
        raise refuse("有效期已经过了，请退回修改")
    _end(article.current, rules.REPLACED)
    version.state, version.reviewed_by, version.reviewed_at = rules.PUBLISHED, by.code, now()
    version.save(update_fields=["state", "reviewed_by", "reviewed_at"])
    _stand(article, version)
    take_in([article])
    record(
        events.ArticlePublished(
            article=number,
            version=version.n,
            digest=queries.seal_of(version),
            valid_from=version.valid_from.isoformat(),
            valid_until=version.valid_until.isoformat(),
            is_public=version.is_public,
        ),
        by=by,
    )
    return version


@action
def return_article(number: str, *, words: str, by: Actor) -> Version:
    """Give a version back 退回修改, saying what to mend (H12)."""
    article = locked(number, by=by)
    require(rules.may_review(by, queries.facts(article)))
    version = submitted(article)
    if not words.strip():
        raise refuse("请写明要修改什么，起草人会看到", field="words")
    version.state, version.opinion = rules.RETURNED, words.strip()
    version.reviewed_by, version.reviewed_at = by.code, now()
    version.save(update_fields=["state", "opinion", "reviewed_by", "reviewed_at"])
    record(events.ArticleReturned(article=number, version=version.n, words=version.opinion), by=by)
    return version


@action
def withdraw_article(number: str, *, reason: str, by: Actor) -> Article:
    """Take an article out of use 撤下; answers that cite it keep what they cite (H12)."""
    article = locked(number, by=by)
    require(rules.may_withdraw(by, queries.facts(article)))
    if not reason.strip():
        raise refuse("请写明撤下的理由", field="reason")
    version = article.current
    assert version is not None
    _end(version, rules.WITHDRAWN)
    take_out([article])
    article.state, article.is_public = rules.WITHDRAWN, False
    article.save(update_fields=["state", "is_public"])
    record(events.ArticleWithdrawn(article=number, version=version.n, reason=reason.strip()), by=by)
    return article


def _end(version: Version | None, state: str) -> None:
    if version is None or version.ended_at is not None:
        return
    version.state, version.ended_at = state, now()
    version.save(update_fields=["state", "ended_at"])


def _stand(article: Article, version: Version) -> None:
    """The article as lists and clocks see it follows the version in force."""
    article.current, article.state = version, rules.PUBLISHED
    article.title, article.is_public = version.title, version.is_public
    article.valid_until, article.published_at = version.valid_until, now()
    article.reminded_on = article.expired_on = None
    article.save()
