"""The search index: what is published goes in, what is not goes out. Private to this room."""

from collections import Counter
from collections.abc import Iterable, Sequence

from django.db import connection

from sunhall.knowledge import rules
from sunhall.knowledge.models import Article, ArticleText

BATCH = 400


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
        for at in range(0, len(pairs), BATCH):
            some = pairs[at : at + BATCH]
            values = ", ".join(["(%s, %s)"] * len(some))
            cursor.execute(
                f"INSERT INTO knowledge_tokencount (token, articles) VALUES {values} "  # noqa: S608
                "ON CONFLICT (token) DO UPDATE SET "
                "articles = knowledge_tokencount.articles + excluded.articles",
                [value for pair in some for value in pair],
            )
