"""有没有用: what readers of the public pages say of an article (H12)."""

from django.db.models import F

from sunhall.ground.access.actor import Actor
from sunhall.ground.journal.action import action
from sunhall.ground.journal.record import record
from sunhall.knowledge import events, queries
from sunhall.knowledge.models import Article


@action
def judge_article(number: str, *, useful: bool, by: Actor) -> None:
    """Count one reader's word on a public article; nobody needs to sign in for it (H12)."""
    article = queries.public_article(number)
    assert article.current is not None
    column = "useful" if useful else "useless"
    Article.objects.filter(pk=article.pk).update(**{column: F(column) + 1})
    record(
        events.ArticleJudged(
            article=number,
            version=article.current.n,
            useful=useful,
            judged="有用" if useful else "没有用",
        ),
        by=by,
    )
