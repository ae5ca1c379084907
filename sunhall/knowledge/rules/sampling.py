"""Accuracy by sampling 抽检准确率: who draws, and whose eyes come second (norms 1.5; H12)."""

from sunhall.ground.access.actor import Actor
from sunhall.ground.kit.verdict import YES, Verdict, no

MOST = 200
RIGHT, WRONG = "right", "wrong"
MARKS = {RIGHT: "准确", WRONG: "有误"}


def may_sample(actor: Actor) -> Verdict:
    """Draw a sample 抽样: who manages the whole base, never one department for itself."""
    if actor.may("knowledge.manage"):
        return YES
    return no("抽检由统管知识库的人员发起", article="H12")


def may_mark(actor: Actor, hands: frozenset[str]) -> Verdict:
    """Mark 判定 a version right or wrong: nobody who wrote it or let it out."""
    if not (actor.may("knowledge.manage") or actor.may("knowledge.review")):
        return no("抽检由部门负责人或统管知识库的人员判定", article="H12")
    if actor.code in hands:
        return no("您起草或审核过这一版，请由其他人员判定", article="H12")
    return YES
