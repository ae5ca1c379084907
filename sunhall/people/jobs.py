"""What happens to people's data because time passed."""

from sunhall.ground.access.actor import SYSTEM
from sunhall.people import actions


def forget_old_codes() -> None:
    """Delete phone codes of yesterday and before (PIPL 19)."""
    actions.forget_old_codes(by=SYSTEM)
