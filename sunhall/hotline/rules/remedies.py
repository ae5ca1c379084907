"""What the law still gives whoever is not content 法定救济途径: where, by when, by which article.

Versioned: each row holds from a day on and names the law it was read in, so that a decision tells
what was in force when it was made. A county adds rows; it does not overwrite them.

Compared on 2026-12-01 with the texts as published: 信访工作条例 35、36, 行政复议法（2023 修订）
20、23、24、27, 行政诉讼法（2017 修正）18、44–46 and 人民调解法 4、17 in full; 劳动争议调解仲裁法
21、27, 民事诉讼法（2023 修正）22 and 民法典 188 as quoted elsewhere in the same words.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Remedy:
    """One road the law gives: its words, where it is walked, within what, and the article."""

    code: str
    words: str
    where: str
    within: str
    article: str
    from_on: date
    to_on: date | None = None


REMEDIES = (
    Remedy(
        "review",
        "信访复查",
        "原办理机关、单位的上一级机关、单位",
        "自收到书面答复之日起 30 日内",
        "信访工作条例 35",
        date(2022, 5, 1),
    ),
    Remedy(
        "recheck",
        "信访复核",
        "复查机关、单位的上一级机关、单位",
        "自收到复查意见之日起 30 日内",
        "信访工作条例 36",
        date(2022, 5, 1),
    ),
    Remedy(
        "reconsider",
        "行政复议",
        "作出行政行为的部门的本级人民政府；镇街的行政行为向县级人民政府；"
        "海关、金融、外汇、税务、国家安全机关的向上一级主管部门",
        "自知道或者应当知道该行政行为之日起 60 日内",
        "行政复议法 20、24、27",
        date(2024, 1, 1),
    ),
    Remedy(
        "sue",
        "行政诉讼",
        "最初作出行政行为的机关所在地人民法院",
        "自知道或者应当知道作出行政行为之日起 6 个月内；不服复议决定的 15 日内；"
        "认为行政机关没有履行法定职责等情形，须先申请行政复议",
        "行政诉讼法 18、44、45、46；行政复议法 23",
        date(2017, 7, 1),
    ),
    Remedy(
        "labour",
        "劳动人事争议仲裁",
        "劳动合同履行地或者用人单位所在地的仲裁委员会",
        "自知道或者应当知道权利被侵害之日起 1 年内",
        "劳动争议调解仲裁法 21、27",
        date(2008, 5, 1),
    ),
    Remedy(
        "mediate",
        "人民调解",
        "村（社区）、镇街的人民调解委员会",
        "随时可以申请，不收费",
        "人民调解法 4、17",
        date(2011, 1, 1),
    ),
    Remedy(
        "civil",
        "民事诉讼",
        "被告住所地人民法院",
        "诉讼时效一般为 3 年",
        "民事诉讼法 22；民法典 188",
        date(2022, 1, 1),
    ),
)
REDO = "redo"
DECISIONS = {
    "uphold": "维持原答复",
    "amend": "变更原答复",
    REDO: "责成有关单位继续办理",
}


def remedies_on(day: date) -> dict[str, Remedy]:
    """The roads in force on a day, by code."""
    return {
        row.code: row
        for row in REMEDIES
        if row.from_on <= day and (row.to_on is None or day < row.to_on)
    }


def told(remedies: Iterable[Remedy]) -> str:
    """The roads as a decision names them, one a line."""
    return "\n".join(f"{r.words}：{r.where}；{r.within}（{r.article}）" for r in remedies)
