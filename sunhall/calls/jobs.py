"""What time asks of the phone desk."""

from sunhall.calls import actions
from sunhall.ground.access.actor import SYSTEM


def settle_queue() -> None:
    """Bring waiting callers to ready seats, should an event have been lost (H1)."""
    actions.settle_queue(by=SYSTEM)
