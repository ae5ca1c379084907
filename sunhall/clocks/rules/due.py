"""The due moment of a limit (K3; 民法典 200-204)."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sunhall.clocks.rules.calendar import Calendar
from sunhall.clocks.rules.hours import OfficeHours, midnight, opening_of
from sunhall.clocks.rules.limits import Due, Limit, Pause, Unit
from sunhall.clocks.rules.tally import (
    DayTally,
    closing,
    days_of,
    nth_day,
    tally_days,
    tally_spans,
)
from sunhall.ground.kit.now import LOCAL

HOUR = 3600


def due(
    start: datetime,
    limit: Limit,
    pauses: Sequence[Pause],
    calendar: Calendar,
    office_hours: OfficeHours | None = None,
) -> Due:
    """Say when a limit ends 届满, or how much of it is left while the clock stands still (K3)."""
    if limit.is_hourly:
        return _due_by_the_hour(start, limit, pauses, calendar, office_hours)
    tally = tally_days(start, limit, pauses, calendar, office_hours)
    return due_of(tally, start, limit, calendar, office_hours)


def due_of(
    tally: DayTally,
    start: datetime,
    limit: Limit,
    calendar: Calendar,
    office_hours: OfficeHours | None,
) -> Due:
    """Turn a tally of days into the moment its last day ends."""
    wanted = days_of(limit, date.fromordinal(tally.start))
    if tally.last is None:
        return Due(None, None, wanted - tally.left, tally.left, False, calendar.version)
    last = date.fromordinal(tally.last)
    return Due(
        at=closing(last, limit, calendar, office_hours),
        last_day=last,
        counted_days=wanted,
        remaining=0,
        provisional=_rests_on_guess(tally, limit, last, calendar, office_hours),
        calendar_version=calendar.version,
    )


def working_days_left(now: datetime, due_at: datetime, calendar: Calendar) -> int | None:
    """Working days from today to the last day 还剩…个工作日; negative when it is past.

    A limit that ends at 24:00 ends with the day before the one its instant opens. None when it
    ends beyond the calendar, as a limitation of five years does.
    """
    today = now.astimezone(LOCAL).date()
    last = (due_at.astimezone(LOCAL) - timedelta(microseconds=1)).date()
    if not (calendar.knows(today) and calendar.knows(last)):
        return None
    return calendar.workdays_between(today, last)


def working_days_elapsed(start: datetime, end: datetime, calendar: Calendar) -> int:
    """Working days used between two instants, the start day excluded (民法典 201)."""
    return calendar.workdays_between(start.astimezone(LOCAL).date(), end.astimezone(LOCAL).date())


def latest_day_before(event: date, n: int, calendar: Calendar) -> date:
    """The last day on which notice leaves n whole working days before an event.

    For limits that run backwards, such as telling of a hearing seven days ahead (行政许可法 48).
    """
    return calendar.nth_workday_before(calendar.nth_workday_before(event, n), 1)


def warn_at(
    start: datetime,
    limit: Limit,
    pauses: Sequence[Pause],
    calendar: Calendar,
    office_hours: OfficeHours | None = None,
    *,
    share: int,
    workdays: int,
) -> datetime | None:
    """Say when a limit comes near 临期, so that a lamp is a plain comparison of moments.

    Near means at most `share` per cent of the limit, or at most `workdays` working days, left.
    A limit by the day warns when offices open, never at midnight or on a day off.
    """
    if limit.is_hourly:
        spent = limit.n * HOUR * (100 - share) // 100
        return tally_spans(start, spent, limit, pauses, calendar, office_hours).last
    tally = tally_days(start, limit, pauses, calendar, office_hours)
    return _warn_by_the_day(tally, limit, calendar, office_hours, share, workdays)


def warn_before(
    day: date, calendar: Calendar, office_hours: OfficeHours | None = None, *, workdays: int
) -> datetime:
    """Say when a day that a person has set comes near: when offices open, so many days before."""
    before = day - timedelta(days=workdays)
    if calendar.knows(day) and calendar.knows(before):
        before = calendar.nth_workday_before(day, max(workdays, 1))
    return (
        opening_of(before, calendar, office_hours) if calendar.knows(before) else midnight(before)
    )


def _warn_by_the_day(
    tally: DayTally,
    limit: Limit,
    calendar: Calendar,
    hours: OfficeHours | None,
    share: int,
    workdays: int,
) -> datetime | None:
    wanted = days_of(limit, date.fromordinal(tally.start))
    works = limit.unit == Unit.WD
    keep = max(wanted * share // 100, workdays if works else 0)
    near = nth_day(tally, wanted - min(keep, max(wanted - 1, 0)), calendar if works else None)
    ordinal = near if near is not None else tally.last
    if ordinal is None:
        return None
    day = date.fromordinal(ordinal)
    if works or tally.last is None or not calendar.knows(date.fromordinal(tally.last)):
        return opening_of(day, calendar, hours) if calendar.knows(day) else midnight(day)
    before = calendar.nth_workday_before(date.fromordinal(tally.last), workdays or 1)
    shown = min(day, before) if workdays else day
    if not calendar.is_workday(shown):
        shown = calendar.nth_workday_before(shown, 1)
    return opening_of(max(shown, date.fromordinal(tally.start)), calendar, hours)


def _due_by_the_hour(
    start: datetime,
    limit: Limit,
    pauses: Sequence[Pause],
    calendar: Calendar,
    hours: OfficeHours | None,
) -> Due:
    tally = tally_spans(start, limit.n * HOUR, limit, pauses, calendar, hours)
    if tally.last is None:
        return Due(None, None, 0, tally.left, False, calendar.version)
    at = tally.last.astimezone(LOCAL)
    first = start.astimezone(LOCAL).date()
    guessed = limit.unit == Unit.WH and calendar.is_provisional(first, at.date())
    return Due(at, at.date(), 0, 0, guessed, calendar.version)


def _rests_on_guess(
    tally: DayTally, limit: Limit, last: date, calendar: Calendar, hours: OfficeHours | None
) -> bool:
    """Whether another notice could still move the due moment."""
    if limit.unit == Unit.WD:
        return calendar.is_provisional(date.fromordinal(tally.start + 1), last)
    if limit.rolls:
        full = tally.last if tally.rolled_from is None else tally.rolled_from
        return calendar.is_provisional(date.fromordinal(full or tally.start), last)
    closes = hours is not None and limit.closes_with_office
    return closes and calendar.is_provisional(last, last)
