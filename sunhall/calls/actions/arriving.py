"""What the exchange tells: a call comes, keys are pressed, legs come and go, it ends (H1)."""

from django.db import IntegrityError, transaction

from sunhall.calls import events, rules
from sunhall.calls.actions import _menu
from sunhall.calls.actions._queue import back_to_queue, free_seat, hand_over, match
from sunhall.calls.actions._rows import (
    line_for_update,
    locked_seat,
    new_code,
    number_of,
    open_legs,
    save,
    seat_leg,
    set_state,
    third_leg,
)
from sunhall.calls.models import Call, CallBack, Leg, Recording
from sunhall.calls.rules.limits import YOUNG
from sunhall.ground.access.actor import Actor
from sunhall.ground.journal.action import action
from sunhall.ground.journal.record import record
from sunhall.ground.kit.now import now
from sunhall.ground.lines import facts
from sunhall.ground.lines.exchange import OUT
from sunhall.ground.lines.orders import order
from sunhall.ground.sealed.blind import blind_index


@action
def heed(exchange: str, fact: facts.Fact, *, by: Actor) -> None:
    """Take what an exchange tells of a line; the same fact twice changes nothing (H1)."""
    if isinstance(fact, facts.Arrived):
        _arrive(exchange, fact, by)
        return
    call = line_for_update(exchange, fact.line)
    if call is None:
        return
    match fact:
        case facts.Pressed():
            _menu.pressed(call, fact.keys, by=by)
        case facts.LegUp():
            _leg_up(call, fact.leg, by)
        case facts.LegDown():
            _leg_down(call, fact.leg, fact.cause, by)
        case facts.Ended():
            _end(call, fact.cause, by)
        case facts.Recorded():
            _keep_recording(call, fact, by)
        case facts.Disobeyed():
            _disobeyed(call, fact, by)


@action
def reconcile(exchange: str, lines: frozenset[str], *, by: Actor) -> int:
    """End the calls that the exchange no longer has, take those we never heard of (H1)."""
    rows = Call.objects.filter(exchange=exchange)
    known = dict(rows.filter(line__in=lines).values_list("line", "state"))
    for line in sorted(lines - set(known)):
        _arrive(exchange, facts.Arrived(line), by)
    for line, state in known.items():
        if state == rules.ENDED:
            order("hangup", line, at=exchange)
    lost = rows.filter(ended_at=None, arrived_at__lt=now() - YOUNG).exclude(line__in=lines)
    for line in list(lost.values_list("line", flat=True)):
        if (call := line_for_update(exchange, line)) is not None:
            _end(call, "lost", by)
    match(by)
    return len(lost)


@action
def settle_queue(*, by: Actor) -> None:
    """Bring waiting callers to ready seats, should that have been missed."""
    match(by)


def _arrive(exchange: str, fact: facts.Arrived, by: Actor) -> None:
    if Call.objects.filter(exchange=exchange, line=fact.line).exists():
        return
    number = number_of(fact.caller)
    try:
        with transaction.atomic():
            call = Call.objects.create(
                code=new_code(),
                exchange=exchange,
                line=fact.line,
                number=number,
                number_index=blind_index(number, "phone"),
                called=fact.called[:40],
                arrived_at=now(),
                asked_at=now(),
            )
    except IntegrityError:
        # The same call came by two roads at one instant.
        return
    record(
        events.CallArrived(
            call=call.code,
            exchange=exchange,
            line=fact.line,
            called=call.called,
            number=number,
        ),
        by=by,
    )
    order("greet", call.line, at=exchange, says=_menu.phrases("greeting"))
    match(by)


def _leg_up(call: Call, code: str, by: Actor) -> None:
    if code == OUT:
        _reached(call, by)
        return
    leg = call.legs.filter(code=code).select_related("seat").first()
    if leg is None or leg.joined_at is not None:
        return
    if leg.left_at is not None or call.state == rules.ENDED:
        order("drop", call.line, at=call.exchange, leg=code)
    elif leg.purpose == "answer":
        _seat_up(call, leg, by)
    else:
        _third_up(call, leg, by)


def _seat_up(call: Call, leg: Leg, by: Actor) -> None:
    """The seat picked up: now the call is answered, not before."""
    seat = locked_seat(leg.seat_id)
    if seat is None or call.state != rules.OFFERED or call.seat_id != seat.pk:
        order("drop", call.line, at=call.exchange, leg=leg.code)
        return
    save(leg, joined_at=now())
    if not call.is_inbound:
        order("call", call.line, at=call.exchange, to=call.number, seconds=45)
        return
    save(call, state=rules.SPEAKING, answered_at=now(), staff=seat.staff)
    set_state(seat, rules.TALKING, by=by)
    waited = int((now() - (call.asked_at or call.arrived_at)).total_seconds())
    record(
        events.CallAnswered(call=call.code, seat=seat.code, staff=seat.staff, waited=waited), by=by
    )
    order("join", call.line, at=call.exchange, leg=leg.code, name=call.code)
    _settle_missed(call)


def _settle_missed(call: Call) -> None:
    """Who got through has no missed call any more."""
    if call.number_index:
        Call.objects.filter(
            number_index=call.number_index, outcome="missed", settled_at=None
        ).update(settled_at=now())


