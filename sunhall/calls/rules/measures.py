"""Figures of the phone desk 电话指标: formula and source each, never a number without both.

GB/T 33357-2016 could not be read; the formulae are common practice (norms 1.5), the limits of 15 s
and 95 % are those of GB/T 33358-2016. Nothing is counted by person (国办函〔2026〕12号).
"""

from collections.abc import Mapping
from dataclasses import dataclass

STANDARD = "GB/T 33358-2016 政府热线服务规范"


@dataclass(frozen=True, slots=True)
class Measure:
    """What is counted over what, what is left out, and which value is asked for by whom."""

    code: str
    words: str
    over: str
    under: str
    left_out: str
    unit: str = "%"
    target: float | None = None
    source: str = ""


# A call is answered in time within so many seconds.
SECONDS = 15

MEASURES: Mapping[str, Measure] = {
    row.code: row
    for row in (
        Measure(
            "answered", "接通率", "人工接听的来电", "要求人工服务的来电",
            "只用语音自助查询、没有要求人工的来电；仍在排队的来电", target=0.95, source=STANDARD,
        ),
        Measure(
            "in_15s", "15 秒接通率", "15 秒内由人工接听的来电", "要求人工服务的来电",
            "同接通率", source=STANDARD,
        ),
        Measure(
            "abandoned", "放弃率", "没有接通就挂断的来电", "要求人工服务的来电",
            "同接通率", source="通行算法：与接通率合计为 1",
        ),
        Measure(
            "called_back", "漏接回拨率", "已经回拨过的漏接来电", "漏接的来电",
            "没有等到回拨、自己又打进来并接通的来电；没有号码、无法回拨的来电",
            source="国办函〔2025〕66号：漏接回拨",
        ),
        Measure(
            "waited", "平均等待", "从要求人工到人工接听的秒数", "人工接听的来电",
            "没有接通的来电", unit="s", source="通行算法",
        ),
        Measure(
            "talked", "平均通话", "从人工接听到挂断的秒数", "人工接听并已结束的来电",
            "通话中的来电", unit="s", source="通行算法",
        ),
    )
}  # fmt: skip
