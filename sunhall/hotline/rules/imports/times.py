"""Moments as other systems write them."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from typing import Final

from sunhall.ground.kit.now import LOCAL

_CLOCK = (
    r"(?:[T\s]*(?P<half>上午|下午|[AaPp][Mm])?\s*(?P<h>\d{1,2})[:时](?P<mi>\d{1,2})"
    r"(?:[:分](?P<s>\d{1,2})(?:\.(?P<f>\d{1,9}))?秒?|分)?\s*(?P<after>[AaPp][Mm])?"
    r"\s*(?P<zone>Z|UTC|[+-]\d{2}:?\d{2})?)?"
)
_FORMS = tuple(
    re.compile(day + _CLOCK)
    for day in (
        r"(?P<y>\d{4})[-/.年]\s?(?P<m>\d{1,2})[-/.月]\s?(?P<d>\d{1,2})日?",
        r"(?P<m>\d{1,2})/(?P<d>\d{1,2})/(?P<y>\d{4})",
    )
)
_COMPACT = re.compile(
    r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})(?:(?P<h>\d{2})(?P<mi>\d{2})(?P<s>\d{2})?)?"
)
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
# Day 0 of Excel's calendar; its false 29 February 1900 lies before any date we could take.
_EXCEL: Final = datetime(1899, 12, 30, tzinfo=LOCAL)


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant in UTC, and whether only its day is known."""

    at: datetime
    is_day: bool = False

    @property
    def text(self) -> str:
        """One text for one moment, whichever way the source wrote it."""
        local = self.at.astimezone(LOCAL)
        return f"{local:%F}" if self.is_day else f"{local:%F %T}"

    def end(self) -> datetime:
        """The last second the moment may mean: of a bare day, its 23:59:59."""
        return self.at + timedelta(days=1, seconds=-1) if self.is_day else self.at


def read_moment(text: str) -> Moment | None:
    """Read a moment 时间 in one of the usual forms, local time unless it names an offset.

    A bare day, and midnight to the second, say only the day: that is how tables print a date.
    """
    text = unicodedata.normalize("NFKC", text).strip()
    if _SERIAL.fullmatch(text):
        return _moment(_from_excel(float(text)))
    for form in (*_FORMS, _COMPACT):
        if match := form.fullmatch(text):
            return _built(match)
    return None


def _built(match: re.Match[str]) -> Moment | None:
    said = match.groupdict(default="")
    try:
        at = datetime(
            int(said["y"]),
            int(said["m"]),
            int(said["d"]),
            _hour(said),
            int(said["mi"] or 0),
            int(said["s"] or 0),
            int(said.get("f", "")[:6].ljust(6, "0")),
            tzinfo=_zone(said.get("zone", "")),
        )
    except ValueError:
        return None
    return Moment(at.astimezone(UTC)) if said.get("zone") else _moment(at)


def _hour(said: dict[str, str]) -> int:
    hour = int(said["h"] or 0)
    half = (said.get("half") or said.get("after") or "").lower()
    if half in ("下午", "pm"):
        return hour if hour >= 12 else hour + 12
    return 0 if half in ("上午", "am") and hour == 12 else hour


def _zone(text: str) -> timezone:
    if text in ("Z", "UTC"):
        return UTC
    if not text:
        return LOCAL  # type: ignore[return-value]  # a ZoneInfo serves as tzinfo just as well
    sign = -1 if text[0] == "-" else 1
    return timezone(sign * timedelta(hours=int(text[1:3]), minutes=int(text[-2:])))


def _from_excel(days: float) -> datetime:
    whole = datetime.combine(_EXCEL.date() + timedelta(days=int(days)), _EXCEL.time(), LOCAL)
    return whole + timedelta(seconds=round((days % 1) * 86_400))


def _moment(at: datetime) -> Moment:
    local = at.astimezone(LOCAL)
    is_day = (local.hour, local.minute, local.second, local.microsecond) == (0, 0, 0, 0)
    return Moment(at.astimezone(UTC), is_day)
