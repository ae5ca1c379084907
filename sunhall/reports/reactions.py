"""What reports do when something was recorded: the leaders hear of a report that was sent (H9)."""

from typing import Any

from sunhall.ground.access.actor import SYSTEM
from sunhall.ground.journal.record import Recorded
from sunhall.ground.outbox.post import post_messages


def tell_leaders(recorded: Recorded) -> None:
    """The leaders to whom a report was sent hear of it."""
    event: Any = recorded.event
    for staff in event.to:
        post_messages(
            "report-sent",
            to={"inapp": f"staff:{staff}"},
            key=f"{recorded.stream}#{recorded.seq}:staff:{staff}",
            about=recorded.stream,
            by=SYSTEM,
            kind=event.kind_words,
            paper=event.paper,
        )
