"""What another system handed in, as that system may follow it: its own, and nothing else (H1)."""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db.models import QuerySet

from sunhall.ground.access.actor import Actor
from sunhall.ground.journal import audit
from sunhall.ground.kit.now import now
from sunhall.ground.kit.refusal import NotFound
from sunhall.hotline.models import HandedIn, Request

HOUR = timedelta(hours=1)
# A poll reads so many entries at most; the next one goes on behind them.
MOST_ENTRIES = 1000


@dataclass(frozen=True)
class Changes:
    """What changed since a mark, and the mark to ask from next time."""

    found: list[Request]
    next: int


def handed_in_for(actor: Actor) -> QuerySet[Request]:
    """The requests that this system handed in itself."""
    if not actor.may("hotline.hand_in"):
        return Request.objects.none()
    rows = Request.objects.filter(handed_in__partner=actor.id)
    return rows.select_related("matter", "matter__last_answer", "handed_in")


def handed_in(actor: Actor, number: str) -> Request:
    """One of them by the other system's own number, or `NotFound`."""
    found = handed_in_for(actor).filter(source_number=number).first() if number else None
    if found is None:
        raise NotFound(number)
    return found


def changed_since(actor: Actor, mark: int) -> Changes:
    """The requests of this system about which the journal tells something after a mark."""
    streams = HandedIn.objects.filter(partner=actor.id).values("stream")
    rows = audit.entries(audit.Asked()).filter(pk__gt=mark, stream__in=streams)
    told = list(rows.order_by("pk").values_list("pk", "stream")[:MOST_ENTRIES])
    if not told:
        return Changes([], mark)
    changed = {stream for _pk, stream in told}
    found = handed_in_for(actor).filter(handed_in__stream__in=changed)
    return Changes(list(found.order_by("matter__number")), told[-1][0])


def is_too_often(actor: Actor) -> bool:
    """Whether a system has handed in more within the hour than it may."""
    since = now() - HOUR
    sent = HandedIn.objects.filter(partner=actor.id, at__gt=since)
    return sent.count() >= settings.HANDED_IN_AN_HOUR
