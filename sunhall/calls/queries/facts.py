"""Rows of the phone desk as the rules see them, and one call within what an actor may see."""

from django.db.models import Q, QuerySet

from sunhall.calls.models import Call, Recording, Seat
from sunhall.calls.rules import CallFacts, SeatFacts
from sunhall.ground.access.actor import Actor
from sunhall.ground.kit.refusal import NotFound
from sunhall.ground.sealed.masks import mask_phone


def seat_facts(seat: Seat) -> SeatFacts:
    """A seat as the rules see it."""
    return SeatFacts(code=seat.code, state=seat.state, staff=seat.staff)


def call_facts(call: Call) -> CallFacts:
    """A call as the rules see it."""
    third = call.legs.filter(left_at=None).exclude(purpose="answer").order_by("-pk").first()
    return CallFacts(
        state=call.state,
        staff=call.staff,
        on_hold=call.on_hold,
        third="" if third is None else "up" if third.joined_at else "ringing",
        is_inbound=call.is_inbound,
    )


def calls_for(actor: Actor) -> QuerySet[Call]:
    """All calls this actor may see: the manager's are all, an operator's their own and the missed.

    The one query behind list, search, page, recording and link.
    """
    rows = Call.objects.select_related("seat", "back_of")
    if actor.code == "system" or actor.may("calls.manage") or actor.may("calls.listen"):
        return rows
    if actor.may("calls.answer"):
        return rows.filter(Q(staff=actor.id) | Q(seat__staff=actor.id) | Q(outcome="missed"))
    return rows.none()


def call_for(actor: Actor, code: str) -> Call:
    """One call that this actor may see, or `NotFound`."""
    row = calls_for(actor).filter(code=code).first()
    if row is None:
        raise NotFound(f"call {code}")
    return row


def recording_of(call: Call, name: str) -> Recording:
    """One recording of a call."""
    row = call.recordings.filter(name=name).first()
    if row is None:
        raise NotFound(f"recording {name}")
    return row


def shown_number(call: Call) -> str:
    """A number with its middle hidden; a withheld one is said to be so by the page."""
    return mask_phone(call.number, "list")
