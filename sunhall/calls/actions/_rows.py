"""Locked rows of the phone desk, and the few writes that several actions share."""

from collections.abc import Iterable
from datetime import datetime

from sunhall.calls import events, rules
from sunhall.calls.models import Call, Leg, Seat
from sunhall.ground.access.actor import Actor
from sunhall.ground.journal.record import record
from sunhall.ground.kit.now import now, today
from sunhall.ground.kit.numbering import matter_number
from sunhall.ground.kit.refusal import NotFound, Refused
from sunhall.people.rules import phone_of

PREFIX = "C"
TRIES = 5


def call_for_update(code: str) -> Call:
    """One call, locked. The call is always locked before a seat, so that nobody waits in a ring."""
    row = Call.objects.select_for_update(of=("self",)).filter(code=code).first()
    if row is None:
        raise NotFound(f"call {code}")
    return row


def line_for_update(exchange: str, line: str) -> Call | None:
    """The call of a line of an exchange, locked."""
    rows = Call.objects.select_for_update(of=("self",))
    return rows.filter(exchange=exchange, line=line).first()


def seat_for_update(actor: Actor) -> Seat | None:
    """The seat at which this person signed in, locked."""
    rows = Seat.objects.select_for_update(of=("self",))
    return rows.filter(staff=actor.id).first() if actor.is_staff else None


def locked_seat(pk: int | None) -> Seat | None:
    """One seat, locked."""
    return Seat.objects.select_for_update(of=("self",)).filter(pk=pk or 0).first()


def save(row: Call | Seat | Leg, **values: object) -> None:
    """Write some columns of a row."""
    for name, value in values.items():
        setattr(row, name, value)
    row.save(update_fields=list(values))


def set_state(
    seat: Seat, state: str, *, by: Actor, reason: str = "", last: Call | None = None
) -> None:
    """Change the state of a seat and say so."""
    values: dict[str, object] = {"state": state, "reason": reason, "since": now()}
    if last is not None:
        values["last"] = last
    save(seat, **values)
    words = rules.ALL_AWAY.get(reason, "")
    record(
        events.SeatStateSet(
            seat=seat.code,
            state=state,
            state_words=rules.SEAT_STATES[state],
            reason_words=f"（{words}）" if words else "",
        ),
        by=by,
    )


def new_leg(
    call: Call,
    purpose: str,
    who: str,
    *,
    seat: Seat | None = None,
    number: str = "",
    at: datetime | None = None,
) -> Leg:
    """Write the next leg of a call."""
    return Leg.objects.create(
        call=call,
        code=str(call.legs.count() + 1),
        purpose=purpose,
        seat=seat,
        who=who,
        number=number,
        invited_at=at or now(),
    )


def open_legs(call: Call) -> Iterable[Leg]:
    """The legs that have not left."""
    return call.legs.filter(left_at=None).select_related("seat").order_by("pk")


def seat_leg(call: Call) -> Leg | None:
    """The open leg of the seat that has the call."""
    rows = [leg for leg in open_legs(call) if leg.purpose == "answer"]
    return rows[-1] if rows else None


def third_leg(call: Call) -> Leg | None:
    """The open leg of a third party."""
    rows = [leg for leg in open_legs(call) if leg.purpose != "answer"]
    return rows[-1] if rows else None


def new_code() -> str:
    """A number for a call that nobody has."""
    for _try in range(TRIES):
        code = matter_number(PREFIX, today())
        if not Call.objects.filter(code=code).exists():
            return code
    raise RuntimeError("no free number for a call")


def number_of(text: str) -> str:
    """The number as people write it; what is none stays as it came, without signs."""
    try:
        return phone_of(text)
    except Refused:
        return "".join(char for char in text if char.isascii() and char.isdigit())[:20]
