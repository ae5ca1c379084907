"""Search by words, pinyin and everyday phrases: the same order on both databases (H12; B3).

The engine's own index gives candidates for the most telling words; how they rank is plain
arithmetic over the same tokens, so that PostgreSQL and SQLite agree to the last place.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from sunhall.ground.access.actor import Actor
from sunhall.ground.kit.now import LOCAL, today
from sunhall.knowledge import rules
from sunhall.knowledge.models import Article, ArticleText, TokenCount
from sunhall.knowledge.queries.articles import newest, organisation_names

CANDIDATES = 400
SHOWN = 8


@dataclass(frozen=True)
class Hit:
    """One article that fits, as a list shows it; `mark` names the very version."""

    number: str
    mark: str
    title: str
    question: str
    answer: str
    basis: str
    organisation: str
    owner: str
    valid_from: date
    valid_until: date
    updated_on: date | None
    is_public: bool
    is_expired: bool
    is_early: bool


def hits(actor: Actor, text: str, *, limit: int = SHOWN) -> list[Hit]:
    """The published articles that fit what staff search for or write down, best first."""
    return _found(text, ArticleText.objects.all(), limit) if rules.may_read(actor) else []


def hits_public(text: str, *, limit: int = SHOWN) -> list[Hit]:
    """The same among what everybody may read."""
    rows = ArticleText.objects.filter(
        article__is_public=True, article__current__valid_from__lte=today()
    )
    return _found(text, rows, limit)


def latest_public(limit: int = SHOWN) -> list[Hit]:
    """What everybody may read and was updated last, as long as it holds."""
    rows = Article.objects.filter(
        state=rules.PUBLISHED,
        is_public=True,
        valid_until__gte=today(),
        current__valid_from__lte=today(),
    )
    return told(rows.select_related("current").order_by("-published_at", "-pk")[:limit])


def told(articles: Iterable[Article]) -> list[Hit]:
    """Articles as a list shows them."""
    rows = list(articles)
    owners = organisation_names({row.organisation for row in rows})
    return [_hit(row, owners.get(row.organisation, row.organisation)) for row in rows]


def _found(text: str, rows: QuerySet[ArticleText], limit: int) -> list[Hit]:
    asked = _weighed(rules.asked_of(text))
    scored: dict[int, float] = {}
    for key, head, every, until in _candidates(asked, rows):
        expired = rules.is_expired(until, today())
        if points := rules.score(asked, head.split(), every.split(), expired=expired):
            scored[key] = points
    best = sorted(scored, key=lambda key: (-scored[key], -key))[:limit]
    found = Article.objects.select_related("current").in_bulk(best)
    return told(found[key] for key in best if key in found)


def _weighed(asked: list[str]) -> rules.Weighed:
    if not asked:
        return rules.Weighed({})
    rows = TokenCount.objects.filter(token__in=["", *asked], articles__gt=0)
    counts = dict(rows.values_list("token", "articles"))
    return rules.weight(counts, counts.pop("", 0))


def _candidates(
    asked: rules.Weighed, rows: QuerySet[ArticleText]
) -> list[tuple[int, str, str, date]]:
    """What holds all words; else what holds one of the most telling, its head before the rest."""
    if not asked:
        return []
    every = list(asked.weights)
    telling = every[: max(2, len(every) // 2)]
    columns = ("pk", "head", "tokens", "article__valid_until")
    found: dict[int, tuple[int, str, str, date]] = {}
    for tokens, column, sign in ((every, "tokens", "&"), (telling, "head", "|"),
                                 (telling, "tokens", "|")):  # fmt: skip
        matching = rows.filter(pk__in=_matching(tokens, column, sign))
        found |= {row[0]: row for row in matching.values_list(*columns)}
    return list(found.values())


# Column → the engine's own search in it; each has an index of its own (migration 0001).
_POSTGRESQL = {
    "head": "SELECT article_id FROM knowledge_articletext "
    "WHERE array_to_tsvector(string_to_array(head, ' ')) @@ %s::tsquery LIMIT %s",
    "tokens": "SELECT article_id FROM knowledge_articletext "
    "WHERE array_to_tsvector(string_to_array(tokens, ' ')) @@ %s::tsquery LIMIT %s",
}
_SQLITE = (
    "SELECT rowid FROM knowledge_articletext_words "
    "WHERE knowledge_articletext_words MATCH %s LIMIT %s"
)


def _matching(tokens: list[str], column: str, sign: str) -> RawSQL:
    """The keys of articles that hold all or one of these tokens, by the engine's own index."""
    if connection.vendor == "postgresql":
        asked = f" {sign} ".join(f"'{token}'" for token in tokens)
        return RawSQL(_POSTGRESQL[column], [asked, CANDIDATES])  # noqa: S611
    asked = {"&": " AND ", "|": " OR "}[sign].join(f'"{token}"' for token in tokens)
    return RawSQL(_SQLITE, [f"{column} : ({asked})", CANDIDATES])  # noqa: S611


def _hit(article: Article, owner: str) -> Hit:
    version = newest(article)
    at = article.published_at
    return Hit(
        number=article.number,
        mark=f"{article.number}@{version.n}",
        title=version.title,
        question=version.question,
        answer=version.answer,
        basis=version.basis,
        organisation=article.organisation,
        owner=owner,
        valid_from=version.valid_from,
        valid_until=version.valid_until,
        updated_on=at.astimezone(LOCAL).date() if at else None,
        is_public=article.is_public,
        is_expired=rules.is_expired(version.valid_until, today()),
        is_early=version.valid_from > today(),
    )
