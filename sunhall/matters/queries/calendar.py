"""Which running clocks a changed calendar touches, and what it would do to them (K3)."""

from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet

from sunhall.clocks import queries as clock_queries
from sunhall.clocks import rules as clock_rules
from sunhall.clocks.rules.changes import changes
from sunhall.ground.kit.now import LOCAL, now
from sunhall.matters.models import Deadline, Matter
from sunhall.matters.queries.clock import calendar_inputs, pauses_of

BATCH = 1000


def counting_over(
    first: date, last: date, *, place: str = "", after: int = 0, limit: int
) -> list[tuple[int, str]]:
    """Matters whose clocks count over these days, or rest on an unpublished year: key, number."""
    touched = _touched(first, last, place).filter(matter__gt=after).values("matter")
    rows = Matter.objects.filter(pk__in=touched).order_by("pk")
    return list(rows.values_list("pk", "number")[:limit])


def impact_of_calendar(
    before: clock_rules.Calendar, after: clock_rules.Calendar
) -> clock_queries.Impact:
    """How many running limits another calendar would move, and how many would then be late."""
    days = [change.day for change in changes(before, after)]
    if not days:
        return clock_queries.Impact(0, 0)
    moved = red = 0
    rows = _touched(days[0], days[-1], "").filter(due_at__gte=now()).select_related("matter")
    with clock_queries.steady():
        for deadline in rows.iterator(chunk_size=BATCH):
            inputs = calendar_inputs(deadline, deadline.matter.place) | {"calendar": after}
            due = clock_rules.due(
                inputs["start"],
                inputs["limit"],
                pauses_of(deadline.matter),
                inputs["calendar"],
                inputs["office_hours"],
            )
            moved += due.at != deadline.due_at
            red += due.at is not None and due.at < now()
    return clock_queries.Impact(moved, red)


def _touched(first: date, last: date, place: str) -> QuerySet[Deadline]:
    running = Deadline.objects.filter(met_at=None, ended_at=None, matter__place__startswith=place)
    begins, ends = _midnight(first), _midnight(last + timedelta(days=1))
    spans = Q(started_at__lt=ends) & (Q(due_at__isnull=True) | Q(due_at__gte=begins))
    return running.filter(spans | Q(is_provisional=True))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), LOCAL)
