"""Limits 期限, pauses 中止 and the due moment 届满时刻 as plain values (K3)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Literal

from sunhall.clocks.rules.calendar import Calendar
from sunhall.clocks.rules.hours import OfficeHours, end_of
from sunhall.ground.kit.now import LOCAL
from sunhall.ground.kit.refusal import refuse

LimitKind = Literal["legal", "promised", "step"]

ONE_DAY = timedelta(days=1)


class Unit(StrEnum):
    """What a limit is counted in."""

    WD = "WD"  # working days 工作日
    CD = "CD"  # calendar days 自然日, ending where they end
    CDR = "CDR"  # calendar days; a last day off rolls to the next working day (民法典 203)
    H = "H"  # hours from the moment 小时 (民法典 201 ¶2)
    WH = "WH"  # hours while the office is open 工作小时
    M = "M"  # months 月 (民法典 202)
    Y = "Y"  # years 年


HOURLY = frozenset({Unit.H, Unit.WH})
ROLLING = frozenset({Unit.CDR, Unit.M, Unit.Y})


@dataclass(frozen=True, slots=True)
class Limit:
    """How long someone has: legal 法定, promised 承诺 or one step 环节.

    `strict` keeps a limit that runs against the authority from rolling over a holiday.
    `closes_with_office` lets the last day end at closing time rather than at 24:00.
    """

    n: int
    unit: Unit
    kind: LimitKind = "legal"
    strict: bool = False
    closes_with_office: bool = True

    def __post_init__(self) -> None:
        if self.n < 0:
            raise refuse("期限不能是负数，请输入 0 或更大的整数。", field="n")

    @property
    def is_hourly(self) -> bool:
        """Whether the limit runs by the hour and not by the day."""
        return self.unit in HOURLY

    @property
    def rolls(self) -> bool:
        """Whether a last day off passes to the next working day (民法典 203 ¶1)."""
        return self.unit in ROLLING and not self.strict

    def extended(self, n: int) -> "Limit":
        """The limit with n more units 延长."""
        return replace(self, n=self.n + n)


@dataclass(frozen=True, slots=True)
class Pause:
    """A time the law does not count 不计入期限, with its ground and the number of its paper."""

    from_at: datetime
    to_at: datetime | None = None
    ground: str = ""
    paper: str = ""


@dataclass(frozen=True, slots=True)
class Due:
    """When a limit ends, and on what that rests.

    While a pause is open there is no due moment: `at` is None and `remaining` says how much
    is left, in days, or in seconds for an hourly limit.
    """

    at: datetime | None
    last_day: date | None
    counted_days: int
    remaining: int
    provisional: bool
    calendar_version: int

    @property
    def is_stopped(self) -> bool:
        """Whether the clock stands still 暂停."""
        return self.at is None


DayRange = tuple[int, int | None]
InstantRange = tuple[datetime, datetime | None]


def paused_days(
    pauses: Iterable[Pause], calendar: Calendar, hours: OfficeHours | None
) -> list[DayRange]:
    """The days that do not count because of pauses, as ordinals, merged and in order.

    A day counts only when it has ended with no pause in force on any part of it: the law does
    not count the time an excluded step needs (行政许可法 45), days are counted whole, and the
    day the clock resumes is the day of an event, which is not counted either (民法典 201).
    A day ends for this purpose when the limit's last day would: with closing hours at closing
    time, so that a pause noted in the evening cannot rescue a limit that has just passed.
    """
    ranges = []
    for pause in pauses:
        if pause.to_at is not None and pause.to_at <= pause.from_at:
            continue
        first = pause.from_at.astimezone(LOCAL).date()
        if pause.from_at >= end_of(first, calendar, hours):
            first += ONE_DAY
        last = _last_paused_day(pause)
        if last is None or first <= last:
            ranges.append((first.toordinal(), None if last is None else last.toordinal()))
    return _merged_days(ranges)


def paused_spans(pauses: Sequence[Pause]) -> list[InstantRange]:
    """The instants that do not count because of pauses, merged and in order."""
    merged: list[InstantRange] = []
    for pause in sorted(pauses, key=lambda pause: pause.from_at):
        if pause.to_at is not None and pause.to_at <= pause.from_at:
            continue
        if merged and (merged[-1][1] is None or pause.from_at <= merged[-1][1]):
            begin, end = merged[-1]
            longer = None if end is None or pause.to_at is None else max(end, pause.to_at)
            merged[-1] = (begin, longer)
        else:
            merged.append((pause.from_at, pause.to_at))
    return merged


def _last_paused_day(pause: Pause) -> date | None:
    if pause.to_at is None:
        return None
    # An end at exactly 00:00 leaves the day it begins untouched.
    return (pause.to_at.astimezone(LOCAL) - timedelta(microseconds=1)).date()


def _merged_days(ranges: list[DayRange]) -> list[DayRange]:
    merged: list[DayRange] = []
    for first, last in sorted(ranges, key=lambda each: each[0]):
        if merged and (merged[-1][1] is None or first <= merged[-1][1] + 1):
            begin, end = merged[-1]
            merged[-1] = (begin, None if end is None or last is None else max(end, last))
        else:
            merged.append((first, last))
    return merged
