"""What is noted because days pass: an article runs out soon, or has run out (H12)."""

from typing import Any

from sunhall.ground.access.actor import Actor
from sunhall.ground.journal.action import action
from sunhall.ground.journal.record import record
from sunhall.ground.kit.now import today
from sunhall.knowledge import events, rules
from sunhall.knowledge.models import Article


@action
def remind_owner(number: str, *, by: Actor) -> None:
    """Remind the owner 到期提醒 before the last day on which an article holds (H12)."""
    article = _published(number)
    if article is None or article.reminded_on is not None:
        return
    article.reminded_on = today()
    article.save(update_fields=["reminded_on"])
    record(events.ArticleNearExpiry(**_facts(article)), by=by)


@action
def note_expired(number: str, *, by: Actor) -> None:
    """Record that an article has run out 已过期 without an update; it stays, marked (H12)."""
    article = _published(number)
    until = article.valid_until if article else None
    if article is None or until is None or article.expired_on or not _is_over(article):
        return
    article.expired_on = today()
    article.save(update_fields=["expired_on"])
    record(events.ArticleExpired(**_facts(article)), by=by)


def _published(number: str) -> Article | None:
    rows = Article.objects.select_for_update().filter(number=number, state=rules.PUBLISHED)
    return rows.first()


def _is_over(article: Article) -> bool:
    return article.valid_until is not None and rules.is_expired(article.valid_until, today())


def _facts(article: Article) -> dict[str, Any]:
    version = article.current
    assert version is not None
    return {
        "article": article.number,
        "version": version.n,
        "organisation": article.organisation,
        "valid_until": version.valid_until.isoformat(),
    }
