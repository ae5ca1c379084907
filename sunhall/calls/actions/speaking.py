"""What an operator does with a call: answer, hold, third party, transfer, hang up (H1, H3)."""

from sunhall.calls import events, queries, rules
from sunhall.calls.actions._queue import claim, hand_over
from sunhall.calls.actions._rows import (
    call_for_update,
    new_leg,
    save,
    seat_for_update,
    seat_leg,
    set_state,
    third_leg,
)
from sunhall.calls.models import Call, Seat
from sunhall.calls.rules.limits import RING_SECONDS, THIRD_SECONDS
from sunhall.ground.access.actor import Actor
from sunhall.ground.journal.action import action
from sunhall.ground.journal.record import record
from sunhall.ground.kit.now import now
from sunhall.ground.kit.refusal import refuse, require
from sunhall.ground.lines.orders import order

PURPOSES = ("three_way", "transfer")
_LATE = "这个来电刚刚由另一个坐席接听"


@action
def answer_call(code: str, *, by: Actor) -> Call:
    """Answer 接听 what rings at one's seat, or the next one in the queue; one seat has it (H1)."""
    call = call_for_update(code)
    seat = seat_for_update(by)
    facts = queries.seat_facts(seat) if seat else None
    here = seat is not None and call.seat_id == seat.pk
    require(rules.may_answer(by, queries.call_facts(call), facts, is_here=here))
    if seat is None:
        raise refuse(_LATE)
    ringing = seat_leg(call)
    free = (rules.READY, rules.WRAP_UP, rules.AWAY)
    if call.state == rules.WAITING and not claim(call, seat, free, by=by):
        raise refuse(_LATE)
    if ringing is not None:
        save(ringing, left_at=now(), cause="answered at the screen")
    leg = new_leg(call, "answer", seat.code, seat=seat)
    order(
        "answer",
        call.line,
        at=call.exchange,
        leg=leg.code,
        to=seat.line,
        seconds=RING_SECONDS,
        name=ringing.code if ringing else "",
    )
    return call


@action
def hold_call(code: str, *, by: Actor) -> None:
    """Hold 保持 a call: the caller hears music, the operator may ask somebody."""
    call = call_for_update(code)
    require(rules.may_hold(by, queries.call_facts(call)))
    save(call, on_hold=True)
    record(events.CallHeld(call=call.code), by=by)
    order("hold", call.line, at=call.exchange)


@action
def resume_call(code: str, *, by: Actor) -> None:
    """Resume 恢复 a call that was held."""
    call = call_for_update(code)
    require(rules.may_resume(by, queries.call_facts(call)))
    save(call, on_hold=False)
    record(events.CallResumed(call=call.code), by=by)
    order("resume", call.line, at=call.exchange)


@action
def invite_third(code: str, *, to: str, purpose: str, by: Actor) -> None:
    """Call a third party into the call 三方通话, or ask one to take it over 转接 (H3; norms 1.3).

    `to` is a target of the list (`seat:802`, `office:qh-mz`, `line:120`) or a number. For a
    transfer the caller is held until the other side has agreed.
    """
    call = call_for_update(code)
    require(rules.may_invite(by, queries.call_facts(call)))
    if purpose not in PURPOSES:
        raise refuse("请选择三方通话或转接", field="purpose")
    target = queries.target(to)
    if target is None:
        raise refuse("请选择要呼叫的单位、坐席，或输入电话号码", field="to")
    seat = _free_seat(target.seat, by) if target.seat else None
    leg = new_leg(call, purpose, target.words, seat=seat, number=target.number)
    record(
        events.ThirdInvited(
            call=call.code,
            leg=leg.code,
            who=target.words,
            purpose_words=rules.PURPOSES[purpose],
            number=target.number,
        ),
        by=by,
    )
    if purpose == "transfer" and not call.on_hold:
        hold_call(code, by=by)
    if seat is not None:
        same = {"at": call.exchange, "leg": leg.code, "seconds": THIRD_SECONDS}
        order("ring", call.line, to=seat.line, **same)  # type: ignore[arg-type]
        return
    order(
        "invite",
        call.line,
        at=call.exchange,
        leg=leg.code,
        to=target.number,
        seconds=THIRD_SECONDS,
    )


@action
def transfer_call(code: str, *, by: Actor) -> None:
    """Hand the call over 转接 to the third party that has picked up, and leave it (H1)."""
    call = call_for_update(code)
    require(rules.may_transfer(by, queries.call_facts(call)))
    third, own = third_leg(call), seat_leg(call)
    if third is None:
        raise refuse("对方已经挂断，请重新呼叫")
    if own is not None:
        save(own, left_at=now(), cause="transferred")
        order("drop", call.line, at=call.exchange, leg=own.code)
    hand_over(call, third, by=by)


@action
def drop_third(code: str, *, by: Actor) -> None:
    """Hang up the third party only 挂断第三方; the caller comes back from hold."""
    call = call_for_update(code)
    require(rules.may_drop(by, queries.call_facts(call)))
    third = third_leg(call)
    if third is not None:
        order("drop", call.line, at=call.exchange, leg=third.code)
    if call.on_hold:
        resume_call(code, by=by)


@action
def hang_up(code: str, *, by: Actor) -> None:
    """Hang up 挂机; the seat goes on to wrap-up when the exchange says the call has ended."""
    call = call_for_update(code)
    facts = queries.call_facts(call)
    is_own_ring = not call.is_inbound and call.staff == by.id and call.state == rules.OFFERED
    if not is_own_ring:
        require(rules.may_steer(by, facts))
    name = call.code if call.answered_at else ""
    order("hangup", call.line, at=call.exchange, name=name)


def _free_seat(code: str, by: Actor) -> Seat:
    """Take a ready seat for a consultation, by a conditional update."""
    rows = Seat.objects.filter(code=code, state=rules.READY, closed_at=None)
    seat = rows.first()
    if seat is None or not rows.update(since=now()):
        raise refuse("{seat} 坐席现在不空闲，请选择另一个坐席", field="to", seat=code)
    set_state(seat, rules.RINGING, by=by)
    return seat
