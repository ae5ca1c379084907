"""Search by words, pinyin and everyday phrases: the same order on both databases (H12; B3).

The engine's own index gives candidates for the most telling words; how they rank is plain
arithmetic over the same tokens, so that PostgreSQL and SQLite agree.
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

# So many are looked at for each of the words that say most; with enough, no more words are.
CANDIDATES, MOST_TELLING, ENOUGH = 150, 6, 60
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
    scored = rules.strong(scored)
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
    """What holds all words; what has one of the most telling in its head; else anywhere."""
    if not asked:
        return []
    every = list(asked.weights)
    telling = every[:MOST_TELLING]
    found: dict[int, tuple[int, str, str, date]] = {}
    for column, groups in (("tokens", [every]), ("head", _each(telling)),
                           ("tokens", _each(telling))):  # fmt: skip
        if len(found) < ENOUGH:
            matching = rows.filter(pk__in=_matching(groups, column))
            columns = ("pk", "head", "tokens", "article__valid_until")
            found |= {row[0]: row for row in matching.values_list(*columns)}
    return list(found.values())


def _each(tokens: list[str]) -> list[list[str]]:
    return [[token] for token in tokens]


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


def _matching(groups: list[list[str]], column: str) -> RawSQL:
    """The keys of articles that hold all tokens of one of the groups, by the engine's own index.

    One look for each group: PostgreSQL cannot guess how rare an OR is, and would read the table.
    """
    params: list[str | int] = []
    if connection.vendor == "postgresql":
        one = _POSTGRESQL[column]
        for group in groups:
            params += [" & ".join(f"'{token}'" for token in group), CANDIDATES]
    else:
        one = _SQLITE
        for group in groups:
            asked = " AND ".join(f'"{token}"' for token in group)
            params += [f"{column} : ({asked})", CANDIDATES]
    looks = [f"SELECT * FROM ({one}) AS look{n}" for n in range(len(groups))]  # noqa: S608
    return RawSQL(" UNION ".join(looks), params)  # noqa: S611  # tokens are parameters


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
