"""Published figures: out of the same query as the inner ones, suppressed below ten (D2)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count

from sunhall.ground.access.actor import SYSTEM
from sunhall.ground.kit.now import LOCAL, today
from sunhall.matters import queries as matters
from sunhall.matters.queries import figures as spine
from sunhall.matters.queries.figures import Figure, Period, Report
from sunhall.sunshine.rules import LEAST, SHOWN, shown


@dataclass(frozen=True)
class Published:
    """One figure as published, with `n` always beside it."""

    figure: Figure
    value: float | int | None
    n: int


@dataclass(frozen=True)
class Month:
    """One month of receipt on the way to a chart."""

    first: date
    hits: int
    n: int


def months_ago(count: int, day: date | None = None) -> date:
    """The first day of the month so many months before this one."""
    at = (day or today()).replace(day=1)
    for _ in range(count):
        at = (at - timedelta(days=1)).replace(day=1)
    return at


def report(period: Period, kind: str = "request") -> Report:
    """All figures of a period for everybody."""
    return spine.figures(SYSTEM, period, kind)


def published(told: Report) -> list[Published]:
    """The allow-listed figures of a report; a count is its own n."""
    received = told.figures["received"].n
    made = []
    for name in SHOWN:
        figure = told.figures[name]
        n = figure.n if figure.definition.is_rate or name.endswith("_days") else received
        made.append(Published(figure, shown(figure.value, n), n))
    return made


def by_month(months: int = 12, kind: str = "request") -> list[Month]:
    """On-time answers month by month, for the chart that tells change from chance."""
    made = []
    for back in range(months - 1, -1, -1):
        first = months_ago(back)
        last = min((first + timedelta(days=31)).replace(day=1) - timedelta(days=1), today())
        figure = report(Period(first, last), kind).figures["on_time_rate"]
        if figure.n >= LEAST:
            made.append(Month(first, figure.part, figure.n))
    return made


def stars(period: Period) -> list[int]:
    """How many ratings of each level, best first; empty below ten."""
    rows = (
        matters.matters_for(SYSTEM)
        .filter(opened_at__gte=period.start, opened_at__lt=period.end, ratings__isnull=False)
        .values("ratings__stars")
        .order_by()
        .annotate(n=Count("pk"))
    )
    found = {row["ratings__stars"]: row["n"] for row in rows}
    counts = [found.get(level, 0) for level in (5, 4, 3, 2, 1)]
    return counts if sum(counts) >= LEAST else []


def rows(period: Period, kind: str = "request") -> Iterator[tuple[str, ...]]:
    """The rows beneath the figures, with only the allow-listed columns, oldest first."""
    found = spine.rows_beneath(SYSTEM, "received", period, kind)
    for row in found.iterator(chunk_size=2000):
        # `reply_due` is added by the query: mypy cannot know it.
        opened, due, answered = row.opened_at, vars(row)["reply_due"], row.answered_at
        satisfied = row.satisfied
        on_time = "" if not answered or not due else str(answered <= due).lower()
        said = "" if satisfied is None else str(satisfied).lower()
        yield (
            opened.astimezone(LOCAL).date().isoformat(),
            # A limit that ends at 24:00 ends with the day before the instant.
            (due - timedelta(microseconds=1)).astimezone(LOCAL).date().isoformat() if due else "",
            answered.astimezone(LOCAL).date().isoformat() if answered else "",
            on_time,
            said,
        )
