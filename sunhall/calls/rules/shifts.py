"""Shifts 班次 of the 24 hours, and gaps before they happen (GB/T 33358-2016: 7×24)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class ShiftRow:
    """One shift: kind of duty, words, minutes of the day, how many must sit there, and why."""

    kind: str
    words: str
    begins: int
    ends: int
    least: int
    source: str

    @property
    def hours(self) -> str:
        """From when to when, such as 16:00–24:00."""
        ends = (self.begins, self.ends)
        return "–".join(f"{minute // 60:02d}:{minute % 60:02d}" for minute in ends)


SOURCE = "GB/T 33358-2016（7×24 小时服务）；每班人数由本县热线确定"

# What a county starts with; the hotline's manager changes it.
SHIFTS = (
    ShiftRow("hl_night", "热线夜班", 0, 8 * 60, 1, SOURCE),
    ShiftRow("hl_day", "热线日班", 8 * 60, 16 * 60, 2, SOURCE),
    ShiftRow("hl_eve", "热线晚班", 16 * 60, DAY, 1, SOURCE),
)


@dataclass(frozen=True, slots=True)
class Planned:
    """Who is planned for one shift of one day, and from when to when it is."""

    day: date
    shift: ShiftRow
    begins_at: datetime
    ends_at: datetime
    names: tuple[str, ...]
    absent: tuple[str, ...]

    @property
    def lacks(self) -> int:
        """How many are missing."""
        return max(0, self.shift.least - len(self.names))


@dataclass(frozen=True, slots=True)
class Sitter:
    """One person on one shift, and from when to when they are on leave."""

    name: str
    leaves: tuple[tuple[datetime, datetime], ...] = ()

    def is_away(self, begins: datetime, ends: datetime) -> bool:
        """Whether a leave touches the shift."""
        return any(start < ends and begins < end for start, end in self.leaves)


def plan(
    days: Iterable[date],
    shifts: Iterable[ShiftRow],
    sitters: Mapping[tuple[date, str], list[Sitter]],
    zone: tzinfo,
) -> list[Planned]:
    """The shifts of some days with who is there: somebody on leave does not count."""
    found = []
    kinds = list(shifts)
    for day in days:
        midnight = datetime.combine(day, time.min, tzinfo=zone)
        for shift in kinds:
            begins = midnight + timedelta(minutes=shift.begins)
            ends = midnight + timedelta(minutes=shift.ends)
            here = sitters.get((day, shift.kind), [])
            away = {one.name for one in here if one.is_away(begins, ends)}
            names = tuple(one.name for one in here if one.name not in away)
            found.append(Planned(day, shift, begins, ends, names, tuple(sorted(away))))
    return found


def uncovered(shifts: Iterable[ShiftRow]) -> list[tuple[int, int]]:
    """The minutes of a day that no shift covers: there must be none."""
    at, holes = 0, []
    for begins, ends in sorted((shift.begins, shift.ends) for shift in shifts):
        if begins > at:
            holes.append((at, begins))
        at = max(at, ends)
    return [*holes, *([(at, DAY)] if at < DAY else [])]
