"""The rules of clocks: calendar, hours, limits, due, explanation, light; plain Python (K3).

One computation (`tally`) stands behind the due moment and its day-by-day explanation.
"""

from sunhall.clocks.rules.bar import Bar, Segment, clock_bar, working_time
from sunhall.clocks.rules.calendar import (
    OFFICIAL,
    PROVISIONAL,
    Calendar,
    KnownYear,
    SpecialDay,
    UnknownYear,
)
from sunhall.clocks.rules.due import (
    due,
    latest_day_before,
    warn_at,
    warn_before,
    working_days_elapsed,
    working_days_left,
)
from sunhall.clocks.rules.explain import DayLine, Reason, day_reason, explain
from sunhall.clocks.rules.hours import OfficeHours, Timetable
from sunhall.clocks.rules.light import Lamp, Thresholds, light
from sunhall.clocks.rules.limits import Due, Limit, Pause, Unit
from sunhall.clocks.rules.notice_text import NoticeUnclear, parse_notice
from sunhall.clocks.rules.notices import Break, Notice, calendar_of, seed_calendar

__all__ = [
    "OFFICIAL",
    "PROVISIONAL",
    "Bar",
    "Break",
    "Calendar",
    "DayLine",
    "Due",
    "KnownYear",
    "Lamp",
    "Limit",
    "Notice",
    "NoticeUnclear",
    "OfficeHours",
    "Pause",
    "Reason",
    "Segment",
    "SpecialDay",
    "Thresholds",
    "Timetable",
    "Unit",
    "UnknownYear",
    "calendar_of",
    "clock_bar",
    "day_reason",
    "due",
    "explain",
    "latest_day_before",
    "light",
    "parse_notice",
    "seed_calendar",
    "warn_at",
    "warn_before",
    "working_days_elapsed",
    "working_days_left",
    "working_time",
]
