"""Timetables 场次安排: which days by rule, and where a holiday moves one (H11; 002)."""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time, timedelta
from itertools import pairwise

from sunhall.clocks.rules.calendar import Calendar
from sunhall.ground.kit.verdict import YES, Verdict, no

HOLIDAY_MOVES = {
    "next": "遇放假顺延到下一个工作日",
    "previous": "遇放假提前到上一个工作日",
    "off": "遇放假当期停办",
}
WEEKDAYS = {1: "周一", 2: "周二", 3: "周三", 4: "周四", 5: "周五", 6: "周六", 7: "周日"}
WEEKS = (1, 2, 3, 4, 5)


@dataclass(frozen=True)
class Timetable:
    """One version of a rule: the n-th weekdays of each month, the hours, and its source."""

    weeks: tuple[int, ...]
    weekday: int
    starts: time
    ends: time
    on_holiday: str
    source: str
    from_on: date
    version: int = 1

    @property
    def words(self) -> str:
        """The rule as the public page states it."""
        every = tuple(self.weeks) == WEEKS
        weeks = "每周" if every else "每月第" + "、".join(map(str, self.weeks)) + "个"
        day = WEEKDAYS[self.weekday]
        hours = f"{self.starts:%H:%M}—{self.ends:%H:%M}"
        return f"{weeks}{day} {hours}，{HOLIDAY_MOVES[self.on_holiday]}"


@dataclass(frozen=True)
class Settled:
    """A day by rule and the day it is really held; `day` empty when it is not held at all."""

    by_rule: date
    day: date | None
    why: str = ""


# What a county starts with; each is a first version that the county replaces by its own.
PHONE_DAYS = Timetable(
    weeks=(1, 3),
    weekday=2,
    starts=time(9),
    ends=time(11, 30),
    on_holiday="next",
    source="每月第一周、第三周的周二为领导班子接听公开电话日（002 二(三)）；钟点和顺延由本县确定",
    from_on=date(2020, 1, 1),
)
PROGRAMME = Timetable(
    weeks=WEEKS,
    weekday=4,
    starts=time(10),
    ends=time(11),
    on_holiday="off",
    source="“阳光政务·服务热线”栏目（000#1 一）；播出时间由本县和县广播电视台确定",
    from_on=date(2020, 1, 1),
)


def days_by_rule(
    tables: Iterable[Timetable], first: date, last: date
) -> list[tuple[date, Timetable]]:
    """The days a rule names from one day to another, each with the version in force on it."""
    found: list[tuple[date, Timetable]] = []
    day = first
    versions = sorted(tables, key=lambda table: (table.from_on, table.version))
    while day <= last:
        standing = [table for table in versions if table.from_on <= day]
        if standing and _named(standing[-1], day):
            found.append((day, standing[-1]))
        day += timedelta(days=1)
    return found


def settle(table: Timetable, by_rule: date, calendar: Calendar) -> Settled:
    """Where a day by rule is held: itself when worked, else where the rule moves it.

    A year that the calendar does not know yet moves nothing: the day is told as the rule has it.
    """
    if not calendar.knows(by_rule) or calendar.is_workday(by_rule):
        return Settled(by_rule, by_rule)
    special = calendar.special(by_rule)
    name = special.name if special else "休息日"
    why = f"{name}放假，{HOLIDAY_MOVES[table.on_holiday].removeprefix('遇放假')}"
    if table.on_holiday == "off":
        return Settled(by_rule, None, why)
    if table.on_holiday == "previous":
        return Settled(by_rule, calendar.nth_workday_before(by_rule, 1), why)
    return Settled(by_rule, calendar.next_workday(by_rule), why)


def may_stand(table: Timetable) -> Verdict:
    """A timetable names weeks, a weekday, hours in order and where it comes from."""
    if not table.weeks or not set(table.weeks) <= set(WEEKS):
        return no("请选择每月的第几个（1 到 5）")
    if any(later <= earlier for earlier, later in pairwise(table.weeks)):
        return no("请按先后顺序选择每月的第几个")
    if table.weekday not in WEEKDAYS:
        return no("请选择星期几")
    if table.ends <= table.starts:
        return no("结束时间应晚于开始时间")
    if table.on_holiday not in HOLIDAY_MOVES:
        return no("请选择遇放假怎样安排")
    if len(table.source.strip()) < 4:
        return no("请写明依据（文件、会议或通知），群众看得到")
    return YES


def _named(table: Timetable, day: date) -> bool:
    if day.isoweekday() != table.weekday:
        return False
    week = (day.day - 1) // 7 + 1
    return week in table.weeks and day.day <= monthrange(day.year, day.month)[1]
