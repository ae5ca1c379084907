"""Keeping the search index: derived from what is published, so it can be built anew (H12)."""

from collections import Counter
from collections.abc import Iterable, Sequence

from django.db import connection

from sunhall.ground.access.actor import Actor
from sunhall.ground.journal.action import action
from sunhall.knowledge import rules
from sunhall.knowledge.models import Article, ArticleText, TokenCount

_BATCH = 400


@action
def rebuild_index(*, by: Actor) -> int:
    """Build the index of every published article anew; no fact, so nothing is recorded."""
    ArticleText.objects.all().delete()
    TokenCount.objects.all().delete()
    rows = Article.objects.filter(state=rules.PUBLISHED).select_related("current").order_by("pk")
    done, last = 0, 0
    while batch := list(rows.filter(pk__gt=last)[:_BATCH]):
        take_in(batch)
        done, last = done + len(batch), batch[-1].pk
    return done


def take_in(articles: Sequence[Article]) -> None:
    """Put published articles into the index, instead of what stood there of them."""
    take_out(articles)
    rows, counted = [], Counter[str]()
    for article in articles:
        version = article.current
        assert version is not None
        called = "\n".join((version.title, version.phrases))
        head, every = rules.spoken_tokens(
            f"{called}\n{version.question}", f"{version.answer}\n{version.basis}", called
        )
        rows.append(
            ArticleText(
                article=article, head=" ".join(sorted(head)), tokens=" ".join(sorted(every))
            )
        )
        counted.update(every)
    ArticleText.objects.bulk_create(rows)
    _count(counted, len(rows))


def take_out(articles: Iterable[Article]) -> None:
    """Take articles out of the index."""
    standing = ArticleText.objects.filter(article__in=[article.pk for article in articles])
    rows = list(standing)
    if not rows:
        return
    counted = Counter(token for row in rows for token in row.tokens.split())
    standing.delete()
    _count({token: -n for token, n in counted.items()}, -len(rows))


def _count(changes: dict[str, int], articles: int) -> None:
    """Count words up or down; always in one order, so that no two wait for each other."""
    pairs = sorted({**changes, "": articles}.items())
    with connection.cursor() as cursor:
        for at in range(0, len(pairs), _BATCH):
            some = pairs[at : at + _BATCH]
            values = ", ".join(["(%s, %s)"] * len(some))
            cursor.execute(
                f"INSERT INTO knowledge_tokencount (token, articles) VALUES {values} "  # noqa: S608
                "ON CONFLICT (token) DO UPDATE SET "
                "articles = knowledge_tokencount.articles + excluded.articles",
                [value for pair in some for value in pair],
            )
