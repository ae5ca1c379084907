"""The list behind a number. What a question picks stands in one place, for number and list."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from django.db.models import F, Q, QuerySet

from sunhall.clocks import queries as clocks
from sunhall.ground.access.actor import SYSTEM, Actor
from sunhall.ground.kit.now import LOCAL, now, today
from sunhall.matters import queries as matters
from sunhall.supervision.rules import AHEAD_DAYS, SOON_DAYS

if TYPE_CHECKING:
    from sunhall.matters.models import Matter

PAGE = 50


@dataclass(frozen=True)
class Wanted:
    """What a list is asked for: a question, a post, a day on which something falls due."""

    view: str = ""
    post: str = ""
    day: date | None = None


def open_matters(actor: Actor) -> "QuerySet[Matter]":
    """Everything open that an actor may see."""
    return matters.matters_for(actor).filter(closed_at=None)


def listed(actor: Actor, wanted: Wanted) -> "QuerySet[Matter]":
    """The matters behind a number, the first due first, what stands still last."""
    rows = open_matters(actor)
    if wanted.view:
        rows = rows.filter(picks(wanted.view))
    if wanted.post:
        rows = rows.filter(owner=wanted.post)
    if wanted.day:
        rows = rows.filter(due_on(wanted.day))
    return rows.order_by(F("due_at").asc(nulls_last=True), "number")


def page_of(
    rows: "QuerySet[Matter]", *, after: str = "", limit: int = PAGE
) -> "tuple[list[Matter], str]":
    """One page of a list by key, not by offset, and the key of the next page."""
    at, _, number = after.partition("~")
    if number and at:
        since = datetime.fromisoformat(at)
        later = Q(due_at__gt=since) | Q(due_at=since, number__gt=number)
        rows = rows.filter(later | Q(due_at=None))
    elif number:
        rows = rows.filter(due_at=None, number__gt=number)
    found = list(rows[: limit + 1])
    if len(found) <= limit:
        return found, ""
    last = found[limit - 1]
    return found[:limit], f"{last.due_at.isoformat() if last.due_at else ''}~{last.number}"


def picks(code: str) -> Q:
    """What a question picks among the open matters; nothing for an unknown one."""
    found = _PICKS.get(code)
    return found() if found else Q(pk__in=[])


def _late() -> Q:
    return Q(due_at__lt=now())


def _until(day: date) -> Q:
    return Q(due_at__gte=now(), due_at__lte=end_of(day))


def _later() -> Q:
    return Q(due_at__gt=end_of(today() + timedelta(days=AHEAD_DAYS - 1)))


def _disputed() -> Q:
    """Among keys, for a join would count a matter once for each dispute."""
    rows = matters.matters_for(SYSTEM).filter(contacts__disputed_at__isnull=False)
    return Q(pk__in=rows.values("pk"))


_PICKS: dict[str, Callable[[], Q]] = {
    "late": _late,
    "today": lambda: _until(today()),
    "soon": lambda: _until(_workday_ahead(SOON_DAYS)),
    "later": _later,
    "unsigned": lambda: ~Q(offered_to=""),
    "dialogue": lambda: Q(stage="dialogue"),
    "paused": lambda: Q(paused_at__isnull=False),
    "disputed": _disputed,
}


def due_on(day: date) -> Q:
    """What falls due on a day and is not late yet; 24:00 belongs to the day that ends."""
    return Q(due_at__gte=now(), due_at__gt=end_of(day - timedelta(days=1)), due_at__lte=end_of(day))


def end_of(day: date) -> datetime:
    """The midnight at which a local day ends."""
    return datetime.combine(day + timedelta(days=1), time(), LOCAL)


def _workday_ahead(days: int) -> date:
    return date.fromordinal(clocks.calendar().nth_workday_after(today().toordinal(), days))
