"""Recomputing the running clocks after a new calendar: one transaction a batch (K3)."""

from datetime import date

from sunhall.clocks import queries as clock_queries
from sunhall.ground.access.actor import Actor
from sunhall.ground.journal.action import action
from sunhall.ground.journal.record import record
from sunhall.ground.kit.now import now
from sunhall.ground.kit.refusal import require
from sunhall.matters import events, queries, rules
from sunhall.matters.actions import _core
from sunhall.matters.models import Recomputation

# Small enough that nobody waits for its locks, large enough that a county is done in minutes.
BATCH = 100


@action
def begin_recomputation(
    version: int, *, first: date, last: date, place: str, why: str, by: Actor
) -> Recomputation:
    """Begin to recompute what another calendar touches 期限重算, once a version (K3)."""
    require(rules.may_keep_clocks(by))
    total = queries.counting_over(first, last, place=place, version=version).count()
    row, is_new = Recomputation.objects.get_or_create(
        version=version,
        defaults={
            "first": first, "last": last, "place": place, "why": why, "total": total,
            "began_at": now(), "beat_at": now(),
        },
    )  # fmt: skip
    if is_new:
        record(events.RecomputationStarted(version=version, total=total, why=why), by=by)
    return row


@action
def advance_recomputation(version: int, *, done: int, by: Actor) -> Recomputation:
    """Recompute the next batch and owe the rest to the next delivery (K3).

    A batch commits wholly or not at all. What it has done shows in the clocks themselves, which
    carry the version they were computed with; so a batch that is told twice changes nothing.
    """
    require(rules.may_keep_clocks(by))
    row = Recomputation.objects.select_for_update().get(version=version)
    if row.finished_at is not None or row.done != done:
        return row
    numbers = _next_batch(row)
    if not numbers:
        return _finished(row, by)
    with clock_queries.steady():
        row.moved += sum(_recomputed(number, row.why, by) for _, number in numbers)
    row.done += len(numbers)
    row.after, row.beat_at = numbers[-1][0], now()
    # What came in meanwhile counts too: nobody is told of more than everything.
    row.total = max(row.total, row.done)
    row.save()
    record(events.RecomputationAdvanced(version=version, done=row.done), by=by)
    return row


def _next_batch(row: Recomputation) -> list[tuple[int, str]]:
    """The next matters by key; at the end once more what was begun meanwhile on the old one."""
    waiting = queries.counting_over(row.first, row.last, place=row.place, version=row.version)
    pairs = waiting.values_list("pk", "number")
    return list(pairs.filter(pk__gt=row.after)[:BATCH] or pairs[:BATCH])


def _recomputed(number: str, why: str, by: Actor) -> int:
    matter = _core.locked(number)
    moved = _core.recompute(matter, reason=why, by=by)
    if moved:
        _core.settle(matter)
    return moved


def _finished(row: Recomputation, by: Actor) -> Recomputation:
    row.finished_at = row.beat_at = now()
    row.total = row.done
    row.save()
    record(events.RecomputationFinished(version=row.version, done=row.done, moved=row.moved), by=by)
    return row
