"""What the knowledge base does because time passed (H12)."""

from sunhall.ground.access.actor import SYSTEM
from sunhall.knowledge import actions, queries

MOST = 500


def remind_before_expiry() -> None:
    """Remind owners of articles that run out soon, once for each version."""
    for number in queries.due_to_remind(MOST):
        actions.remind_owner(number, by=SYSTEM)


def note_expired_articles() -> None:
    """Note articles that have run out: late is a fact, not a colour."""
    for number in queries.due_to_expire(MOST):
        actions.note_expired(number, by=SYSTEM)


def note_passed_doubts() -> None:
    """Note doubts that nobody answered in time."""
    for pk in queries.passed_doubts(MOST):
        actions.note_doubt_passed(pk, by=SYSTEM)
