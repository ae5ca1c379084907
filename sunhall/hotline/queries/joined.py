"""What an actor's posts have a part in beside owning it: they see what they are asked about."""

from django.db.models import Q

from sunhall.ground.access.actor import Actor
from sunhall.hotline.queries.conferring import joined_by_meeting
from sunhall.hotline.queries.hot import joined_by_issue


def joined_by(actor: Actor) -> Q:
    """The requests of the meetings and of the hot issues that these posts must answer."""
    return joined_by_meeting(actor) | joined_by_issue(actor)