def _reached(call: Call, by: Actor) -> None:
    """Whom we called picked up."""
    leg = seat_leg(call)
    if call.is_inbound or call.state != rules.OFFERED or leg is None:
        return
    save(call, state=rules.SPEAKING, answered_at=now())
    record(events.CallAnswered(call=call.code, seat=leg.who, staff=call.staff, waited=0), by=by)
    order("join", call.line, at=call.exchange, leg=leg.code, name=call.code)


def _third_up(call: Call, leg: Leg, by: Actor) -> None:
    save(leg, joined_at=now())
    if (seat := locked_seat(leg.seat_id)) is not None:
        set_state(seat, rules.TALKING, by=by)
    record(events.ThirdJoined(call=call.code, leg=leg.code, who=leg.who), by=by)
    # Who is held stays held: the operator asks first whether the call may be handed over.
    held = 1 if call.on_hold else 0
    order("join", call.line, at=call.exchange, leg=leg.code, seconds=held)


def _leg_down(call: Call, code: str, cause: str, by: Actor) -> None:
    leg = call.legs.filter(code=code, left_at=None).select_related("seat").first()
    if leg is None:
        return
    save(leg, left_at=now(), cause=cause[:120])
    if call.state == rules.ENDED:
        return
    if leg.purpose == "answer":
        _seat_down(call, leg, cause, by)
    else:
        _third_down(call, leg, cause, by)


def _seat_down(call: Call, leg: Leg, cause: str, by: Actor) -> None:
    if call.state == rules.OFFERED and call.is_inbound and call.seat_id == leg.seat_id:
        back_to_queue(call, cause[:80], by=by)
        return
    third = third_leg(call)
    if call.state == rules.SPEAKING and third is not None and third.joined_at:
        # The operator hung up with a third party in the call: the two go on speaking.
        hand_over(call, third, by=by)
        return
    order("hangup", call.line, at=call.exchange, name=call.code)


def _third_down(call: Call, leg: Leg, cause: str, by: Actor) -> None:
    if (seat := locked_seat(leg.seat_id)) is not None:
        after = rules.WRAP_UP if seat.state == rules.TALKING else rules.READY
        set_state(seat, after, by=by)
    record(events.ThirdLeft(call=call.code, leg=leg.code, who=leg.who, cause=cause[:80]), by=by)
    if call.state == rules.SPEAKING and call.seat_id is None:
        order("hangup", call.line, at=call.exchange, name=call.code)


def _end(call: Call, cause: str, by: Actor) -> None:
    if call.state == rules.ENDED:
        return
    outcome = _outcome(call)
    free_seat(call, by=by)
    for leg in open_legs(call):
        save(leg, left_at=now(), cause=cause[:120])
        other = locked_seat(leg.seat_id) if leg.seat_id != call.seat_id else None
        if other is not None:
            busy = other.state == rules.TALKING
            set_state(other, rules.WRAP_UP if busy else rules.READY, by=by)
        order("drop", call.line, at=call.exchange, leg=leg.code)
    save(
        call,
        state=rules.ENDED,
        ended_at=now(),
        outcome=outcome,
        on_hold=False,
        settled_at=None if outcome == "missed" else now(),
    )
    record(
        events.CallEnded(
            call=call.code,
            outcome=outcome,
            outcome_words=rules.OUTCOMES[outcome],
            cause=cause[:80],
        ),
        by=by,
    )
    if call.back_of_id:
        _note_back(call, by)
    match(by)


def _outcome(call: Call) -> str:
    if not call.is_inbound:
        return "reached" if call.answered_at else "unreached"
    if call.answered_at:
        return "answered"
    return "missed" if call.asked_at or call.wants_back else "enquired"


def _note_back(call: Call, by: Actor) -> None:
    """What the exchange knows of a call-back; the operator may say more."""
    missed = call.back_of
    row = CallBack.objects.filter(call=missed, outcome="").order_by("-pk").first()
    if missed is None or row is None:
        return
    outcome = "reached" if call.outcome == "reached" else "no_answer"
    row.outcome = outcome
    row.save(update_fields=["outcome"])
    if outcome in rules.SETTLES:
        save(missed, settled_at=now())
    record(
        events.CallBackNoted(
            call=missed.code,
            outcome=outcome,
            outcome_words=rules.BACK_OUTCOMES[outcome],
            words="",
        ),
        by=by,
    )


def _keep_recording(call: Call, fact: facts.Recorded, by: Actor) -> None:
    name = fact.name[:120]
    row, is_new = Recording.objects.get_or_create(
        call=call, name=name, defaults={"seconds": fact.seconds, "ready_at": now()}
    )
    if is_new:
        record(events.RecordingKept(call=call.code, recording=row.name, seconds=row.seconds), by=by)


def _disobeyed(call: Call, fact: facts.Disobeyed, by: Actor) -> None:
    """The exchange did not do it: nobody may wait for what will not happen."""
    if fact.verb in ("ring", "answer", "invite"):
        _leg_down(call, fact.leg, "exchange", by)
    elif fact.verb in ("hangup", "call"):
        _end(call, "exchange", by)
