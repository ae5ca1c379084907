"""iCalendar (RFC 5545): sittings for anybody's own calendar."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

LINE = 75


@dataclass(frozen=True)
class Occasion:
    """One sitting as a calendar shows it."""

    uid: str
    starts: datetime
    ends: datetime
    title: str
    text: str
    changed: datetime
    is_off: bool = False


def icalendar(name: str, occasions: Iterable[Occasion]) -> str:
    """A whole calendar file, its lines ended and folded as the standard says."""
    head = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Sunhall//days//ZH",
        f"X-WR-CALNAME:{_text(name)}",
    ]
    body = [line for one in occasions for line in _event(one)]
    return "".join(
        f"{part}\r\n" for line in [*head, *body, "END:VCALENDAR"] for part in _fold(line)
    )


def _event(one: Occasion) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{one.uid}"
    yield f"DTSTAMP:{_utc(one.changed)}"
    yield f"DTSTART:{_utc(one.starts)}"
    yield f"DTEND:{_utc(one.ends)}"
    yield f"SUMMARY:{_text(one.title)}"
    yield f"DESCRIPTION:{_text(one.text)}"
    yield f"STATUS:{'CANCELLED' if one.is_off else 'CONFIRMED'}"
    yield "END:VEVENT"


def _utc(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(words: str) -> str:
    for plain, escaped in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r", ""), ("\n", "\\n")):
        words = words.replace(plain, escaped)
    return words


def _fold(line: str) -> Iterator[str]:
    """No line longer than 75 octets, no character cut in two; what goes on begins with a space."""
    part, size = "", 0
    for char in line:
        width = len(char.encode())
        if size + width > LINE:
            yield part
            part, size = " ", 1
        part, size = part + char, size + width
    yield part
