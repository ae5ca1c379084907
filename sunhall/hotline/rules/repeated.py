"""Repeated requests 重复诉求, and what went to or came from above 越级、上级转办 (H2, H13).

The days within which a matter counts as the same again are the limit HL_REPEAT: a versioned row
of the table with its source. How alike two texts must be is one versioned set of its own.
"""

from dataclasses import dataclass

from sunhall.ground.access.actor import Actor
from sunhall.ground.kit.verdict import YES, Verdict, no

LIMIT = "HL_REPEAT"
# The same person again, or another person about the same thing.
REPEATS = {"person": "重复诉求", "same": "同类诉求"}
# The person went above, or somebody above handed it down.
ABOVE = {"above": "越级反映", "handed": "上级转办"}
LEVELS = {"city": "市级", "province": "省级", "nation": "国家级"}
OUTCOMES = {"reported": "已回报上级", "withdrawn": "登记有误，撤销"}


@dataclass(frozen=True, slots=True)
class Sameness:
    """One version of how alike two texts of one person are to be the same matter."""

    version: str
    source: str
    alike: float = 0.15
    most: int = 20


SAMENESS = Sameness("2026-12", "待核：自拟，尚无公开的判定口径可引；县里可另定")


def may_note_repeat(actor: Actor) -> Verdict:
    """The house compares; people take back what it got wrong."""
    return YES if actor.code == "system" else no("重复由系统比对，人员可以注明不是重复")


def may_deny_repeat(actor: Actor) -> Verdict:
    """Say that it is not the same matter 不是重复."""
    return YES if actor.may("hotline.dispose") else no("由热线坐席注明不是重复")


def may_note_above(actor: Actor) -> Verdict:
    """Write down that it went to, or came from, a higher level."""
    return YES if actor.may("hotline.dispose") else no("由热线坐席登记越级和上级转办")


def may_settle_above(actor: Actor, *, is_open: bool) -> Verdict:
    """Write down that it was reported above, or that the entry was wrong."""
    if not actor.may("hotline.dispose"):
        return no("由热线坐席登记越级和上级转办")
    return YES if is_open else no("没有待回报的上级转办或越级登记")
