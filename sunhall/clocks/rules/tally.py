"""The one computation behind a due moment and its explanation: what counted, and what is left."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sunhall.clocks.rules.calendar import Calendar
from sunhall.clocks.rules.hours import OfficeHours, Span, end_of
from sunhall.clocks.rules.limits import (
    DayRange,
    InstantRange,
    Limit,
    Pause,
    Unit,
    paused_days,
    paused_spans,
)
from sunhall.ground.kit.now import LOCAL
from sunhall.ground.kit.refusal import refuse


@dataclass(frozen=True, slots=True)
class DayTally:
    """Which days counted: those of the right kind within `runs`; days are ordinals.

    `rolled_from` is the day on which the count was full but which was a day off, so that the
    next working day, `last`, took its place (民法典 203). `left` is what an open pause leaves.
    """

    start: int
    runs: tuple[tuple[int, int], ...]
    last: int | None
    left: int
    paused: tuple[DayRange, ...]
    rolled_from: int | None = None

    def ran_on(self, day: int) -> bool:
        """Whether the clock ran on a day (which may still be a day off)."""
        return any(first <= day <= last for first, last in self.runs)

    def is_paused(self, day: int) -> bool:
        """Whether a pause keeps a day from counting."""
        return any(lo <= day and (hi is None or day <= hi) for lo, hi in self.paused)


@dataclass(frozen=True, slots=True)
class SpanTally:
    """Which stretches of time counted for an hourly limit, and the seconds an open pause leaves."""

    runs: tuple[Span, ...]
    last: datetime | None
    left: int


def days_of(limit: Limit, start: date) -> int:
    """How many days a limit by the day asks for; months end on the corresponding day (202)."""
    if limit.unit in (Unit.M, Unit.Y):
        months = limit.n * (12 if limit.unit == Unit.Y else 1)
        return (_months_after(start, months) - start).days
    return limit.n


def tally_days(
    start: datetime,
    limit: Limit,
    pauses: Sequence[Pause],
    calendar: Calendar,
    hours: OfficeHours | None,
) -> DayTally:
    """Count a limit by the day; the day of the start is not counted (民法典 201)."""
    first = start.astimezone(LOCAL).date()
    closing_hours = hours if limit.closes_with_office else None
    paused = paused_days(pauses, calendar, closing_hours) if pauses else []
    wanted = days_of(limit, first)
    days = calendar if limit.unit == Unit.WD else None
    if wanted == 0:
        # "The same day": nothing is counted; it ends with the first day that is not left out.
        same = _counted(first.toordinal() - 1, 1, paused, days)
        counted = DayTally(first.toordinal(), (), same.last, 0, same.paused)
    else:
        counted = _counted(first.toordinal(), wanted, paused, days)
    return _rolled(counted, calendar) if limit.rolls else counted


def nth_day(tally: DayTally, n: int, calendar: Calendar | None) -> int | None:
    """The n-th counted day of a tally; working days when a calendar is given."""
    if n < 1:
        return None
    return _counted(tally.start, n, list(tally.paused), calendar).last


def _counted(
    start: int, wanted: int, paused: list[DayRange], calendar: Calendar | None
) -> DayTally:
    """Walk from pause to pause; between two pauses the count is a single step."""
    at, left = start, wanted
    runs: list[tuple[int, int]] = []
    for first, last in paused:
        if last is not None and last <= at:
            continue
        reached, passed = _step(at, left, first, calendar)
        if reached is not None:
            return DayTally(start, (*runs, (at + 1, reached)), reached, 0, tuple(paused))
        runs.append((at + 1, first - 1))
        left -= passed
        if last is None:
            return DayTally(start, tuple(runs), None, left, tuple(paused))
        at = last
    reached = at + left if calendar is None else calendar.nth_workday_after(at, left)
    return DayTally(start, (*runs, (at + 1, reached)), reached, 0, tuple(paused))


def _step(at: int, left: int, before: int, calendar: Calendar | None) -> tuple[int | None, int]:
    if calendar is not None:
        return calendar.run(at, left, before)
    if at + left < before:
        return at + left, left
    return None, max(before - 1 - at, 0)


def _rolled(counted: DayTally, calendar: Calendar) -> DayTally:
    """Pass a last day off on to the next working day (民法典 203 ¶1)."""
    full = counted.last
    if full is None or calendar.is_workday(date.fromordinal(full)):
        return counted
    after = _counted(full, 1, list(counted.paused), calendar)
    runs = (*counted.runs, *after.runs)
    return DayTally(counted.start, runs, after.last, after.left, counted.paused, full)


def tally_spans(
    start: datetime,
    seconds: int,
    limit: Limit,
    pauses: Sequence[Pause],
    calendar: Calendar,
    hours: OfficeHours | None,
) -> SpanTally:
    """Count a limit by the hour from the very moment (民法典 201 ¶2)."""
    paused = paused_spans(pauses)
    if limit.unit == Unit.WH:
        if hours is None:
            raise refuse(
                "还没有设置办公时间，不能推算按工作小时计的期限。请先在“工作日历”中设置办公时间。",
                field="office_hours",
            )
        stop = paused[-1][0] if paused and paused[-1][1] is None else None
        source = _office_spans(start, stop, calendar, hours)
    else:
        source = iter([(start, None)])
    left = timedelta(seconds=seconds)
    runs: list[Span] = []
    for begin, end in _unpaused(source, paused):
        if end is None or end - begin >= left:
            last = begin + left
            return SpanTally((*runs, (begin, last)), last, 0)
        runs.append((begin, end))
        left -= end - begin
    return SpanTally(tuple(runs), None, int(left.total_seconds()))


def _office_spans(
    start: datetime, stop: datetime | None, calendar: Calendar, hours: OfficeHours
) -> Iterator[InstantRange]:
    """Office hours from a moment on, until an open pause stops them for good."""
    day = start.astimezone(LOCAL).date()
    while stop is None or day <= stop.astimezone(LOCAL).date():
        for opens, closes in hours.spans(day, calendar):
            if closes > start:
                yield max(opens, start), closes
        day += timedelta(days=1)


def _unpaused(source: Iterator[InstantRange], paused: list[InstantRange]) -> Iterator[InstantRange]:
    for begin, end in source:
        at = begin
        for first, last in paused:
            if last is not None and last <= at:
                continue
            if end is not None and first >= end:
                break
            if first > at:
                yield at, first
            if last is None:
                return
            at = last
            if end is not None and at >= end:
                break
        if end is None or at < end:
            yield at, end


def closing(day: date, limit: Limit, calendar: Calendar, hours: OfficeHours | None) -> datetime:
    """When the last day ends: at closing time where the limit allows, else at 24:00."""
    return end_of(day, calendar, hours if limit.closes_with_office else None)


def _months_after(day: date, months: int) -> date:
    """The corresponding day, else the last day of that month (民法典 202)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    following = date(year + (month == 11), month % 12 + 2 if month < 11 else 1, 1)
    return min(
        date(year, month + 1, 1) + timedelta(days=day.day - 1), following - timedelta(days=1)
    )
