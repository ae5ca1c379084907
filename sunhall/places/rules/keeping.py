"""Who keeps the place map."""

from sunhall.ground.access.actor import Actor
from sunhall.ground.kit.verdict import YES, Verdict, no


def may_manage(actor: Actor) -> Verdict:
    """Places are added, renamed, closed and imported by the system administrator (K5)."""
    if actor.code == "system" or actor.may("places.manage"):
        return YES
    return no("区划由系统管理员维护")
