"""Which months make a release: whole months, each in one release only (D2; 0016)."""

from collections.abc import Callable, Iterable
from datetime import date

from sunhall.supervision.rules import months_before

SETTLED_DAY = 16
QUARTER = 3

Run = tuple[date, date]


def settled(on: date) -> date:
    """The latest month that may be released on a day: its answers had half a month to come in."""
    return months_before(on, 1 if on.day >= SETTLED_DAY else 2)


def told_on(month: date) -> date:
    """The day on which a month may be released."""
    return months_before(month, -1).replace(day=SETTLED_DAY)


def monthly(
    counts: dict[date, int], released: Iterable[Run], upto: date, is_enough: Callable[[int], bool]
) -> list[Run]:
    """The runs of months that are due: a month with too few waits for the next one."""
    taken = {month for first, last in released for month in months_of(first, last)}
    made: list[Run] = []
    first: date | None = None
    held = 0
    for month in months_of(min(counts, default=upto), upto):
        if month in taken:
            first, held = None, 0
            continue
        if counts.get(month) and first is None:
            first = month
        held += counts.get(month, 0)
        if first is not None and is_enough(held):
            made.append((first, month))
            first, held = None, 0
    return made


def quarterly(months: Iterable[Run], released: Iterable[Run]) -> list[Run]:
    """The releases not yet told by office or topic, once they reach a quarter's end.

    Whole releases of the county only, so that no month can be cut out of a table.
    """
    told_upto = max((last for _first, last in released), default=date.min)
    open_runs = sorted(run for run in months if run[0] > told_upto)
    if not open_runs:
        return []
    first, last = open_runs[0][0], open_runs[-1][1]
    quarter_end = months_before(first, (first.month - 1) % QUARTER - QUARTER + 1)
    return open_runs if last >= quarter_end else []


def months_of(first: date, last: date) -> list[date]:
    """Each month from one to another, by its first day."""
    count = (last.year - first.year) * 12 + last.month - first.month
    return [months_before(first, -n) for n in range(count + 1)]
