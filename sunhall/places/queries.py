"""Reading the place map."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Case, Count, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When

from sunhall.ground.journal.standing import kept
from sunhall.ground.kit.now import today
from sunhall.ground.kit.refusal import NotFound
from sunhall.ground.kit.sentence import Sentence
from sunhall.places.models import Place
from sunhall.places.rules import BadRow, Division, ancestors, following, full_code, level_of, span


def place_for(code: str) -> Place:
    """Find a place by its code, short or padded."""
    place = Place.objects.filter(code=full_code(code)).first()
    if place is None:
        raise NotFound(f"place {code}")
    return place


def known_code(code: str) -> str:
    """The code of a registered place as the register writes it, short or padded."""
    return kept("places", ("code", code), lambda: str(place_for(code).code))


def name_beside(column: str = "place") -> Subquery:
    """The name of the place in a column of another table, so that a list needs no second query."""
    return Subquery(Place.objects.filter(code=OuterRef(column)).values("name")[:1])


def names_of(codes: Iterable[str]) -> dict[str, str]:
    """Full names by code."""
    return dict(Place.objects.filter(code__in=list(codes)).values_list("code", "full_name"))


def village_names(codes: Iterable[str] = ()) -> dict[str, str]:
    """The own names of villages and communities in use, by code; of some codes, or of all."""
    rows = _in_use().filter(level="village")
    if codes:
        rows = rows.filter(code__in=set(codes))
    return dict(rows.values_list("code", "name"))


def places_below(code: str = "") -> QuerySet[Place]:
    """The places directly below a place; without a code, those that have nobody above."""
    if not code:
        return Place.objects.filter(parent__isnull=True).order_by("code")
    return Place.objects.filter(parent__code=full_code(code)).order_by("code")


def counts_below(rows: Iterable[Place]) -> dict[str, int]:
    """How many places stand directly below each of some places."""
    below = Place.objects.filter(parent__in=[row.pk for row in rows])
    counted = below.values_list("parent__code").annotate(n=Count("pk"))
    return dict(counted.order_by())


def path_of(code: str) -> list[Place]:
    """The registered places from the widest down to this one."""
    return paths_of([code])[code]


def paths_of(codes: Iterable[str]) -> dict[str, list[Place]]:
    """The same for many places, in one query."""
    chains = {code: [*ancestors(full_code(code)), full_code(code)] for code in codes}
    rows = Place.objects.filter(code__in={one for chain in chains.values() for one in chain})
    found = {place.code: place for place in rows}
    return {code: [found[one] for one in chain if one in found] for code, chain in chains.items()}


def scope_filter(scopes: Iterable[str], column: str = "code") -> Q:
    """A condition for rows whose place code lies within one of the scopes (K5).

    It is a range, not a LIKE, so that the same index serves it on both databases.
    """
    condition = Q(pk__in=[])
    for scope in scopes:
        low, high = span(scope)
        if not low:
            return Q()
        inside = Q(**{f"{column}__gte": low})
        condition |= inside & Q(**{f"{column}__lt": high}) if high else inside
    return condition


def places_within(scopes: Iterable[str]) -> QuerySet[Place]:
    """The places in use that lie within one of the scopes."""
    return _in_use().filter(scope_filter(scopes))


def search_places(text: str, within: str = "", limit: int = 20) -> list[Place]:
    """Find places by code, name, part of a name, pinyin initials or pinyin."""
    asked = re.sub(r"[\s'’]", "", unicodedata.normalize("NFKC", text)).lower()
    if not asked:
        return []
    match, rank = _by_code(asked) if asked.isascii() and asked.isdigit() else _by_words(asked)
    found = _in_use().filter(scope_filter([within])).filter(match)
    return list(
        found.annotate(rank=rank, width=_ORDER_CASE).order_by("rank", "width", "code")[:limit]
    )


def _by_code(digits: str) -> tuple[Q, Case]:
    low, high = digits, following(digits)
    inside = Q(code__gte=low, code__lt=high) if high else Q(code__gte=low)
    return inside, _ranked(Q(code=full_code(digits)))


def _by_words(words: str) -> tuple[Q, Case]:
    if words.isascii():
        exact = Q(initials=words) | Q(pinyin=words)
        starts = Q(initials__startswith=words) | Q(pinyin__startswith=words)
        match = Q(initials__contains=words) | Q(pinyin__contains=words)
    else:
        exact, starts = Q(name=words), Q(name__startswith=words)
        match = Q(name__contains=words) | Q(full_name__contains=words)
    return match, _ranked(exact, starts, Q(name__contains=words))


def _ranked(*better: Q) -> Case:
    whens = [When(condition, then=Value(at)) for at, condition in enumerate(better)]
    return Case(*whens, default=Value(len(better)), output_field=IntegerField())


_ORDER = ("province", "city", "county", "town", "village", "group")
_ORDER_CASE = _ranked(*(Q(level=level) for level in _ORDER))


def _in_use() -> QuerySet[Place]:
    return Place.objects.filter(Q(active_to__isnull=True) | Q(active_to__gte=today()))


@dataclass(slots=True)
class ImportPlan:
    """What an import would do: shown by the dry run, done by the action."""

    new: list[Division] = field(default_factory=list)
    changed: list[tuple[Division, str]] = field(default_factory=list)
    unchanged: int = 0
    errors: list[BadRow] = field(default_factory=list)


def plan_import(rows: Iterable[Division | BadRow]) -> ImportPlan:
    """Compare a list of divisions with the map, without changing anything."""
    plan = ImportPlan()
    wanted: dict[str, Division] = {}
    for row in rows:
        if isinstance(row, BadRow):
            plan.errors.append(row)
        elif (earlier := wanted.setdefault(row.code, row)).name != row.name:
            words = Sentence("代码与第 {line} 行相同而名称不同，请核对", line=earlier.line)
            plan.errors.append(BadRow(row.line, "code", words))
    known = dict(Place.objects.values_list("code", "name"))
    for code in sorted(wanted, key=lambda code: (_ORDER.index(level_of(code)), code)):
        _sort_in(wanted[code], known, plan)
    plan.errors.sort(key=lambda bad: bad.line)
    return plan


def _sort_in(row: Division, known: dict[str, str], plan: ImportPlan) -> None:
    old = known.get(row.code)
    if old == row.name:
        plan.unchanged += 1
    elif old is not None:
        plan.changed.append((row, old))
    elif missing := missing_parent(row.code, known):
        words = Sentence("上级区划 {above} 还没有登记，请先导入上级", above=missing)
        plan.errors.append(BadRow(row.line, "code", words))
    else:
        plan.new.append(row)
        known[row.code] = row.name


def missing_parent(code: str, known: Iterable[str]) -> str:
    """The code above that must be registered first, or "".

    A town needs any place above it (some cities have no counties); a village needs its town
    and a household group its village. Counties and wider may stand alone.
    """
    above = ancestors(code)
    if level_of(code) in {"village", "group"}:
        return "" if above[-1] in known else above[-1]
    if level_of(code) == "town" and not any(code in known for code in above):
        return above[-1]
    return ""
