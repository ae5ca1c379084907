"""Who may take requests in: the person, a seat of the hotline, an import (H1, H8)."""

from sunhall.ground.access.actor import Actor
from sunhall.ground.kit.verdict import YES, Verdict, no

# Channels through which people file by themselves.
OWN_CHANNELS = ("web", "sms", "wechat")
# Channels on which somebody else carries it, and what they must be for that.
CARRIED_BY = {"api": "hotline.hand_in", "agent": "hotline.on_behalf"}


def may_receive(actor: Actor, channel: str) -> Verdict:
    """Register 登记: anybody for themselves, for others only the seats of the hotline (H1)."""
    if channel in OWN_CHANNELS or actor.code == "system" or actor.may("hotline.register"):
        return YES
    if channel in CARRIED_BY and actor.may(CARRIED_BY[channel]):
        return YES
    return no("只有热线坐席可以代诉求人登记", article="H1")


def may_import(actor: Actor) -> Verdict:
    """Import 导入 from other systems, and see what came of it (H8)."""
    if actor.code == "system" or actor.may("hotline.import"):
        return YES
    return no("只有负责导入的人员可以导入诉求", article="H8")
