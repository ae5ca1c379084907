"""Messages to legal volunteers and about them: invited, not needed, what they said (H6)."""

from typing import Any

from django.conf import settings
from django.urls import reverse

from sunhall.directory import queries as directory
from sunhall.ground.access.actor import SYSTEM
from sunhall.ground.journal.record import Recorded
from sunhall.ground.outbox.post import post_messages
from sunhall.ground.web.dates import due
from sunhall.hotline import queries


def tell_volunteer_invited(recorded: Recorded) -> None:
    """When and where, and the link to answer; the case itself is not named."""
    row = _invitation(recorded)
    _tell(recorded, row, "volunteer-invited", place=row.booking.dialogue.place)


def tell_volunteer_excused(recorded: Recorded) -> None:
    """They need not come: the appointment was cancelled, or somebody else was asked."""
    _tell(recorded, _invitation(recorded), "volunteer-excused")


def tell_post_volunteer(recorded: Recorded) -> None:
    """The post that holds the dialogue hears whether the volunteer comes."""
    event: Any = recorded.event
    row = _invitation(recorded)
    holder = directory.accountable(row.booking.dialogue.matter.owner).staff
    if holder is None:
        return
    post_messages(
        f"volunteer-{event.reply}",
        to={"inapp": f"staff:{holder}"},
        key=f"{recorded.stream}#{recorded.seq}",
        about=recorded.stream,
        by=SYSTEM,
        number=event.matter,
        name=row.volunteer.name,
        at=due(row.booking.starts_at),
        ground=event.ground_words,
    )


def _tell(recorded: Recorded, row: Any, template: str, **facts: Any) -> None:
    path = reverse("portal:volunteer", args=[queries.volunteer_token(row.volunteer)])
    post_messages(
        template,
        to={"sms": row.volunteer.phone},
        key=f"{recorded.stream}#{recorded.seq}",
        about=f"volunteer:{row.volunteer.code}",
        by=SYSTEM,
        at=due(row.booking.starts_at),
        link=f"{settings.SITE_URL}{path}",
        **facts,
    )


def _invitation(recorded: Recorded) -> Any:
    event: Any = recorded.event
    return queries.invitation_by(event.invitation)
