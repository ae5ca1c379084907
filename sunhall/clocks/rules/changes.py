"""What a notice would change in a calendar: the diff before anybody approves (K3; ux B8)."""

from dataclasses import dataclass
from datetime import date, timedelta

from sunhall.clocks.rules.calendar import Calendar, KnownYear
from sunhall.clocks.rules.notices import Notice


@dataclass(frozen=True, slots=True)
class DayChange:
    """A day that would be worked and was not, or the other way round."""

    day: date
    was_workday: bool
    is_workday: bool
    name: str


def applied(before: Calendar, notice: Notice, *, whole_year: bool = True) -> Calendar:
    """The calendar with a notice laid over it.

    A notice for a whole year takes the place of all that was known about that year; one that
    amends leaves the other days alone. Days of the year before that it names are laid over too.
    """
    days = {
        day.on: day
        for day in before.days
        if day.is_local or not whole_year or day.notice_year != notice.year
    }
    days.update({day.on: day for day in notice.days() if not _is_local(before, day.on)})
    others = tuple(known for known in before.years if known.year != notice.year)
    years = (*others, KnownYear(notice.year, notice.status, notice.source))
    return Calendar(before.version + 1, years, tuple(days.values()), before.place)


def changes(before: Calendar, after: Calendar) -> tuple[DayChange, ...]:
    """Every day whose work changes, in order; a year unknown before counts as plain weeks."""
    found = []
    for known in sorted(after.years, key=lambda each: each.year):
        day, last = date(known.year, 1, 1), date(known.year, 12, 31)
        while day <= last:
            was = before.is_workday(day) if before.knows(day) else day.weekday() < 5
            is_ = after.is_workday(day)
            if was != is_:
                special = after.special(day)
                found.append(DayChange(day, was, is_, special.name if special else ""))
            day += timedelta(days=1)
    return tuple(found)


def _is_local(calendar: Calendar, day: date) -> bool:
    special = calendar.special(day)
    return special is not None and special.is_local
