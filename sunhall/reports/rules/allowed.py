"""Who writes a report, who approves it, what state it is in (H9)."""

from sunhall.ground.access.actor import Actor
from sunhall.ground.kit.verdict import YES, Verdict, no

DRAFT, APPROVED = "draft", "approved"
STATES = {DRAFT: "草稿", APPROVED: "已审签、已报送"}
LEAST_WORDS = 8


def may_make(actor: Actor) -> Verdict:
    """Have a report made 生成: the schedule, or whoever writes reports."""
    if actor.code != "system" and not actor.may("reports.write"):
        return no("只有热线中心和督查岗位可以生成报告", article="002 二(三)")
    return YES


def may_write(actor: Actor, *, state: str = DRAFT, is_newest: bool = True) -> Verdict:
    """Edit the words of a report, as long as it is a draft and no newer version stands."""
    if not actor.may("reports.write"):
        return no("只有热线中心和督查岗位可以修改报告文字", article="002 二(三)")
    if state != DRAFT:
        return no("报告已经审签报送，不能再改；数字有变化时可以另生成一版")
    if not is_newest:
        return no("这一期已有更新的一版，请改新的一版")
    return YES


def may_approve(
    actor: Actor, *, state: str, authors: frozenset[str], is_newest: bool = True
) -> Verdict:
    """Approve and send 审签报送: somebody who has not written in it."""
    if not actor.may("reports.approve"):
        return no("您的岗位不审签报告", article="002 二(三)")
    if state != DRAFT:
        return no("报告已经审签报送")
    if not is_newest:
        return no("这一期已有更新的一版，请审签新的一版")
    if actor.code in authors:
        return no("报告不能由撰写人自己审签，请另一位审签", article="H9")
    return YES
