"""What the spine does when something below it changed."""

from datetime import date

from sunhall.clocks import queries as clock_queries
from sunhall.clocks.events import CalendarChanged
from sunhall.ground.access.actor import SYSTEM
from sunhall.ground.journal.record import Recorded
from sunhall.matters import actions, queries

BATCH = 500


def recompute_after_calendar(recorded: Recorded) -> None:
    """Recompute every running limit that the changed days touch, and journal each move (K3)."""
    changed = recorded.event
    if not isinstance(changed, CalendarChanged):
        return
    first, last = date.fromisoformat(changed.first), date.fromisoformat(changed.last)
    after = 0
    with clock_queries.steady():
        while batch := queries.counting_over(
            first, last, place=changed.place, after=after, limit=BATCH
        ):
            after = batch[-1][0]
            for _, number in batch:
                actions.recompute_limits(number, reason=changed.why, by=SYSTEM)
