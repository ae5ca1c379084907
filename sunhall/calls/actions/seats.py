"""Seats 坐席: set up, signed in to, ready or away (H1)."""

from django.db import IntegrityError, transaction

from sunhall.calls import events, queries, rules
from sunhall.calls.actions._queue import match
from sunhall.calls.actions._rows import seat_for_update, set_state
from sunhall.calls.models import Seat
from sunhall.ground.access.actor import Actor
from sunhall.ground.journal.action import action
from sunhall.ground.journal.record import record
from sunhall.ground.kit.now import now
from sunhall.ground.kit.refusal import NotFound, refuse, require


@action
def set_seat(code: str, *, line: str, by: Actor, is_open: bool = True) -> Seat:
    """Set up a seat 坐席 with the address of its telephone, or close it (H1)."""
    require(rules.may_manage(by))
    code, line = code.strip(), line.strip()
    if not (code.isalnum() and len(code) <= 20):
        raise refuse("坐席号请用数字或字母，例如 801", field="code")
    if not line or len(line) > 80:
        raise refuse("请填写话机地址，例如 PJSIP/801", field="line")
    seat, _is_new = Seat.objects.get_or_create(code=code, defaults={"line": line, "since": now()})
    if seat.staff and not is_open:
        raise refuse("{seat} 坐席有人签入，请先请对方签出", field="code", seat=code)
    seat.line, seat.closed_at = line, None if is_open else now()
    seat.save(update_fields=["line", "closed_at"])
    record(events.SeatSet(seat=code, line=line, is_open=is_open), by=by)
    return seat


@action
def take_seat(code: str, *, by: Actor) -> Seat:
    """Sign in at a seat 签入; the next call comes at once (H1)."""
    seat = Seat.objects.filter(code=code, closed_at=None).first()
    if seat is None:
        raise refuse("请选择一个坐席", field="seat")
    require(rules.may_take_seat(by, queries.seat_facts(seat)), field="seat")
    if seat.staff == by.id:
        return seat
    try:
        with transaction.atomic():
            free = Seat.objects.filter(pk=seat.pk, staff="")
            won = free.update(staff=by.id, state=rules.READY, reason="", since=now(), last=None)
    except IntegrityError as error:
        raise refuse("您已在另一个坐席签入，请先签出", field="seat") from error
    if not won:
        raise refuse("{seat} 坐席已有人签入，请选择另一个坐席", field="seat", seat=code)
    record(events.SeatTaken(seat=seat.code, staff=by.id), by=by)
    match(by)
    seat.refresh_from_db()
    return seat


@action
def leave_seat(*, by: Actor) -> None:
    """Sign out of one's seat 签出."""
    seat = seat_for_update(by)
    if seat is None:
        raise NotFound("seat")
    require(rules.may_change_state(by, queries.seat_facts(seat), rules.AWAY))
    seat.staff, seat.state, seat.reason, seat.since = "", rules.OFFLINE, "", now()
    seat.last = None
    seat.save(update_fields=["staff", "state", "reason", "since", "last"])
    record(events.SeatLeft(seat=seat.code, staff=by.id), by=by)


@action
def be_ready(*, by: Actor) -> None:
    """Be ready 示闲 for the next call."""
    seat = seat_for_update(by)
    if seat is None:
        raise NotFound("seat")
    require(rules.may_change_state(by, queries.seat_facts(seat), rules.READY))
    set_state(seat, rules.READY, by=by)
    match(by)


@action
def be_away(reason: str, *, by: Actor) -> None:
    """Be away 离席 for a reason of the list; how long adds up nowhere (国办函〔2026〕12号)."""
    seat = seat_for_update(by)
    if seat is None:
        raise NotFound("seat")
    require(rules.may_change_state(by, queries.seat_facts(seat), rules.AWAY))
    if reason not in rules.AWAY_REASONS:
        raise refuse("请选择离席原因", field="reason")
    set_state(seat, rules.AWAY, reason=reason, by=by)
