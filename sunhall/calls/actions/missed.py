"""Missed calls 漏接: called back, by whom, when, with what result; numbers opened with a reason."""

from sunhall.calls import events, queries, rules
from sunhall.calls.actions._rows import (
    call_for_update,
    new_code,
    new_leg,
    save,
    seat_for_update,
    set_state,
)
from sunhall.calls.models import Call, CallBack
from sunhall.calls.rules.limits import RING_SECONDS
from sunhall.ground.access.actor import Actor
from sunhall.ground.journal.action import action
from sunhall.ground.journal.record import record
from sunhall.ground.kit.now import now
from sunhall.ground.kit.refusal import refuse, require
from sunhall.ground.lines.chosen import configured
from sunhall.ground.lines.orders import order

MOST_WORDS = 300


@action
def call_back(code: str, *, by: Actor) -> Call:
    """Call back 漏接回拨 from one's seat: first the own phone, then the other's (H1)."""
    missed = call_for_update(code)
    seat = seat_for_update(by)
    facts = queries.seat_facts(seat) if seat else None
    require(rules.may_call_back(by, queries.call_facts(missed), facts, missed.outcome))
    if not missed.number or seat is None:
        raise refuse("来电没有显示号码，不能回拨")
    call = Call.objects.create(
        code=new_code(),
        exchange=configured(),
        line=f"back-{missed.code}-{missed.back_calls.count() + 1}",
        is_inbound=False,
        number=missed.number,
        number_index=missed.number_index,
        state=rules.OFFERED,
        seat=seat,
        staff=by.id,
        arrived_at=now(),
        offered_at=now(),
        back_of=missed,
    )
    set_state(seat, rules.TALKING, last=call, by=by)
    CallBack.objects.create(call=missed, staff=by.id, at=now())
    record(events.CallBackStarted(call=missed.code, staff=by.id, by_call=call.code), by=by)
    leg = new_leg(call, "answer", seat.code, seat=seat)
    order("answer", call.line, at=call.exchange, leg=leg.code, to=seat.line, seconds=RING_SECONDS)
    return call


@action
def note_call_back(code: str, *, outcome: str, by: Actor, words: str = "") -> None:
    """Note what came of calling back 回拨结果, also from another telephone (H1)."""
    missed = call_for_update(code)
    if missed.outcome != "missed":
        raise refuse("只有漏接的来电需要回拨")
    if outcome not in rules.BACK_OUTCOMES:
        raise refuse("请选择回拨结果", field="outcome")
    words = words.strip()
    if len(words) > MOST_WORDS:
        raise refuse("说明请控制在 {most} 字以内", field="words", most=MOST_WORDS)
    row = CallBack.objects.filter(call=missed, staff=by.id, outcome="").order_by("-pk").first()
    if row is None:
        row = CallBack(call=missed, staff=by.id, at=now())
    row.outcome, row.words = outcome, words
    row.save()
    if outcome in rules.SETTLES:
        save(missed, settled_at=now())
    record(
        events.CallBackNoted(
            call=missed.code,
            outcome=outcome,
            outcome_words=rules.BACK_OUTCOMES[outcome],
            words=words,
        ),
        by=by,
    )


@action
def reveal_number(code: str, *, reason: str, by: Actor) -> str:
    """Open the whole number 查看号码 of a call, with a reason that is noted (norms 5.2)."""
    require(rules.may_reveal(by, reason), field="reason")
    call = queries.call_for(by, code)
    record(events.NumberRevealed(call=call.code, reason=reason.strip()[:MOST_WORDS]), by=by)
    return str(call.number)


@action
def hear_recording(code: str, name: str, *, by: Actor) -> str:
    """Hear a recording 收听录音: who, when, which is noted each time (H1; PIPL 51)."""
    call = queries.call_for(by, code)
    require(rules.may_hear(by, call.staff))
    row = queries.recording_of(call, name)
    record(events.RecordingHeard(call=call.code, recording=row.name), by=by)
    return row.name
