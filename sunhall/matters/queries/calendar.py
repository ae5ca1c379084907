"""Which running clocks a changed calendar touches, and what it would do to them (K3)."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from django.db.models import F, Q, QuerySet

from sunhall.clocks import queries as clock_queries
from sunhall.clocks import rules as clock_rules
from sunhall.ground.access.actor import Actor
from sunhall.ground.kit.now import LOCAL, now
from sunhall.matters.models import Deadline, Matter, Pause, Recomputation
from sunhall.matters.queries.clock import calendar_inputs, paper_of
from sunhall.matters.queries.find import matters_for
from sunhall.matters.queries.kinds import kind
from sunhall.matters.rules import CLOCKS

BATCH = 1000
MOST_SHOWN = 50
SHOWN_FOR = timedelta(hours=24)

Computed = tuple[Deadline, clock_rules.Due]
Pauses = dict[int, list[clock_rules.Pause]]


def counting_over(first: date, last: date, *, place: str = "", version: int) -> QuerySet[Matter]:
    """Matters with clocks that count over these days, or rest on an unpublished year, and were
    last computed with an older calendar; by key."""
    touched = _touched(first, last, place).filter(calendar_version__lt=version)
    return Matter.objects.filter(pk__in=touched.values("matter")).order_by("pk")


def impact_of_calendar(actor: Actor, change: clock_queries.Change) -> clock_queries.Impact:
    """How many running limits another calendar would move, how many would then be late.

    Those that move are named, the first due first.
    """
    at, running, red = now(), 0, 0
    moved: list[Computed] = []
    for deadline, due in _computed(change):
        running += 1
        if due.at != deadline.due_at:
            moved.append((deadline, due))
            red += _turns_red(deadline, due, at)
    return clock_queries.Impact(running, len(moved), red, _shown(actor, moved))


def trial_of_lamps(lights: clock_rules.Thresholds) -> clock_queries.LampTrial:
    """How many of the limits that run now are near, and would be by other thresholds."""
    at = now()
    rows = _running().filter(due_at__gte=at).select_related("matter")
    pauses = _pauses(rows)
    found = near_now = near_then = 0
    with clock_queries.steady():
        for deadline in rows.iterator(chunk_size=BATCH):
            found += 1
            near_now += deadline.remind_at is not None and deadline.remind_at <= at
            warn = clock_rules.warn_at(
                pauses=pauses[deadline.matter_id],
                **calendar_inputs(deadline, deadline.matter.place),
                share=lights.share,
                workdays=lights.workdays,
            )
            near_then += warn is not None and warn <= at
    return clock_queries.LampTrial(found, near_now, near_then)


def recomputations() -> list[clock_queries.Progress]:
    """Recomputations that run now or ended within a day, the newest first."""
    fresh = Q(finished_at=None) | Q(finished_at__gte=now() - SHOWN_FOR)
    return [
        clock_queries.Progress(
            row.why, row.done, row.total, row.moved, row.beat_at, row.finished_at
        )
        for row in Recomputation.objects.filter(fresh).order_by("-version")
    ]


def _computed(change: clock_queries.Change) -> Iterator[Computed]:
    """Every running clock the days touch, with its due moment by the changed calendar."""
    rows = _touched(change.first, change.last, change.place)
    rows = rows.select_related("matter").order_by(F("due_at").asc(nulls_last=True), "pk")
    pauses = _pauses(rows)
    with clock_queries.steady():
        for deadline in rows.iterator(chunk_size=BATCH):
            place = deadline.matter.place
            inputs = calendar_inputs(deadline, place) | {"calendar": change.calendar(place)}
            yield deadline, clock_rules.due(pauses=pauses[deadline.matter_id], **inputs)


def _shown(actor: Actor, moved: list[Computed]) -> tuple[clock_queries.Moved, ...]:
    """The first that move; what an actor may not open stays a bare number."""
    rows = moved[:MOST_SHOWN]
    keys = {deadline.matter_id for deadline, _ in rows}
    seen = set(matters_for(actor).filter(pk__in=keys).values_list("pk", flat=True))
    return tuple(
        clock_queries.Moved(
            deadline.matter.number,
            deadline.matter.subject if deadline.matter_id in seen else "",
            kind(deadline.matter.kind).address if deadline.matter_id in seen else "",
            CLOCKS.get(deadline.name, deadline.name),
            deadline.due_at,
            due.at,
        )
        for deadline, due in rows
    )


def _turns_red(deadline: Deadline, due: clock_rules.Due, at: datetime) -> bool:
    was_red = deadline.due_at is not None and deadline.due_at < at
    return due.at is not None and due.at < at and not was_red


def _pauses(rows: QuerySet[Deadline]) -> Pauses:
    """The pauses of all these clocks, in one query."""
    found: Pauses = defaultdict(list)
    kept = Pause.objects.filter(matter__in=rows.order_by().values("matter"), undone_at=None)
    for row in kept.order_by("from_at"):
        pause = clock_rules.Pause(row.from_at, row.to_at, row.ground, paper_of(row))
        found[row.matter_id].append(pause)
    return found


def _running() -> QuerySet[Deadline]:
    return Deadline.objects.filter(met_at=None, ended_at=None)


def _touched(first: date, last: date, place: str) -> QuerySet[Deadline]:
    running = _running().filter(matter__place__startswith=place)
    spans = Q(due_at__isnull=True) | Q(due_at__gte=_midnight(first))
    if last < date.max:
        spans &= Q(started_at__lt=_midnight(last + timedelta(days=1)))
    return running.filter(spans | Q(is_provisional=True))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), LOCAL)
