"""What every write to an article shares: the lock, and what waits for review."""

from sunhall.ground.access.actor import Actor
from sunhall.ground.kit.refusal import NotFound, refuse
from sunhall.knowledge import queries
from sunhall.knowledge.models import Article, Version


def locked(number: str, *, by: Actor) -> Article:
    """The article, locked, as far as this actor may see it."""
    if by.code != "system":
        queries.article_for(by, number)
    row = Article.objects.select_for_update().filter(number=number).first()
    if row is None:
        raise NotFound(number)
    return row


def submitted(article: Article) -> Version:
    """The version that waits for review."""
    row = queries.open_version(article)
    if row is None:
        raise refuse("没有待审核的版本")
    return row
