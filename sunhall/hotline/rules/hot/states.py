"""Who answers a hot issue, who ends it: states and verdicts (H9)."""

from dataclasses import dataclass

from sunhall.ground.access.actor import Actor
from sunhall.ground.kit.verdict import YES, Verdict, no

MANAGE = "hotline.hot"

# New, owned by a post, answered by it, ended by a person; cooled while nobody speaks of it.
STATES = {
    "found": "待定责",
    "owned": "办理中",
    "answered": "已回应，待确认",
    "ended": "已结束",
    "cooled": "已降温",
}
OPEN = ("found", "owned", "answered")


@dataclass(frozen=True, slots=True)
class HotFacts:
    """What the verdicts on a hot issue look at."""

    state: str
    owner: str = ""


def may_note(actor: Actor) -> Verdict:
    """The night's grouping is the schedule's; people correct it by name."""
    return YES if actor.code == "system" else no("热点由系统每晚归集，人员可以移出或结束")


def may_give(actor: Actor, facts: HotFacts) -> Verdict:
    """Say which post must answer 定责任岗位."""
    if not actor.may(MANAGE):
        return no("由热线负责人、督查或领导确定责任岗位")
    return YES if facts.state != "ended" else no("这个热点已经结束")


def may_answer(actor: Actor, facts: HotFacts) -> Verdict:
    """Only the post that was named answers."""
    if facts.state != "owned":
        return no("这个热点没有待回应的责任岗位")
    return YES if facts.owner in actor.posts else no("由责任岗位回应")


def may_end(actor: Actor, facts: HotFacts) -> Verdict:
    """End 结束: what has an owner is answered first; who answered does not confirm it."""
    if not actor.may(MANAGE):
        return no("由热线负责人、督查或领导结束")
    if facts.state == "ended":
        return no("这个热点已经结束")
    if facts.state == "owned":
        return no("责任岗位还没有回应，请先催办")
    if facts.state == "answered" and facts.owner in actor.posts:
        return no("回应的岗位不能自己确认，请由其他人结束")
    return YES


def may_leave_out(actor: Actor, facts: HotFacts) -> Verdict:
    """Take a request out that is about something else 移出."""
    if not actor.may(MANAGE):
        return no("由热线负责人、督查或领导移出")
    return YES if facts.state != "ended" else no("这个热点已经结束")
