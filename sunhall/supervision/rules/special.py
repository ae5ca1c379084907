"""The weekly 《群众约谈工作专报》: its figures in words, who writes and who approves (H7)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sunhall.ground.access.actor import Actor
from sunhall.ground.kit.verdict import YES, Verdict, no

DRAFT, APPROVED = "draft", "approved"
REPORT_STATES = {DRAFT: "草稿", APPROVED: "已审签、已报送"}
MASTHEAD = "群众约谈工作专报"
LAYOUT_VERSION = 1


@dataclass(frozen=True)
class Figure:
    """One number of the report: its words and the kind of fact it counts."""

    code: str
    words: str


FIGURES = (
    Figure("owed", "应约谈"),
    Figure("held", "已约谈"),
    Figure("satisfied", "满意"),
    Figure("understands", "不满意但表示理解"),
    Figure("not", "仍不满意"),
    Figure("late", "约谈超期"),
    Figure("letters", "发出督办函"),
    Figure("listed", "挂号督办"),
    Figure("checked", "纪委督办回访"),
    Figure("findings", "说法不一致"),
)
FIGURE_WORDS = {one.code: one.words for one in FIGURES}


def week_of(day: date) -> tuple[date, date]:
    """Monday and Sunday of the week a day is in."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def may_write(actor: Actor, *, state: str = DRAFT) -> Verdict:
    """Write a special report 撰写专报, as long as it is a draft; the schedule begins it."""
    if actor.code != "system" and not actor.may("supervision.report"):
        return no("只有热线中心和督查岗位可以撰写专报", article="000#1 四")
    if state != DRAFT:
        return no("专报已经审签报送，不能再改")
    return YES


def may_approve(actor: Actor, *, state: str, authors: frozenset[str]) -> Verdict:
    """Approve and send 审签报送: somebody who has not written in it."""
    if not actor.may("supervision.approve"):
        return no("您的岗位不审签专报", article="000#1 四")
    if state != DRAFT:
        return no("专报已经审签报送")
    if actor.code in authors:
        return no("专报不能由撰写人自己审签，请另一位审签", article="H7")
    return YES


def summary(counts: Mapping[str, int]) -> str:
    """The first paragraph: what was owed, held and how the persons saw it."""
    held = counts["held"]
    words = (
        f"本周群众表示不满意、应当约谈{counts['owed']}件，已约谈{held}件，"
        f"约谈超期{counts['late']}件。"
    )
    if not held:
        return words
    good = counts["satisfied"] + counts["understands"]
    return words + (
        f"约谈后群众满意{counts['satisfied']}件，不满意但表示理解{counts['understands']}件，"
        f"仍不满意{counts['not']}件；满意和理解{good}件，占{100 * good / held:.1f}%。"
    )


def supervised(counts: Mapping[str, int]) -> str:
    """The second paragraph: what was done about it at the three levels."""
    return (
        f"热线督办发出督办函{counts['letters']}份；挂号督办{counts['listed']}件；"
        f"纪委督办回访约谈事项{counts['checked']}件，"
        f"发现承办单位记录与群众说法不一致{counts['findings']}处。"
    )
