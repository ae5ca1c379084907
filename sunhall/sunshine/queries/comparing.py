"""Offices that are alike beside each other: intervals and tiers, no ranks (D2; norms 1.5)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, QuerySet
from django.db.models.functions import Coalesce

from sunhall.directory import queries as directory
from sunhall.ground.access.actor import Actor
from sunhall.hotline.queries.figures import request_rows
from sunhall.matters import queries as matters
from sunhall.matters.queries.figures import Period
from sunhall.matters.rules import comparing, measuring
from sunhall.matters.rules.comparing import Composite, Share
from sunhall.matters.rules.measuring import Group, MeasureSet

if TYPE_CHECKING:
    from sunhall.matters.models import Matter

Counts = dict[str, dict[str, tuple[int, int]]]


@dataclass(frozen=True, slots=True)
class Rate:
    """One rate of one office, and where it stands in its group."""

    name: str
    share: Share
    tier: str


@dataclass(frozen=True, slots=True)
class Office:
    """One office with its rates; the composite only when each part rests on enough."""

    code: str
    name: str
    rates: tuple[Rate, ...]
    composite: Composite | None


@dataclass(frozen=True, slots=True)
class Compared:
    """One group of like offices, by name and never by rank."""

    group: Group
    offices: tuple[Office, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """All groups of a period, with the versions they were made by."""

    groups: tuple[Compared, ...]
    grouping: MeasureSet
    weighing: MeasureSet


def comparison(actor: Actor, period: Period) -> Comparison:
    """Compare offices within their groups, of what an actor may see.

    The versions are those in force on the first day of the period: old periods keep theirs.
    """
    grouping = matters.set_in_force(measuring.GROUPS, period.first)
    weighing = matters.set_in_force(measuring.WEIGHTS, period.first)
    counts = _counts(actor, period)
    known = {row.code: row for row in directory.organisations_ever().filter(code__in=counts)}
    listed = measuring.groups(grouping)
    members: dict[str, list[str]] = {}
    for code, row in known.items():
        group = measuring.group_of(code, row.kind, listed)
        if group is not None:
            members.setdefault(group.code, []).append(code)
    names = {code: row.name for code, row in known.items()}
    weights = measuring.weights(weighing)
    made = [
        Compared(group, _offices(members[group.code], names, counts, weights))
        for group in listed
        if group.code in members
    ]
    return Comparison(tuple(made), grouping, weighing)


def of_office(rows: "QuerySet[Matter]", office: str) -> "QuerySet[Matter]":
    """Those matters that count for an office: the one that answered, else the one that holds."""
    rows = rows.annotate(counted_at=Coalesce("last_answer__post", "owner"))
    posts = set(rows.order_by().values_list("counted_at", flat=True).distinct())
    mine = [post for post, code in directory.offices_of(posts).items() if code == office]
    return rows.filter(counted_at__in=mine)


def _offices(
    codes: list[str], names: Mapping[str, str], counts: Counts, weights: Mapping[str, int]
) -> tuple[Office, ...]:
    whole = {
        name: _sum(counts[code].get(name, (0, 0)) for code in codes) for name in measuring.COMPARED
    }
    made = []
    for code in sorted(codes, key=lambda one: (names[one], one)):
        shares = {
            name: comparing.share_of(*counts[code].get(name, (0, 0))) for name in measuring.COMPARED
        }
        rates = tuple(
            Rate(name, share, comparing.tier(share, _rest(whole[name], share)))
            for name, share in shares.items()
        )
        made.append(Office(code, names[code], rates, comparing.composite(shares, weights)))
    return tuple(made)


def _sum(pairs: Iterable[tuple[int, int]]) -> tuple[int, int]:
    part = n = 0
    for one, all_ in pairs:
        part, n = part + one, n + all_
    return part, n


def _rest(whole: tuple[int, int], share: Share) -> Share:
    return comparing.share_of(whole[0] - share.part, whole[1] - share.n)


def _counts(actor: Actor, period: Period) -> Counts:
    """Office → rate → part and n, two queries a rate."""
    found: Counts = {}
    for name in measuring.COMPARED:
        part, whole = _by_post(actor, name, period, part=True), _by_post(actor, name, period)
        for post, office in directory.offices_of(whole).items():
            before = found.setdefault(office, {}).get(name, (0, 0))
            found[office][name] = before[0] + part.get(post, 0), before[1] + whole[post]
    return found


def _by_post(actor: Actor, name: str, period: Period, *, part: bool = False) -> dict[str, int]:
    rows = request_rows(actor, name, period, part=part).order_by()
    counted = rows.annotate(counted_at=Coalesce("matter__last_answer__post", "matter__owner"))
    return dict(counted.values_list("counted_at").annotate(n=Count("pk")))
