"""Search: number, person, words, class, place, state, date; list = search = export (K1)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL

from sunhall.ground.access.actor import Actor
from sunhall.ground.kit.now import LOCAL
from sunhall.matters.models import Matter
from sunhall.matters.queries.find import matters_for, named_for
from sunhall.matters.rules import asked_tokens
from sunhall.people import queries as people
from sunhall.places import queries as places

STATES = {"open": "在办", "ended": "已结", "late": "曾超期"}

# What `wiring.py` taught: floors above know more ways to narrow a search.
Narrow = Callable[[Actor], dict[str, tuple[str, QuerySet[Any]]]]
_taught: list[Narrow] = []


def teach_narrowing(narrow: Narrow) -> None:
    """Take more states to search by, each with the keys of its matters; called at start-up."""
    _taught[:] = [narrow]


def states(actor: Actor) -> dict[str, str]:
    """All states one may search by, with their words."""
    more = {code: words for one in _taught for code, (words, _) in one(actor).items()}
    return STATES | more


@dataclass(frozen=True)
class Asked:
    """What is searched for; empty fields ask nothing."""

    words: str = ""
    class_code: str = ""
    place: str = ""
    state: str = ""
    from_on: date | None = None
    to_on: date | None = None


def searched(actor: Actor, asked: Asked) -> QuerySet[Matter]:
    """The matters an actor may see that fit; the same rows for the page and the export."""
    rows = matters_for(actor)
    if asked.words.strip():
        rows = rows.filter(_words(actor, asked.words.strip()))
    if asked.class_code:
        rows = rows.filter(class_code__startswith=asked.class_code)
    if asked.place:
        rows = rows.filter(places.scope_filter([asked.place], "place"))
    if asked.state == "late":
        rows = rows.filter(late_at__isnull=False)
    elif asked.state in STATES:
        rows = rows.filter(closed_at__isnull=asked.state == "open")
    elif asked.state:
        rows = rows.filter(_narrowed(actor, asked.state))
    if asked.from_on:
        rows = rows.filter(opened_at__gte=_midnight(asked.from_on))
    if asked.to_on:
        rows = rows.filter(opened_at__lt=_midnight(asked.to_on + timedelta(days=1)))
    return rows.order_by("-opened_at", "-pk")


def _narrowed(actor: Actor, state: str) -> Q:
    found = [one(actor)[state][1] for one in _taught if state in one(actor)]
    return Q(pk__in=found[0]) if found else Q()


def untold(limit: int) -> QuerySet[Matter]:
    """Matters whose words are not yet in the search index, oldest first."""
    return Matter.objects.filter(search_text=None).order_by("pk")[:limit]


def _words(actor: Actor, words: str) -> Q:
    """A number, or a person by number or name whom the actor may know, or words of the text."""
    found = Q(number__iexact=words) | Q(pk__in=matching(words))
    known = people.ids_with_doubles(people.find_people(actor, words))
    theirs = named_for(actor).filter(person__in=known).values("pk")
    return found | Q(pk__in=theirs) if known else found


def matching(words: str) -> RawSQL | list[int]:
    """The keys of matters whose text holds all these words, by the engine's own index."""
    asked = asked_tokens(words)
    if not asked:
        return []
    if connection.vendor == "postgresql":
        return RawSQL(
            "SELECT matter_id FROM matters_mattertext "
            "WHERE to_tsvector('simple', tokens) @@ to_tsquery('simple', %s)",
            [" & ".join(asked)],
        )
    return RawSQL(
        "SELECT rowid FROM matters_mattertext_words WHERE matters_mattertext_words MATCH %s",
        [" AND ".join(f'"{token}"' for token in asked)],
    )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), LOCAL)
