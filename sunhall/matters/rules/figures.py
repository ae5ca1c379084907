"""Figures of the spine, each with what it counts, so that anyone can recompute it (D2; norms 1.5).

A county may redefine them; until then these hold. Period means the local day of receipt.
"""

from collections.abc import Mapping
from dataclasses import dataclass

PLACES = 4
NO_EXCLUSION = "无"
HOUSE = "本系统口径，县里可以另定"
PRACTICE = "12345 热线通行指标（按时办结率以到期件为分母，不以办结件为分母）"


@dataclass(frozen=True, slots=True)
class Definition:
    """One figure 指标: its name, what it means in words, and what is divided by what."""

    name: str
    words: str
    meaning: str
    numerator: str
    denominator: str = ""
    exclusions: str = NO_EXCLUSION
    source: str = HOUSE
    is_rate: bool = False


RECEIVED = Definition(
    "received", "收到", "期内收到的事项件数，按收到之日（北京时间）计入", "收到件数"
)
ANSWERED = Definition(
    "answered",
    "已答复",
    "期内收到、截至统计时刻已有首次答复的件数（含并单告知、撤回，以及来源系统只给出办结时间的历史件）",
    "已答复件数",
)
ON_TIME = Definition(
    "on_time",
    "按时答复",
    "首次答复不晚于答复期限届满时刻的件数；期限按工作日历计算，依法暂停和批准延期的时间已经计入",
    "按时答复件数",
)
LATE = Definition(
    "late",
    "超期",
    "首次答复晚于期限届满时刻，或者期限已经届满仍未答复的件数；超期后再答复仍算超期",
    "超期件数",
)
OPEN = Definition("open", "未答复", "截至统计时刻还没有首次答复的件数", "未答复件数")
ON_TIME_RATE = Definition(
    "on_time_rate",
    "按时答复率",
    "按时答复件数占到期件数的比例",
    "按时答复件数",
    "按时答复件数与超期件数之和（到期件）",
    "期限未届满且未答复的件；暂停计时中的件",
    PRACTICE,
    is_rate=True,
)
LATE_RATE = Definition(
    "late_rate",
    "超期率",
    "超期件数占到期件数的比例，与按时答复率合计为 1",
    "超期件数",
    "按时答复件数与超期件数之和（到期件）",
    "期限未届满且未答复的件；暂停计时中的件",
    PRACTICE,
    is_rate=True,
)
MEDIAN = Definition(
    "median_working_days",
    "答复用时中位数（工作日）",
    "从收到次日数到首次答复当日的工作日数，取中位数；两件之间按线性插值",
    "首次答复用时（工作日）",
    "已答复件数",
    "未答复的件",
)
P90 = Definition(
    "p90_working_days",
    "答复用时九成分位（工作日）",
    "从收到次日数到首次答复当日的工作日数，九成的件不超过此数；两件之间按线性插值",
    "首次答复用时（工作日）",
    "已答复件数",
    "未答复的件",
)
REPLY_RATE = Definition(
    "reply_rate",
    "答复率",
    "已答复件数占收到件数的比例",
    "已答复件数",
    "收到件数",
    source=PRACTICE,
    is_rate=True,
)
SATISFACTION_RATE = Definition(
    "satisfaction_rate",
    "满意率",
    "诉求人最近一次表示满意（含基本满意）的件数占有明确表示的件数的比例；"
    "表示包括本人评价、回访记录和约谈结果",
    "满意件数",
    "有明确表示的件数",
    "没有表示的件；没有联系上的回访",
    PRACTICE,
    is_rate=True,
)

FIGURES = (
    RECEIVED,
    ANSWERED,
    ON_TIME,
    LATE,
    OPEN,
    ON_TIME_RATE,
    LATE_RATE,
    MEDIAN,
    P90,
    REPLY_RATE,
    SATISFACTION_RATE,
)


def share(part: int, whole: int) -> float | None:
    """A rate, rounded; None when there is nothing to divide by."""
    return round(part / whole, PLACES) if whole else None


def quantile(counts: Mapping[int, int], at: float) -> float | None:
    """The quantile of values given by how often each occurs, by linear interpolation."""
    total = sum(counts.values())
    if not total:
        return None
    place = (total - 1) * at
    below = int(place)
    low, high = _ranked(counts, below), _ranked(counts, min(below + 1, total - 1))
    return round(low + (high - low) * (place - below), PLACES)


def _ranked(counts: Mapping[int, int], rank: int) -> int:
    """The value that stands at a rank, counted from 0."""
    for value in sorted(counts):
        rank -= counts[value]
        if rank < 0:
            return value
    raise ValueError("the rank lies beyond the values")
