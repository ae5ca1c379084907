"""The cockpit's numbers, each with the list beneath it: one query serves both (V1; ux B5, B6)."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from django.db.models import Count, F, Min, Q, QuerySet
from django.db.models.functions import TruncMonth

from sunhall.clocks import queries as clocks
from sunhall.directory import queries as directory
from sunhall.ground.access.actor import Actor
from sunhall.ground.kit.now import LOCAL, now, today
from sunhall.matters import queries as matters
from sunhall.supervision.rules import AHEAD_DAYS, QUESTIONS, SOON_DAYS, WORST, Question

if TYPE_CHECKING:
    from sunhall.matters.models import Matter


@dataclass(frozen=True)
class Asked:
    """One question with its number."""

    question: Question
    count: int


@dataclass(frozen=True)
class OfficeLine:
    """One post: what is open, late, due soon, returned."""

    post: str
    name: str
    open: int
    late: int
    soon: int
    paused: int
    oldest_due: datetime | None

    @property
    def days_late(self) -> int:
        """Whole days since the oldest limit passed."""
        return max(0, (now() - self.oldest_due).days) if self.oldest_due else 0


@dataclass(frozen=True)
class MonthLine:
    """One month of receipt: how many were due and answered in time."""

    month: date
    on_time: int
    n: int


def asked(actor: Actor) -> list[Asked]:
    """Every question of the cockpit with its number, in one pass."""
    counted = _open(actor).aggregate(
        **{one.code: Count("pk", filter=_picks(one.code), distinct=True) for one in QUESTIONS}
    )
    return [Asked(one, counted[one.code]) for one in QUESTIONS]


def listed(
    actor: Actor, code: str, *, post: str = "", day: date | None = None
) -> "QuerySet[Matter]":
    """The matters behind a number, the first due first."""
    rows = _open(actor)
    if code:
        rows = rows.filter(_picks(code)).distinct()
    if post:
        rows = rows.filter(owner=post)
    if day:
        start = datetime.combine(day, time(), LOCAL)
        rows = rows.filter(due_at__gt=start, due_at__lte=start + timedelta(days=1))
    return rows.order_by(F("due_at").asc(nulls_last=True), "number")


def by_office(actor: Actor) -> list[OfficeLine]:
    """Every post that owns something open, the most late first."""
    at = now()
    rows = (
        _open(actor)
        .values("owner")
        .order_by()
        .annotate(
            open=Count("pk"),
            late=Count("pk", filter=_picks("late")),
            soon=Count("pk", filter=_picks("soon")),
            paused=Count("pk", filter=_picks("paused")),
            oldest_due=Min("due_at", filter=Q(due_at__lt=at)),
        )
    )
    found = list(rows)
    names = _names([row["owner"] for row in found])
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
    return sorted(lines, key=lambda line: (-line.late, -line.soon, line.name))


def worst(actor: Actor) -> list[OfficeLine]:
    """The three posts a leader should ask about today."""
    return [line for line in by_office(actor) if line.late][:WORST]


def due_ahead(actor: Actor) -> "list[Matter]":
    """What is late or falls due within the next days, for the strip."""
    end = datetime.combine(today() + timedelta(days=AHEAD_DAYS + 1), time(), LOCAL)
    return list(_open(actor).filter(due_at__lte=end).order_by("due_at")[:400])


def by_month(actor: Actor, months: int = 12) -> list[MonthLine]:
    """On-time answers by month of receipt; what is still within its limit is not counted yet."""
    first = (today().replace(day=1) - timedelta(days=31 * (months - 1))).replace(day=1)
    start = datetime.combine(first, time(), LOCAL)
    rows = matters.matters_for(actor).filter(kind="request", opened_at__gte=start)
    answered = Q(answered_at__isnull=False)
    settled = answered | Q(late_at__isnull=False)
    on_time = answered & Q(deadlines__name="reply", deadlines__met_at__lte=F("deadlines__due_at"))
    months_found = (
        rows.annotate(month=TruncMonth("opened_at", tzinfo=LOCAL))
        .values("month")
        .order_by("month")
        .annotate(
            on_time=Count("pk", filter=on_time, distinct=True),
            n=Count("pk", filter=settled, distinct=True),
        )
    )
    return [MonthLine(row["month"].date(), row["on_time"], row["n"]) for row in months_found]


def _open(actor: Actor) -> "QuerySet[Matter]":
    return matters.matters_for(actor).filter(closed_at=None)


def _picks(code: str) -> Q:
    """What a question picks. One place, so that a number and its list cannot differ."""
    at = now()
    running = Q(due_at__isnull=False)
    if code == "late":
        return running & Q(due_at__lt=at)
    if code == "today":
        return running & Q(due_at__gte=at, due_at__lte=_end_of(today()))
    if code == "soon":
        return running & Q(due_at__gte=at, due_at__lte=_end_of(_workday_ahead(SOON_DAYS)))
    if code == "unsigned":
        return ~Q(offered_to="")
    if code == "dialogue":
        return Q(stage="dialogue")
    if code == "paused":
        return Q(paused_at__isnull=False)
    return Q(contacts__disputed_at__isnull=False)


def _end_of(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(), LOCAL)


def _workday_ahead(days: int) -> date:
    return date.fromordinal(clocks.calendar().nth_workday_after(today().toordinal(), days))


def _names(codes: list[str]) -> dict[str, str]:
    posts = directory.posts_in_use().filter(code__in=codes)
    named = posts.values_list("code", "organisation__name", "name")
    return {code: f"{organisation} · {name}" for code, organisation, name in named}
