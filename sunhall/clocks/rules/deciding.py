"""Who may change what time means: proposing and approving are two people 四眼原则 (K3)."""

from sunhall.ground.access.actor import SYSTEM, Actor
from sunhall.ground.kit.verdict import YES, Verdict, no

MANAGE = "clocks.manage"
APPROVE = "clocks.approve"


def may_manage(actor: Actor) -> Verdict:
    """Whether someone may change the calendar, office hours, limits or lights."""
    if actor == SYSTEM or actor.may(MANAGE):
        return YES
    return no("只有负责工作日历与时限规则的岗位可以修改，请联系系统管理员", article="K3")


def may_approve(actor: Actor, proposed_by: str, state: str) -> Verdict:
    """Whether someone may decide on a proposed notice or day; never who proposed it."""
    if state != "proposed":
        return no("这份安排已经处理过，请刷新页面查看结果", article="K3")
    if actor == SYSTEM or not actor.may(APPROVE):
        return no("只有负责审批工作日历的岗位可以审批，请联系安全管理员", article="K3")
    if actor.code == proposed_by:
        return no("录入和审批须由两个人完成，请由另一位有审批权限的同事审批", article="K3")
    return YES
