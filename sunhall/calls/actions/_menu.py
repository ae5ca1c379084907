"""The voice menu at work: keys in, phrases out; codes are guessed no faster than on the portal."""

from dataclasses import asdict

from sunhall.calls import events, queries, rules
from sunhall.calls.actions._queue import match
from sunhall.calls.actions._rows import save
from sunhall.calls.models import Call
from sunhall.ground.access import guessing
from sunhall.ground.access.actor import Actor
from sunhall.ground.journal.record import record
from sunhall.ground.kit.now import now
from sunhall.ground.lines.exchange import Piece
from sunhall.ground.lines.orders import order

IN_MENU = (rules.WAITING, rules.MENU)


def phrases(*codes: str) -> tuple[Piece, ...]:
    """Phrases with their words."""
    return tuple((code, rules.PHRASES[code]) for code in codes)


def pressed(call: Call, keys: str, *, by: Actor) -> None:
    """Go on in the menu key by key; whoever speaks with a human dials into nothing."""
    for key in keys[:40]:
        if call.state not in IN_MENU:
            return
        menu = rules.Menu(**call.menu)
        _follow(call, rules.press(menu, key), by)


def _follow(call: Call, turn: rules.Turn, by: Actor) -> None:
    if turn.do == "look_up":
        _look_up(call, turn.menu, by)
        return
    save(call, menu=asdict(turn.menu))
    if turn.do == "leave":
        save(call, state=rules.MENU, asked_at=None)
        record(events.CallLeftQueue(call=call.code), by=by)
    if turn.says:
        order("say", call.line, at=call.exchange, says=phrases(*turn.says))
    if turn.do == "queue":
        save(call, state=rules.WAITING, asked_at=now())
        record(events.CallQueued(call=call.code), by=by)
        match(by)
    if turn.do == "call_back" and call.number:
        save(call, wants_back=True)
        record(events.CallBackWished(call=call.code), by=by)
        order("hangup", call.line, at=call.exchange)


def _look_up(call: Call, menu: rules.Menu, by: Actor) -> None:
    """Read out stage, owner and due, or count the miss as the portal does (H1; ux B1)."""
    number = queries.number_keyed(menu.number)
    what, sender = f"track:{number}"[:60], f"line:{call.number_index[:32]}"
    if guessing.wait(what, sender):
        _follow(call, rules.missed(menu, locked=True), by)
        return
    found = queries.spoken_standing(number, menu.keyed)
    if not found:
        waits = guessing.missed(what, sender)
        record(events.EnquiryMissed(call=call.code), by=by)
        _follow(call, rules.missed(menu, locked=bool(waits)), by)
        return
    guessing.proved(what, sender)
    save(call, menu=asdict(rules.told()))
    record(events.EnquiryAnswered(call=call.code, matter=number), by=by)
    says = (*found, *phrases("more"))
    order("say", call.line, at=call.exchange, says=says)
