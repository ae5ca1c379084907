"""Waiting callers come to ready seats: who waits longest to who is ready longest."""

from sunhall.calls import events, rules
from sunhall.calls.actions._rows import locked_seat, new_leg, save, set_state
from sunhall.calls.models import Call, Leg, Seat
from sunhall.calls.rules.limits import RING_SECONDS
from sunhall.ground.access.actor import Actor
from sunhall.ground.journal.record import record
from sunhall.ground.kit.now import now
from sunhall.ground.lines.orders import order

MOST = 200


def match(by: Actor) -> None:
    """Offer every waiting call for which a seat is ready."""
    for _round in range(MOST):
        call = Call.objects.filter(state=rules.WAITING).order_by("asked_at", "pk").first()
        seat = (
            Seat.objects.filter(state=rules.READY, closed_at=None).order_by("since", "pk").first()
        )
        if call is None or seat is None:
            return
        if claim(call, seat, (rules.READY,), by=by):
            ring(call, seat)


def claim(call: Call, seat: Seat, states: tuple[str, ...], *, by: Actor) -> bool:
    """Give a waiting call to a seat by conditional updates: of two that try, one has it."""
    waiting = Call.objects.filter(pk=call.pk, state=rules.WAITING)
    if not waiting.update(state=rules.OFFERED, seat=seat, offered_at=now()):
        return False
    free = Seat.objects.filter(pk=seat.pk, state__in=states, staff=seat.staff)
    if not free.update(state=rules.RINGING, reason="", since=now()):
        Call.objects.filter(pk=call.pk).update(state=rules.WAITING, seat=None)
        return False
    call.refresh_from_db()
    seat.refresh_from_db()
    record(events.CallOffered(call=call.code, seat=seat.code, staff=seat.staff), by=by)
    return True


def ring(call: Call, seat: Seat) -> Leg:
    """Let the phone of the seat ring."""
    leg = new_leg(call, "answer", seat.code, seat=seat)
    order("ring", call.line, at=call.exchange, leg=leg.code, to=seat.line, seconds=RING_SECONDS)
    return leg


def free_seat(call: Call, *, by: Actor) -> None:
    """A call left its seat: after speaking comes wrap-up, after ringing the next call."""
    seat = locked_seat(call.seat_id)
    if seat is None:
        return
    if seat.state == rules.TALKING:
        set_state(seat, rules.WRAP_UP, last=call, by=by)
    elif seat.state == rules.RINGING:
        set_state(seat, rules.READY, by=by)


def back_to_queue(call: Call, cause: str, *, by: Actor) -> None:
    """A phone rang in vain: the caller keeps their place, the seat is away until somebody is."""
    seat = locked_seat(call.seat_id)
    save(call, state=rules.WAITING, seat=None, offered_at=None)
    code = seat.code if seat else ""
    record(events.CallReturned(call=call.code, seat=code, cause=cause), by=by)
    if seat is not None and seat.state == rules.RINGING:
        set_state(seat, rules.AWAY, reason=rules.NO_ANSWER, by=by)
    match(by)


def hand_over(call: Call, third: Leg, *, by: Actor) -> None:
    """The third party takes the operator's place."""
    free_seat(call, by=by)
    if call.on_hold:
        order("resume", call.line, at=call.exchange)
    to = third.seat
    staff = to.staff if to else call.staff
    save(call, seat=to, staff=staff, on_hold=False)
    if to is not None:
        save(third, purpose="answer")
    record(
        events.CallTransferred(call=call.code, leg=third.code, who=third.who, staff=staff), by=by
    )
    match(by)
