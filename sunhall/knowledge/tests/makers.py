"""Makers of articles: they call the actions, so every article has a legal history."""

from datetime import date, timedelta
from typing import Any

from sunhall.ground.kit.now import today
from sunhall.knowledge import actions, rules
from sunhall.knowledge.models import Article
from tests.cast import Cast

CARD: dict[str, Any] = {
    "title": "临时救助怎么申请",
    "question": "家里遇到急难，能不能申请临时救助？",
    "answer": "可以。带身份证到户籍所在地的乡镇便民服务中心提出，急难的二十四小时内先行救助。",
    "phrases": "家里揭不开锅了\n急难救助",
    "basis": "社会救助暂行办法第四十七条",
    "is_public": True,
}


def draft_of(*, until: date | None = None, **changes: Any) -> rules.Draft:
    """The words of an article that holds for a year."""
    words = CARD | {"valid_from": today(), "valid_until": until or today() + timedelta(days=365)}
    return rules.Draft(**{**words, **changes})


def make_article(cast: Cast, *, upto: str = "published", **changes: Any) -> Article:
    """An article of the civil affairs office: written by its handler, reviewed by its head."""
    organisation = changes.pop("organisation", "qh-mz")
    article = actions.draft_article(draft_of(**changes), organisation=organisation, by=cast.handler)
    if upto != "draft":
        actions.submit_article(article.number, by=cast.handler)
    if upto == "published":
        reviewer = cast.head if organisation == "qh-mz" else cast.manager
        actions.publish_article(article.number, by=reviewer)
    article.refresh_from_db()
    return article


def next_version(cast: Cast, article: Article, **changes: Any) -> None:
    """The next version of an article, published."""
    actions.rewrite_article(article.number, draft_of(**changes), by=cast.handler)
    actions.submit_article(article.number, by=cast.handler)
    actions.publish_article(article.number, by=cast.head)
    article.refresh_from_db()
