"""Rooms and appointments 约谈室与预约: what is free, what may be taken (H6; 000#1 二)."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from sunhall.ground.kit.verdict import YES, Verdict, no

Span = tuple[datetime, datetime]

QUARTER = timedelta(minutes=15)
# How long a dialogue may be planned for, in minutes.
LENGTHS = {30: "30 分钟", 45: "45 分钟", 60: "1 小时", 90: "1 个半小时", 120: "2 小时"}
USUAL_LENGTH = 60
BOOKING_ENDS = {"moved": "改期", "cancelled": "取消", "held": "已约谈"}
REPLIES = {"accept": "按时参加", "other": "希望改时间"}

# A home is entered by two at least, so that what was said there has a witness. No law was found
# that orders it for a talk (行政复议法 45 orders it for taking evidence), so the rule says 待核.
HOME_LEAST = 2
HOME_SOURCE = "本系统建议值（待核：没有查到规定，参照行政复议法 45 调查取证不少于两人）"


def quarters(starts: datetime, ends: datetime) -> list[datetime]:
    """The quarters of an hour that an appointment touches, whole ones from the clock's own."""
    at = starts - timedelta(
        minutes=starts.minute % 15, seconds=starts.second, microseconds=starts.microsecond
    )
    found = []
    while at < ends:
        found.append(at)
        at += QUARTER
    return found


def free_between(opened: Iterable[Span], taken: Sequence[Span]) -> list[Span]:
    """The parts of the opening hours that no appointment touches."""
    free = []
    for opens, closes in opened:
        at = opens
        for starts, ends in sorted(taken):
            if ends <= at or starts >= closes:
                continue
            if starts > at:
                free.append((at, starts))
            at = max(at, ends)
        if at < closes:
            free.append((at, closes))
    return free


def may_use_room(opened: Iterable[Span], starts: datetime, ends: datetime) -> Verdict:
    """A room is used while its house is open; a room that opens late is asked nothing here."""
    if any(opens <= starts and ends <= closes for opens, closes in opened):
        return YES
    return no("这间约谈室只在办公时间开放，请换一个时间，或选择晚上和周末可约的约谈室")


def may_visit_home(persons: int) -> Verdict:
    """Nobody goes to somebody's home alone 入户不少于两人."""
    if persons >= HOME_LEAST:
        return YES
    return no("入户约谈须有两人以上同去，请选择同行人员", article=HOME_SOURCE)
