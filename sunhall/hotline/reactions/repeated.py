"""What was received is compared with what its person said before (H2, H13)."""

from typing import Any

from sunhall.ground.access.actor import SYSTEM
from sunhall.ground.journal.record import Recorded
from sunhall.hotline import actions


def note_repeat(recorded: Recorded) -> None:
    """重复诉求: the same person, the same matter, within the days of the limit table."""
    event: Any = recorded.event
    actions.note_repeat(event.matter, by=SYSTEM)
