"""Who keeps the registers of the hotline: classes, dispatch catalogue, posts, templates (H2)."""

from sunhall.ground.access.actor import Actor
from sunhall.ground.kit.verdict import YES, Verdict, no

# What a post of the hotline is for.
PURPOSES = {
    "intake": "热线受理",
    "decision": "承办争议裁定",
    "revisit": "回访",
    "discipline": "纪检监察",
    "leader": "呈报领导",
    "joint": "联席会议办事机构",
}


def may_keep_registers(actor: Actor) -> Verdict:
    """Keep the registers 热线登记: whoever manages the hotline."""
    if actor.code == "system" or actor.may("hotline.registers"):
        return YES
    return no("只有热线管理人员可以维护热线登记")
