"""Office hours 办公时间: when an office is open on a working day (K3; 民法典 203)."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sunhall.clocks.rules.calendar import Calendar
from sunhall.ground.kit.now import LOCAL

Interval = tuple[time, time]
Week = tuple[tuple[Interval, ...], ...]
Span = tuple[datetime, datetime]

MIDNIGHT = time(0)


@dataclass(frozen=True, slots=True)
class Timetable:
    """Opening intervals from Monday to Sunday, in force from one date to another."""

    week: Week
    from_on: date | None = None
    to_on: date | None = None

    def holds(self, day: date) -> bool:
        """Whether this timetable is in force on a day."""
        return (self.from_on is None or self.from_on <= day) and (
            self.to_on is None or day <= self.to_on
        )

    def on(self, day: date) -> tuple[Interval, ...]:
        """The intervals of a working day.

        A make-up working Saturday 调休上班 has no hours of its own in most timetables; the
        office then keeps the hours of the first weekday that has any.
        """
        return self.week[day.weekday()] or next((hours for hours in self.week if hours), ())


@dataclass(frozen=True)
class OfficeHours:
    """The timetables of one office; a later one in the list goes before an earlier one."""

    timetables: tuple[Timetable, ...]
    source: str = ""

    def intervals(self, day: date) -> tuple[Interval, ...]:
        """Opening intervals on a day that is worked; empty when no timetable is in force."""
        return next((t.on(day) for t in reversed(self.timetables) if t.holds(day)), ())

    def spans(self, day: date, calendar: Calendar) -> list[Span]:
        """The office hours of a day as instants; none on a day off."""
        if not calendar.is_workday(day):
            return []
        return [
            (datetime.combine(day, opens, LOCAL), datetime.combine(day, closes, LOCAL))
            for opens, closes in self.intervals(day)
        ]


def midnight(day: date) -> datetime:
    """The first instant of a local day."""
    return datetime.combine(day, MIDNIGHT, LOCAL)


def end_of(day: date, calendar: Calendar, hours: OfficeHours | None) -> datetime:
    """When a day ends for a limit: at closing time, else at 24:00 (民法典 203 ¶2)."""
    if hours is not None:
        intervals = hours.intervals(day)
        if intervals and calendar.is_workday(day):
            return datetime.combine(day, intervals[-1][1], LOCAL)
    return midnight(day + timedelta(days=1))


def opening_of(day: date, calendar: Calendar, hours: OfficeHours | None) -> datetime:
    """When people can first see a warning on a day: at opening time, else at 00:00."""
    if hours is not None:
        intervals = hours.intervals(day)
        if intervals and calendar.is_workday(day):
            return datetime.combine(day, intervals[0][0], LOCAL)
    return midnight(day)
