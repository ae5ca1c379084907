"""What the directory does because time passed."""

from sunhall.directory import actions, queries
from sunhall.ground.access.actor import SYSTEM


def note_empty_posts() -> None:
    """Record 脱岗 where nobody answers for a post, and its end where somebody does (K2)."""
    for post in queries.empty_posts():
        actions.note_empty_post(post, by=SYSTEM)
