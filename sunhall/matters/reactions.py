"""What the spine does when something below it changed."""

from datetime import date
from typing import Any

from sunhall.ground.access.actor import SYSTEM
from sunhall.ground.journal.record import Recorded
from sunhall.matters import actions


def recompute_after_calendar(recorded: Recorded) -> None:
    """Begin to recompute every running limit that the changed days touch (K3)."""
    changed: Any = recorded.event
    actions.begin_recomputation(
        changed.version,
        first=date.fromisoformat(changed.first),
        last=date.fromisoformat(changed.last),
        place=changed.place,
        why=changed.why,
        by=SYSTEM,
    )


def go_on_recomputing(recorded: Recorded) -> None:
    """Recompute the next batch; claim, batch and the next delivery commit together (K3)."""
    told: Any = recorded.event
    actions.advance_recomputation(told.version, done=getattr(told, "done", 0), by=SYSTEM)


def erase_words_about(recorded: Recorded) -> None:
    """When a person is erased, what was said in their matters goes too (PIPL 47)."""
    told: Any = recorded.event
    actions.erase_words(told.person, by=SYSTEM)
