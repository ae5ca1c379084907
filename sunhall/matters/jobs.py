"""What the spine does when time passes: reminders and overdue notes, each exactly once (K3)."""

from sunhall.ground.access.actor import SYSTEM
from sunhall.ground.kit.now import now
from sunhall.matters import actions, queries

# So many a minute: more than a city needs, and no other work waits longer than some seconds.
BATCH = 2_000


def remind_before_limits() -> None:
    """Remind the post before a limit runs out 催办 (K3, H4)."""
    for pk in list(queries.deadlines_near(now()).values_list("pk", flat=True)[:BATCH]):
        actions.note_limit_near(pk, by=SYSTEM)


def note_passed_limits() -> None:
    """Note every limit that has passed 超期, with who held the post (H4)."""
    for pk in list(queries.deadlines_past(now()).values_list("pk", flat=True)[:BATCH]):
        actions.note_limit_passed(pk, by=SYSTEM)
