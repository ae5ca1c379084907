"""What the public figures do because time passed."""

from sunhall.ground.access.actor import SYSTEM
from sunhall.sunshine import actions


def release_figures() -> None:
    """Publish each settled month once, and offices and topics at a quarter's end (D2; 0016)."""
    actions.release_figures(by=SYSTEM)
