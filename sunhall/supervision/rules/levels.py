"""Levels 督办等级 and triggers 督办情形, as data with their source (H7; 潍坊条例 26; 000#1 四).

A county's own set is another version of these tables; a letter says under which it was sent.
"""

from dataclasses import dataclass

VERSION = 1
SOURCE = "潍坊市12345政务服务便民热线条例第二十六条"


@dataclass(frozen=True)
class Level:
    """One level: what it is called, who may order it, under which limit it is answered."""

    code: str
    words: str
    permission: str
    limit: str


@dataclass(frozen=True)
class Trigger:
    """One situation that calls for supervision; `auto` ones the schedule proposes by itself."""

    code: str
    words: str
    auto: bool = True


LEVELS = (
    Level("daily", "日常督办", "supervision.order", "SV_DAILY"),
    Level("listed", "挂牌督办", "supervision.list", "SV_LISTED"),
    Level("talk", "约谈督办", "supervision.talk", "SV_TALK"),
)
TRIGGERS = (
    Trigger("refused", "拒不受理、不签收"),
    Trigger("overdue", "超过期限未办结"),
    Trigger("unsolved", "应当解决而未解决"),
    Trigger("poor", "办理不力，造成不良影响"),
    Trigger("other", "其他需要督办的情形", auto=False),
)
LEVEL_WORDS = {one.code: one.words for one in LEVELS}
TRIGGER_WORDS = {one.code: one.words for one in TRIGGERS}


def level_of(code: str) -> Level | None:
    """The level with this code."""
    return next((one for one in LEVELS if one.code == code), None)


def next_level(code: str) -> str:
    """The level above; the highest stays what it is."""
    codes = [one.code for one in LEVELS]
    return codes[min(codes.index(code) + 1, len(codes) - 1)] if code in codes else codes[0]


@dataclass(frozen=True)
class Past:
    """One earlier letter about a matter, as the next level looks at it."""

    level: str
    is_open: bool
    is_late: bool


def level_due(letters: list[Past]) -> str:
    """Which level is due now, from the letters so far, the oldest first; empty while one runs.

    催办, 日常督办, 挂牌督办, 约谈督办: each step is taken only when the one before has not helped.
    """
    if not letters:
        return LEVELS[0].code
    last = letters[-1]
    if last.is_open and not last.is_late:
        return ""
    if last.is_open and last.level == LEVELS[-1].code:
        return ""
    return next_level(last.level) if last.is_late else last.level
