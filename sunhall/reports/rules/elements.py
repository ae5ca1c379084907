"""The ten elements 十要素 of a request as the journal tells them (H9; 002 二(三)).

反映人、反映时间、反映渠道、类型分类、受理意见、办理时限、处理结果、具体承办人、具体督办人、回访情况.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from sunhall.ground.kit.now import LOCAL
from sunhall.hotline.rules import CHANNELS, DISPOSALS
from sunhall.matters.rules import ALL_OUTCOMES
from sunhall.reports.rules.periods import DAY
from sunhall.supervision.rules import LEVEL_WORDS

SOURCE = "002 二(三) 日汇总、周报告、月分析"
TOP, TOWN = 2, 9
LISTED = "registered"


@dataclass(frozen=True, slots=True)
class Happened:
    """One fact that a figure counts: what, when, the entry that tells it, and how it ended."""

    figure: str
    at: datetime
    entry: str
    result: str = ""


@dataclass(slots=True)
class Elements:
    """What the journal tells of one request up to an instant.

    `met` says whether the reply came within its limit, None while it has not come; `supervised`
    are levels with who ordered them; `is_new` says that it was received within the period.
    """

    number: str
    opened_at: datetime | None = None
    place: str = ""
    channel: str = ""
    is_named: bool = False
    is_confidential: bool = False
    is_replayed: bool = False
    class_code: str | None = None
    stage: str = ""
    opinion: str = ""
    has_limit: bool = False
    met: bool | None = None
    has_passed: bool = False
    is_paused: bool = False
    answered_at: datetime | None = None
    outcome: str = ""
    satisfied: bool | None = None
    post: str = ""
    office: str = ""
    staff: str = ""
    supervised: list[tuple[str, str]] = field(default_factory=list)
    revisit: str = ""
    talked: str = ""
    happened: list[Happened] = field(default_factory=list)
    is_new: bool = False

    @property
    def is_late(self) -> bool:
        """超期: answered after the limit, or the limit has passed without an answer (H4)."""
        return self.met is False or (self.has_passed and self.met is None)

    @property
    def limit(self) -> str:
        """Where its limit stands."""
        if self.is_late:
            return "late"
        if self.answered_at is not None:
            return "on_time" if self.has_limit else "none"
        return "paused" if self.is_paused else "running"


@dataclass(frozen=True)
class Element:
    """One element a report is counted by: its words, its values, how a request tells it.

    Values of registers (classes, offices, places) have no words here; who reads them gives names.
    """

    code: str
    words: str
    of: Callable[[Elements, str], str]
    values: dict[str, str] = field(default_factory=dict)


def _who(one: Elements, kind: str) -> str:
    if one.is_confidential:
        return "confidential"
    return "named" if one.is_named else "anonymous"


def _when(one: Elements, kind: str) -> str:
    if one.opened_at is None:
        return ""
    local = one.opened_at.astimezone(LOCAL)
    return f"{local:%H}" if kind == DAY else f"{local:%F}"


def _supervised(one: Elements, kind: str) -> str:
    levels = [level for level, _by in one.supervised]
    order = [LISTED, *reversed(list(LEVEL_WORDS))]
    return next((level for level in order if level in levels), "")


OPINIONS = {
    "": "待处置",
    **DISPOSALS,
    "emergency": "转接紧急热线",
    "refused": "不予受理",
    "merged": "并单",
    "withdrawn": "诉求人撤回",
}
LIMITS = {
    "on_time": "按时答复",
    "late": "超期",
    "running": "期限内办理",
    "paused": "暂停计时",
    "none": "没有期限",
}
REVISITS = {
    "": "尚未回访",
    "satisfied": "满意",
    "understands": "不满意但表示理解",
    "not": "不满意",
    "unreached": "未联系上",
}
WHO = {"named": "留有姓名或电话", "confidential": "要求保密", "anonymous": "未留姓名电话"}
SUPERVISED = {"": "没有督办", **LEVEL_WORDS, LISTED: "挂号督办"}

# In the order of the source; place and office are no elements of their own and stand behind them.
ELEMENTS = (
    Element("who", "反映人", _who, WHO),
    Element("when", "反映时间", _when),
    Element("channel", "反映渠道", lambda one, kind: one.channel, CHANNELS),
    Element("class", "类型分类", lambda one, kind: (one.class_code or "")[:TOP]),
    Element("opinion", "受理意见", lambda one, kind: one.opinion, OPINIONS),
    Element("limit", "办理时限", lambda one, kind: one.limit, LIMITS),
    Element("result", "处理结果", lambda one, kind: one.outcome, {"": "尚未答复", **ALL_OUTCOMES}),
    Element("handler", "具体承办人", lambda one, kind: one.post),
    Element("supervisor", "具体督办人", _supervised, SUPERVISED),
    Element("revisit", "回访情况", lambda one, kind: one.revisit, REVISITS),
)
PLACE = Element("place", "反映地点", lambda one, kind: one.place[:TOWN])
OFFICE = Element("office", "承办单位", lambda one, kind: one.office)
COUNTED = (*ELEMENTS, PLACE, OFFICE)


def element(code: str) -> Element | None:
    """The element with this code."""
    return next((one for one in COUNTED if one.code == code), None)
