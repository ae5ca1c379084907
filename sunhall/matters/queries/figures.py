"""Figures with the rows beneath each number (D2; norms 1.5)."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import TruncDate

from sunhall.clocks import queries as clocks
from sunhall.ground.access.actor import Actor
from sunhall.ground.kit.now import LOCAL, now
from sunhall.ground.kit.refusal import NotFound, refuse
from sunhall.matters.models import Deadline, Matter
from sunhall.matters.queries.find import matters_for
from sunhall.matters.queries.measuring import left_out
from sunhall.matters.rules import figures as rules
from sunhall.matters.rules.figures import Definition


@dataclass(frozen=True, slots=True)
class Figure:
    """One number with its definition; `part` and `n` are what was divided by what.

    `excluded` counts the matters that somebody left out of it 剔除, each with a reason.
    """

    definition: Definition
    value: float | int | None
    part: int
    n: int
    excluded: int = 0


@dataclass(frozen=True, slots=True)
class Period:
    """Whole local days of receipt, both counted."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise refuse("结束日期应不早于开始日期", field="to")

    @property
    def start(self) -> datetime:
        """The first instant."""
        return datetime.combine(self.first, time(), LOCAL)

    @property
    def end(self) -> datetime:
        """The first instant after it."""
        return datetime.combine(self.last + timedelta(days=1), time(), LOCAL)


@dataclass(frozen=True, slots=True)
class Report:
    """All figures of a period as they stood at one instant."""

    period: Period
    kind: str
    as_of: datetime
    figures: dict[str, Figure]

    def values(self) -> dict[str, float | int | None]:
        """Name and number."""
        return {name: figure.value for name, figure in self.figures.items()}


def figures(actor: Actor, period: Period, kind: str = "request") -> Report:
    """Compute the figures of what an actor may see, in one pass of the database."""
    at = now()
    groups = list(_grouped(_received(actor, period, kind), at))
    total: Counter[str] = Counter()
    for group in groups:
        total.update({name: group[f"n_{name}"] for name in _COUNTS})
    days = _working_days(groups)
    made = [
        _count(rules.RECEIVED, total["received"]),
        _count(rules.ANSWERED, total["answered"]),
        _count(rules.ON_TIME, total["on_time"]),
        _count(rules.LATE, total["late"]),
        _count(rules.OPEN, total["received"] - total["answered"]),
        _rate(rules.ON_TIME_RATE, total["on_time"], total["on_time"] + total["late"]),
        _rate(rules.LATE_RATE, total["late"], total["on_time"] + total["late"]),
        _quantile(rules.MEDIAN, days, 0.5),
        _quantile(rules.P90, days, 0.9),
        _rate(rules.REPLY_RATE, total["answered"], total["received"]),
        _rate(rules.SATISFACTION_RATE, total["satisfied"], total["said"], total["said_out"]),
    ]
    return Report(period, kind, at, {figure.definition.name: figure for figure in made})


def rows_beneath(
    actor: Actor,
    name: str,
    period: Period,
    kind: str = "request",
    *,
    part: bool = False,
    out: bool = False,
) -> QuerySet[Matter]:
    """The matters a figure rests on, as far as this actor may see them.

    With `part` only those above the line of the fraction; with `out` those left out of it.
    """
    if name not in _BENEATH or (part and name not in _ABOVE) or (out and name not in _OUT):
        raise NotFound(f"figure {name}")
    at = now()
    rows = _with_due(_received(actor, period, kind))
    picked = Q()
    for condition in (_OUT if out else _ABOVE if part else _BENEATH)[name]:
        picked |= _picks(at)[condition]
    return rows.filter(picked).order_by("opened_at", "number")


_COUNTS = ("received", "answered", "on_time", "late", "satisfied", "said", "said_out")

# Figure → the rows it divides by.
_BENEATH: dict[str, tuple[str, ...]] = {
    "received": ("received",),
    "answered": ("answered",),
    "on_time": ("on_time",),
    "late": ("late",),
    "open": ("open",),
    "on_time_rate": ("on_time", "late"),
    "late_rate": ("on_time", "late"),
    "median_working_days": ("answered",),
    "p90_working_days": ("answered",),
    "reply_rate": ("received",),
    "satisfaction_rate": ("said",),
}

# Rate → the rows it divides.
_ABOVE: dict[str, tuple[str, ...]] = {
    "on_time_rate": ("on_time",),
    "late_rate": ("late",),
    "reply_rate": ("answered",),
    "satisfaction_rate": ("satisfied",),
}

# Rate → the rows left out of it.
_OUT: dict[str, tuple[str, ...]] = {"satisfaction_rate": ("said_out",)}


def _picks(at: datetime) -> dict[str, Q]:
    unanswered = Q(answered_at__isnull=True)
    return {
        "received": Q(pk__isnull=False),
        "answered": Q(answered_at__isnull=False),
        "on_time": Q(answered_at__lte=F("reply_due")),
        "late": Q(answered_at__gt=F("reply_due")) | unanswered & Q(reply_due__lt=at),
        "open": unanswered,
        "satisfied": Q(satisfied=True, is_left_out=False),
        "said": Q(satisfied__isnull=False, is_left_out=False),
        "said_out": Q(satisfied__isnull=False, is_left_out=True),
    }


def _received(actor: Actor, period: Period, kind: str) -> QuerySet[Matter]:
    return matters_for(actor).filter(
        kind=kind, opened_at__gte=period.start, opened_at__lt=period.end
    )


def _with_due(rows: QuerySet[Matter]) -> QuerySet[Matter]:
    """Each matter with the due moment of its reply, the last one, and whether it is left out."""
    reply = Deadline.objects.filter(matter=OuterRef("pk"), name="reply").order_by("-pk")
    return rows.annotate(
        reply_due=Subquery(reply.values("due_at")[:1]), is_left_out=left_out("satisfaction_rate")
    )


def _grouped(rows: QuerySet[Matter], at: datetime) -> Iterable[Any]:
    """Group by place and the local days of receipt and answer; count within the database."""
    picks = _picks(at)
    return (
        _with_due(rows)
        .annotate(
            on=TruncDate("opened_at", tzinfo=LOCAL), until=TruncDate("answered_at", tzinfo=LOCAL)
        )
        .values("place", "on", "until")
        .order_by()
        .annotate(**{f"n_{name}": Count("pk", filter=picks[name]) for name in _COUNTS})
    )


def _working_days(groups: Iterable[dict[str, Any]]) -> Counter[int]:
    """How many were answered after so many working days, the day of receipt not counted."""
    days: Counter[int] = Counter()
    with clocks.steady():
        for group in groups:
            if group["until"] is not None:
                calendar = clocks.calendar(group["place"])
                days[calendar.workdays_between(group["on"], group["until"])] += group["n_answered"]
    return days


def _count(definition: Definition, number: int) -> Figure:
    return Figure(definition, number, number, number)


def _rate(definition: Definition, part: int, whole: int, excluded: int = 0) -> Figure:
    return Figure(definition, rules.share(part, whole), part, whole, excluded)


def _quantile(definition: Definition, days: Counter[int], at: float) -> Figure:
    return Figure(definition, rules.quantile(days, at), days.total(), days.total())
