"""Dates and amounts as people read them; a relative time never stands alone (ux.md C1)."""

from datetime import date, datetime, timedelta

from django.utils.translation import get_language

from sunhall.ground.kit.now import LOCAL, now

_WEEK_ZH = "一二三四五六日"
_WEEK_EN = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTH_EN = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

Day = date | datetime


def english() -> bool:
    """Whether the page now being made is in English."""
    return (get_language() or "").startswith("en")


def weekdays() -> tuple[str, ...]:
    """Short names of the days from Monday, for the heads of charts."""
    return _WEEK_EN if english() else tuple(_WEEK_ZH)


def month(number: int) -> str:
    """Write `11月` or `Nov`."""
    return _MONTH_EN[number - 1] if english() else f"{number}月"


def short_day(value: date) -> str:
    """Write `2026-11-22` or `22 Nov 2026`, where two days stand in one line."""
    return f"{value.day} {month(value.month)} {value.year}" if english() else f"{value}"


def local(value: Day) -> Day:
    """The same instant on the county's wall clock; dates pass through."""
    return value.astimezone(LOCAL) if isinstance(value, datetime) else value


def day(value: Day, *, year: bool = True) -> str:
    """Write `2026年11月22日(周日)` or `Sun 22 Nov 2026`."""
    value = local(value)
    if english():
        words = f"{_WEEK_EN[value.weekday()]} {value.day} {_MONTH_EN[value.month - 1]}"
        return f"{words} {value.year}" if year else words
    words = f"{value.month}月{value.day}日(周{_WEEK_ZH[value.weekday()]})"
    return f"{value.year}年{words}" if year else words


def moment(value: Day, *, year: bool = True) -> str:
    """Write `2026年11月22日(周日) 14:05`; a plain date stays a date."""
    value = local(value)
    if not isinstance(value, datetime):
        return day(value, year=year)
    joint = ", " if english() else " "
    return f"{day(value, year=year)}{joint}{value:%H:%M}"


def last_moment(value: datetime) -> tuple[str, str]:
    """Day and time by which something is due: midnight is 24:00 of the day that ends."""
    here = value.astimezone(LOCAL)
    if here.hour == here.minute == 0:
        here, time = here - timedelta(days=1), "24:00"
    else:
        time = f"{here:%H:%M}"
    return day(here, year=here.year != now().astimezone(LOCAL).year), time


def due(value: datetime) -> str:
    """Write the last moment 期限: `11月27日(周五) 24:00`."""
    return (", " if english() else " ").join(last_moment(value))


def near_moment(value: Day) -> str:
    """The same without the year when the year is this one."""
    return moment(value, year=local(value).year != now().astimezone(LOCAL).year)


def machine(value: Day) -> str:
    """The value of a `datetime` attribute."""
    value = local(value)
    return value.isoformat(timespec="minutes") if isinstance(value, datetime) else str(value)
