"""Duty rosters: which there are, and who keeps them (S11, H1, H11)."""

from sunhall.directory.rules.role import may_plan
from sunhall.ground.access.actor import Actor
from sunhall.ground.kit.verdict import YES, Verdict

DUTIES = {
    "leader": "带班领导",
    "watch": "值班人员",
    "assist": "全程协办",
    "saturday": "周六值班",
    "hl_night": "热线夜班",
    "hl_day": "热线日班",
    "hl_eve": "热线晚班",
    "phone": "领导接听",
}
# Rosters that whoever arranges the thing itself keeps: kind → permission.
KEPT_BY = {
    "hl_night": "calls.manage",
    "hl_day": "calls.manage",
    "hl_eve": "calls.manage",
    "phone": "days.keep",
}

# The shifts of the phone desk concern the office only: the public is told who leads and watches.
INNER = frozenset({"hl_night", "hl_day", "hl_eve"})


def may_plan_duty(actor: Actor, kind: str) -> Verdict:
    """Plan a duty 排班: a leader or the system administrator, or whoever keeps this roster."""
    kept = KEPT_BY.get(kind)
    return YES if kept and actor.may(kept) else may_plan(actor, "")
