"""What an address gives, read without trust: whole numbers, instants, and days of our time."""

from datetime import date, datetime

# Beyond these no record lies, and arithmetic with time zones may leave the calendar.
FIRST_DAY, LAST_DAY = date(1949, 10, 1), date(2190, 12, 31)
MOST_DIGITS = 18


def whole(text: str) -> int | None:
    """A whole number of plain digits; None for anything else, such as ²."""
    fits = text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS
    return int(text) if fits else None


def instant_of(text: str) -> datetime | None:
    """An instant with its offset; None for what is none or lies beyond our time."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    return at if at.tzinfo and in_our_time(at.date()) else None


def day_of(text: str) -> date | None:
    """A day; None for what is none or lies beyond our time."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if in_our_time(day) else None


def in_our_time(day: date) -> bool:
    """Whether a day lies where records can lie."""
    return FIRST_DAY <= day <= LAST_DAY
