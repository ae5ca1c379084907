"""The numbers of the cockpit: now, ahead, where, and month by month."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Case, Count, F, IntegerField, Min, Q, Value, When, Window
from django.db.models.functions import RowNumber, TruncMonth

from sunhall.directory import queries as directory
from sunhall.ground.access.actor import Actor
from sunhall.ground.kit.now import LOCAL, now, today
from sunhall.matters.queries.figures import Period, rows_beneath
from sunhall.supervision.queries.listing import due_on, open_matters, picks
from sunhall.supervision.rules import AHEAD_DAYS, LATER, QUESTIONS, WORST, months_before

DOTS = 8
JOINT = " · "


@dataclass(frozen=True)
class Board:
    """How many each question picks, and how many fall due on each day ahead."""

    counts: dict[str, int]
    days: dict[date, int]


@dataclass(frozen=True)
class OfficeLine:
    """One post: what is open, late, due soon, standing still."""

    post: str
    name: str
    open: int
    late: int
    soon: int
    paused: int
    oldest_due: datetime | None

    @property
    def office(self) -> str:
        """The organisation."""
        return self.name.partition(JOINT)[0]

    @property
    def post_name(self) -> str:
        """The post within it."""
        return self.name.partition(JOINT)[2]

    @property
    def days_late(self) -> int:
        """Whole days since the oldest limit passed."""
        return max(0, (now() - self.oldest_due).days) if self.oldest_due else 0


@dataclass(frozen=True)
class Due:
    """One dot of the strip: a matter and how many days from today it stands; -1 is late."""

    number: str
    kind: str
    subject: str
    offset: int


@dataclass(frozen=True)
class MonthLine:
    """One month of receipt: how many fell due, and how many of them were answered in time."""

    month: date
    on_time: int
    n: int


def board(actor: Actor) -> Board:
    """Every number of the first screen in one pass of the open matters."""
    ahead = [today() + timedelta(days=n) for n in range(AHEAD_DAYS)]
    asked = {one.code: picks(one.code) for one in (*QUESTIONS, LATER)}
    days = {f"day_{n}": due_on(day) for n, day in enumerate(ahead)}
    found = open_matters(actor).aggregate(
        **{name: Count("pk", filter=picked) for name, picked in (asked | days).items()}
    )
    return Board(
        {code: found[code] for code in asked},
        {day: found[f"day_{n}"] for n, day in enumerate(ahead)},
    )


def by_office(actor: Actor) -> list[OfficeLine]:
    """Every post that owns something open, the most late first."""
    rows = (
        open_matters(actor)
        .values("owner")
        .order_by()
        .annotate(
            open=Count("pk"),
            late=Count("pk", filter=picks("late")),
            soon=Count("pk", filter=picks("soon")),
            paused=Count("pk", filter=picks("paused")),
            oldest_due=Min("due_at", filter=picks("late")),
        )
    )
    found = list(rows)
    names = post_names(row["owner"] for row in found)
    lines = [
        OfficeLine(
            row["owner"],
            names.get(row["owner"], row["owner"]),
            row["open"],
            row["late"],
            row["soon"],
            row["paused"],
            row["oldest_due"],
        )
        for row in found
    ]
    return sorted(lines, key=lambda line: (-line.late, -line.soon, -line.open, line.name))


def worst(lines: Iterable[OfficeLine]) -> list[OfficeLine]:
    """The posts a leader should ask about today, at most three."""
    late = [line for line in lines if line.late]
    return sorted(late, key=lambda line: (-line.late, -line.days_late))[:WORST]


def due_ahead(actor: Actor) -> list[Due]:
    """The first dots of every column of the strip, in one query."""
    rows = (
        open_matters(actor)
        .filter(due_at__isnull=False)
        .annotate(offset=_offset())
        .annotate(
            place_in=Window(
                RowNumber(), partition_by=[F("offset")], order_by=[F("due_at"), F("number")]
            )
        )
        .filter(place_in__lte=DOTS)
        .order_by("due_at", "number")
    )
    return [Due(*row) for row in rows.values_list("number", "kind", "subject", "offset")]


def by_month(actor: Actor, months: int = 12) -> list[MonthLine]:
    """On-time answers by month of receipt, with the definition of the figure 按时答复率."""
    period = Period(months_before(today(), months - 1), today())
    found: dict[date, Any] = {row["month"].date(): row for row in _by_month(actor, period)}
    firsts = [months_before(today(), back) for back in range(months - 1, -1, -1)]
    return [
        MonthLine(first, found[first]["on_time"], found[first]["n"])
        for first in firsts
        if first in found
    ]


def post_names(codes: Iterable[str]) -> dict[str, str]:
    """Posts with their organisation, closed ones too, in one query."""
    rows = directory.posts_within([""]).filter(code__in=set(codes))
    named = rows.values_list("code", "organisation__name", "name")
    return {code: f"{organisation}{JOINT}{name}" for code, organisation, name in named}


def _offset() -> Case:
    """Days from today to the day something is due: -1 what is late, and the last what is later."""
    days = [When(due_on(today() + timedelta(days=n)), then=Value(n)) for n in range(AHEAD_DAYS)]
    late = When(Q(due_at__lt=now()), then=Value(-1))
    return Case(late, *days, default=Value(AHEAD_DAYS), output_field=IntegerField())


def _by_month(actor: Actor, period: Period) -> Iterable[Any]:
    rows = rows_beneath(actor, "on_time_rate", period).order_by()
    in_time = Count("pk", filter=Q(answered_at__lte=F("reply_due")))
    rows = rows.annotate(month=TruncMonth("opened_at", tzinfo=LOCAL))
    return rows.values("month").order_by("month").annotate(n=Count("pk"), on_time=in_time)
