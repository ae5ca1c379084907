"""What phone days and programmes do when time passes."""

from sunhall.days import actions
from sunhall.ground.access.actor import SYSTEM


def plan_ahead() -> None:
    """The days of the coming weeks stand on the page before anybody asks for them (H11)."""
    actions.plan_ahead(by=SYSTEM)


def forget_callers() -> None:
    """Who asked and did not want it filed is not kept longer than it serves (PIPL 19)."""
    actions.forget_callers(by=SYSTEM)
