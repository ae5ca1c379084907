"""A calendar entry in iCalendar, RFC 5545: plain text that every phone and mail program opens."""

from datetime import UTC, datetime

_MOST_OCTETS = 75


def entry(
    *,
    uid: str,
    starts: datetime,
    ends: datetime,
    stamped: datetime,
    title: str,
    place: str,
    sequence: int = 0,
    is_cancelled: bool = False,
) -> str:
    """One event; a later `sequence` of the same `uid` replaces what a calendar holds."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Sunhall//dialogue//ZH",
        f"METHOD:{'CANCEL' if is_cancelled else 'PUBLISH'}",
        "BEGIN:VEVENT",
        f"UID:{uid}",
        f"DTSTAMP:{_instant(stamped)}",
        f"DTSTART:{_instant(starts)}",
        f"DTEND:{_instant(ends)}",
        f"SEQUENCE:{sequence}",
        f"STATUS:{'CANCELLED' if is_cancelled else 'CONFIRMED'}",
        f"SUMMARY:{_text(title)}",
        f"LOCATION:{_text(place)}",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _text(text: str) -> str:
    """A text value: what would end it or part it is escaped."""
    plain = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return "\\n".join(plain.splitlines())


def _folded(line: str) -> list[str]:
    """No line is longer than 75 octets, and no character is cut in two."""
    found, piece = [], ""
    for char in line:
        if len(f"{piece}{char}".encode()) > _MOST_OCTETS:
            found.append(piece)
            piece = " "
        piece += char
    return [*found, piece]
