"""Office hours as people write them: 周一至周五 08:30-12:00 14:30-17:30."""

import re
from collections.abc import Iterable, Sequence
from datetime import time
from itertools import pairwise

from sunhall.clocks.rules.hours import Interval, Week
from sunhall.ground.kit.refusal import refuse

Plain = list[list[list[str]]]

_interval = re.compile(r"(\d{1,2}):(\d{2})[-–—~至](\d{1,2}):(\d{2})")
DAYS = 7


def read_day(text: str, *, field: str) -> tuple[Interval, ...]:
    """Read the intervals of one day, such as `08:30-12:00 14:30-17:30`; empty is closed."""
    plain = text.replace("：", ":").strip()
    found = [_interval_of(match.groups(), field) for match in _interval.finditer(plain)]
    if _interval.sub("", plain).strip(" ,，、;；") or (plain and not found):
        raise refuse("请按“08:30-12:00 14:30-17:30”的格式填写，不办公的日子留空", field=field)
    for (_, closes), (opens, _) in pairwise(found):
        if opens < closes:
            raise refuse("同一天的办公时段请按先后顺序填写，且不要重叠", field=field)
    return tuple(found)


def _interval_of(parts: Sequence[str], field: str) -> Interval:
    hours = [int(part) for part in parts]
    if hours[0] > 23 or hours[2] > 23 or hours[1] > 59 or hours[3] > 59:
        raise refuse("请填写 00:00 到 23:59 之间的时间", field=field)
    opens, closes = time(hours[0], hours[1]), time(hours[2], hours[3])
    if closes <= opens:
        raise refuse("下班时间须晚于上班时间，请核对", field=field)
    return opens, closes


def write_day(intervals: Iterable[Interval]) -> str:
    """Write one day back as people read it."""
    return " ".join(f"{opens:%H:%M}-{closes:%H:%M}" for opens, closes in intervals)


def to_plain(week: Week) -> Plain:
    """A week as plain lists, for a JSON column."""
    return [[[f"{a:%H:%M}", f"{b:%H:%M}"] for a, b in day] for day in week]


def from_plain(plain: Plain) -> Week:
    """A week back from its JSON column."""
    return tuple(
        tuple((time.fromisoformat(a), time.fromisoformat(b)) for a, b in day) for day in plain
    )


def checked(week: Week) -> Week:
    """Refuse a week that is not seven days or that is never open."""
    if len(week) != DAYS:
        raise refuse("请填写周一到周日七天的办公时间", field="week")
    if not any(week):
        raise refuse("请至少填写一天的办公时间", field="week")
    return week
