"""Figures for everybody, in total and by office and topic."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Q
from django.db.models.functions import Coalesce, Substr, TruncMonth

from sunhall.directory import queries as directory
from sunhall.directory.rules import parent_code
from sunhall.ground.access.actor import SYSTEM
from sunhall.ground.kit.now import LOCAL, now
from sunhall.hotline import queries as hotline
from sunhall.hotline.queries.figures import figures as request_figures
from sunhall.matters.queries.figures import Figure, Period, Report, rows_beneath
from sunhall.matters.rules import figures as spine
from sunhall.sunshine import rules
from sunhall.sunshine.rules import Tally

TOP = 2


@dataclass(frozen=True)
class Published:
    """One figure as published, with `n` always beside it."""

    figure: Figure
    value: float | int | None
    n: int


@dataclass(frozen=True)
class Group:
    """What one month, office and topic add up to; codes are "" where nothing may be said."""

    month: date
    office: str
    topic: str
    tally: Tally


@dataclass(frozen=True)
class Part:
    """One office 承办单位 or topic 分类 with its counts.

    A fraction of it is told only when neither it nor what is left of the whole is too small.
    """

    by: str
    code: str
    name: str
    tally: Tally
    tells_due: bool = True
    tells_said: bool = True


@dataclass(frozen=True)
class Month:
    """One month of receipt on the way to a chart."""

    first: date
    hits: int
    n: int


def report(period: Period) -> Report:
    """All figures of requests of a period."""
    return request_figures(SYSTEM, period)


def published(told: Report, names: Iterable[str] = rules.SHOWN) -> list[Published]:
    """The allow-listed figures of a report; a count rests on what was received."""
    received = told.figures["received"].n
    made = []
    for name in names:
        figure = told.figures[name]
        n = received if figure.definition.denominator == "" else figure.n
        made.append(Published(figure, rules.shown(figure.value, n), n))
    return made


def of_part(period: Period, part: Part, as_of: Any) -> list[Published]:
    """The figures of one office or topic, with the definitions of the whole."""
    tally = part.tally
    due = (tally.on_time, tally.due) if part.tells_due else (0, 0)
    said = (tally.satisfied, tally.said) if part.tells_said else (0, 0)
    made = [
        _count(spine.RECEIVED, tally.received),
        _count(spine.ANSWERED, tally.answered),
        _rate(spine.REPLY_RATE, tally.answered, tally.received),
        _rate(spine.ON_TIME_RATE, *due),
        _count(spine.LATE, tally.late),
        _rate(spine.SATISFACTION_RATE, *said),
    ]
    figures = {figure.definition.name: figure for figure in made}
    return published(Report(period, "request", as_of, figures), rules.SHOWN_OF_PART)


def groups(period: Period) -> list[Group]:
    """Everything received in a period by month, office and topic, in one pass of the database."""
    found = list(_grouped(period))
    offices = _offices({row["post"] for row in found})
    return [
        Group(
            row["month"].date(),
            "" if row["is_sealed"] else offices.get(row["post"], ""),
            "" if row["is_sealed"] else row["top"],
            Tally(*(row[f"n_{name}"] for name in _COUNTS)),
        )
        for row in found
    ]


def named_groups(found: Iterable[Group], by: str) -> list[Part]:
    """The offices or topics that may be named, the largest first."""
    rows = list(found)
    names = _names(by)
    sums: dict[str, list[Tally]] = {}
    for row in rows:
        code = getattr(row, by)
        sums.setdefault(code if code in names else "", []).append(row.tally)
    tallies = {code: rules.total(those) for code, those in sums.items()}
    fit = rules.publishable({code: tally.received for code, tally in tallies.items()})
    due = _told({code: tally.due for code, tally in tallies.items()}, fit)
    said = _told({code: tally.said for code, tally in tallies.items()}, fit)
    parts = [Part(by, code, names[code], tallies[code], code in due, code in said) for code in fit]
    return sorted(parts, key=lambda part: (-part.tally.received, part.code))


def _told(counts: dict[str, int], named: frozenset[str]) -> frozenset[str]:
    """Among the named parts those whose fraction may be told beside the fraction of the whole."""
    unnamed = sum(n for code, n in counts.items() if code not in named)
    return rules.publishable({code: counts[code] for code in named} | {"": unnamed})


def by_month(found: Iterable[Group]) -> list[Month]:
    """On-time answers month by month, for the chart that tells change from chance."""
    hits: Counter[date] = Counter()
    n: Counter[date] = Counter()
    for row in found:
        hits[row.month] += row.tally.on_time
        n[row.month] += row.tally.due
    return [Month(first, hits[first], n[first]) for first in sorted(n) if n[first] >= rules.LEAST]


def months_of_part(found: Iterable[Group], period: Period) -> list[Month]:
    """The same for one office or topic, without a month that total and months would betray."""
    rows = list(found)
    months = by_month(rows)
    for first in (date.min, period.first):
        sums: Counter[str] = Counter()
        for row in rows:
            sums[f"{row.month}"] += row.tally.due if row.month >= first else 0
        told = rules.publishable(sums)
        months = [one for one in months if one.first < first or f"{one.first}" in told]
    return months


def stars(period: Period) -> list[int]:
    """How many requests were rated at each level, best first; empty below ten."""
    rows = (
        rows_beneath(SYSTEM, "received", period)
        .order_by()
        .filter(last_answer__rating__isnull=False)
        .values("last_answer__rating__stars")
        .annotate(n=Count("pk"))
    )
    found = {row["last_answer__rating__stars"]: row["n"] for row in rows}
    counts = [found.get(level, 0) for level in (5, 4, 3, 2, 1)]
    return counts if sum(counts) >= rules.LEAST else []


_COUNTS = ("received", "answered", "on_time", "late", "said", "satisfied")


def _grouped(period: Period) -> Iterable[Any]:
    open_late = Q(answered_at__isnull=True, reply_due__lt=now())
    picks = {
        "received": Q(pk__isnull=False),
        "answered": Q(answered_at__isnull=False),
        "on_time": Q(answered_at__lte=F("reply_due")),
        "late": Q(answered_at__gt=F("reply_due")) | open_late,
        "said": Q(satisfied__isnull=False),
        "satisfied": Q(satisfied=True),
    }
    return (
        rows_beneath(SYSTEM, "received", period)
        .order_by()
        .annotate(
            month=TruncMonth("opened_at", tzinfo=LOCAL),
            post=Coalesce("last_answer__post", "owner"),
            top=Substr("class_code", 1, TOP),
        )
        .values("month", "post", "top", "is_sealed")
        .annotate(**{f"n_{name}": Count("pk", filter=picks[name]) for name in _COUNTS})
    )


def _offices(posts: set[str]) -> dict[str, str]:
    """The office behind each post. A village speaks through its town: nothing smaller is named."""
    rows = directory.posts_within([""]).filter(code__in=posts)
    named = rows.values_list("code", "organisation__code", "organisation__kind")
    return {
        post: parent_code(office) if kind == "village" else office for post, office, kind in named
    }


def _names(by: str) -> dict[str, str]:
    if by == "topic":
        return dict(hotline.top_classes())
    rows = directory.organisations_in_use().exclude(kind="village")
    return dict(rows.values_list("code", "name"))


def _count(definition: spine.Definition, number: int) -> Figure:
    return Figure(definition, number, number, number)


def _rate(definition: spine.Definition, part: int, whole: int) -> Figure:
    return Figure(definition, spine.share(part, whole), part, whole)
