"""Words that the tests of clocks share: a moment by its text, an office with ordinary hours."""

from datetime import date, datetime, time

from sunhall.clocks.rules import OfficeHours, Timetable, seed_calendar
from sunhall.ground.kit.now import LOCAL

CALENDAR = seed_calendar()

DAY = ((time(8, 30), time(12, 0)), (time(14, 30), time(17, 30)))
OFFICE = OfficeHours((Timetable((DAY,) * 5 + ((), ())),), "测试")


def at(text: str) -> datetime:
    """`2026-09-24 10:00` or `2026-09-24` (then 10:00) in local time."""
    return datetime.fromisoformat(text if " " in text else f"{text} 10:00").replace(tzinfo=LOCAL)


def on(text: str) -> date:
    return date.fromisoformat(text)
