"""Grounds on which the law does not count time 不计入期限的事由, each with its article (K3).

Seed data for `actions.seed_grounds`, as norms 2.2 prints them; from then on a ground is a
versioned row. What merely takes long is no ground: it needs an extension with an approver.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sunhall.clocks.rules.table import DISCLOSURE, LICENSING, PETITIONS, REVIEW
from sunhall.ground.kit.refusal import refuse


@dataclass(frozen=True, slots=True)
class Ground:
    """One ground 暂停事由. `stops` names the limits it stops, by the beginning of their codes."""

    code: str
    words: str
    article: str
    stops: tuple[str, ...]
    paper: str = "书面告知书"
    source: str = "法律文本"
    note: str = ""
    from_on: date | None = None
    to_on: date | None = None
    version: int = 0

    def fits(self, limits: Iterable[str]) -> bool:
        """Whether it stops any of these limits."""
        return any(limit.startswith(self.stops) for limit in limits)

    def holds(self, on: date) -> bool:
        """Whether it is in force on a day."""
        began = self.from_on is None or self.from_on <= on
        return began and (self.to_on is None or on <= self.to_on)


def check_ground(ground: Ground) -> None:
    """Refuse a ground without words, article, source, paper or limits."""
    for field, words in (
        ("words", "暂停事由"),
        ("article", "法律依据（写到条）"),
        ("source", "来源"),
        ("paper", "须有的文书"),
    ):
        if not getattr(ground, field).strip():
            raise refuse("请填写{words}", field=field, words=words)
    if not ground.stops or not all(ground.stops):
        raise refuse("请至少填写一个适用的时限代码或代码开头，如 HL_", field="stops")
    if ground.to_on and ground.from_on and ground.to_on < ground.from_on:
        raise refuse("失效日期须不早于生效日期，请核对", field="to_on")


ARTICLE_45 = "行政许可法第四十五条"
TOLD_TIME = "写明所需时间的书面告知书"
BY_ANALOGY = "热线诉求参照适用"


def _excluded(code: str, words: str) -> Ground:
    """One of the eight kinds of time that a decision on a permit does not count."""
    return Ground(
        f"XK45_{code}", words, ARTICLE_45, ("XK_", "HL_"), TOLD_TIME, note=BY_ANALOGY,
        from_on=LICENSING,
    )  # fmt: skip


GROUNDS: tuple[Ground, ...] = (
    _excluded("HEARING", "听证"),
    _excluded("TENDER", "招标"),
    _excluded("AUCTION", "拍卖"),
    _excluded("INSPECTION", "检验"),
    _excluded("TESTING", "检测"),
    _excluded("QUARANTINE", "检疫"),
    _excluded("APPRAISAL", "鉴定"),
    _excluded("REVIEW", "专家评审"),
    Ground(
        "GK33_THIRD", "征求第三方意见", "政府信息公开条例第三十三条", ("GK_REPLY",),
        "征求意见书", from_on=DISCLOSURE,
    ),
    Ground(
        "GK33_ORGAN", "征求其他机关意见", "政府信息公开条例第三十三条", ("GK_REPLY",),
        "征求意见书", from_on=DISCLOSURE,
    ),
    Ground(
        "XF36_HEARING", "复核听证", "信访工作条例第三十六条", ("XF_RECHECK",), "听证通知书",
        from_on=PETITIONS,
    ),
    Ground(
        "FY20_FORCE", "不可抗力", "行政复议法第二十条", ("FY_APPLY",), "证明材料",
        note="或者其他正当理由；自障碍消除之日起继续计算", from_on=REVIEW,
    ),
)  # fmt: skip
