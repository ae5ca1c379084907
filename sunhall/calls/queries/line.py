"""What the bar of the desk shows: one's seat, one's call, who else is in it, and the queue."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Count, Min

from sunhall.calls.models import Call, Leg, Seat
from sunhall.calls.queries.facts import call_facts, seat_facts, shown_number
from sunhall.calls.rules import (
    ALL_AWAY,
    AWAY,
    OFFERED,
    READY,
    SEAT_STATES,
    SPEAKING,
    WAITING,
    WRAP_UP,
    may_answer,
    may_change_state,
    may_drop,
    may_hold,
    may_invite,
    may_know_number,
    may_resume,
    may_transfer,
)
from sunhall.directory import queries as directory
from sunhall.ground.access.actor import Actor


@dataclass(frozen=True)
class OnLine:
    """The call at one's seat."""

    code: str
    number: str
    whole: str
    state: str
    is_inbound: bool
    on_hold: bool
    asked_at: datetime | None
    answered_at: datetime | None
    third: str = ""
    third_up: bool = False
    third_for: str = ""
    may: dict[str, bool] = field(default_factory=dict)

    @property
    def rings(self) -> bool:
        """Whether it waits to be answered."""
        return self.state == OFFERED


@dataclass(frozen=True)
class Line:
    """The bar: a seat, or the seats to choose from; `stamp` changes when anything does."""

    seat: str = ""
    state: str = ""
    state_words: str = ""
    reason_words: str = ""
    since: datetime | None = None
    call: OnLine | None = None
    last: str = ""
    waiting: int = 0
    oldest: datetime | None = None
    next: str = ""
    free: tuple[str, ...] = ()
    may: dict[str, bool] = field(default_factory=dict)
    stamp: str = ""


def seat_of(actor: Actor) -> Seat | None:
    """The seat at which this person signed in."""
    if not actor.is_staff:
        return None
    return Seat.objects.filter(staff=actor.id).select_related("last").first()


def call_at(seat: Seat) -> Call | None:
    """The live call of a seat: its own, or the one about which it is asked."""
    own = Call.objects.filter(seat=seat, ended_at=None).first()
    if own is not None:
        return own
    asked = Leg.objects.filter(seat=seat, left_at=None, call__ended_at=None)
    leg = asked.exclude(purpose="answer").select_related("call").first()
    return leg.call if leg else None


def line_for(actor: Actor) -> Line:
    """The bar of this person."""
    seat = seat_of(actor)
    if seat is None:
        return Line(free=free_seats() if actor.may("calls.answer") else ())
    queue = Call.objects.filter(state=WAITING).aggregate(n=Count("pk"), oldest=Min("asked_at"))
    call = call_at(seat)
    shown = _on_line(actor, seat, call) if call else None
    first = Call.objects.filter(state=WAITING).order_by("asked_at", "pk").first()
    facts = seat_facts(seat)
    line = Line(
        seat=seat.code,
        state=seat.state,
        state_words=SEAT_STATES[seat.state],
        reason_words=ALL_AWAY.get(seat.reason, ""),
        since=seat.since,
        call=shown,
        last=seat.last.code if seat.last and seat.state == WRAP_UP else "",
        waiting=queue["n"],
        oldest=queue["oldest"],
        next=first.code if first and not call else "",
        may={
            "ready": seat.state != READY and bool(may_change_state(actor, facts, READY)),
            "away": seat.state != AWAY and bool(may_change_state(actor, facts, AWAY)),
            "leave": bool(may_change_state(actor, facts, AWAY)),
        },
    )
    return _stamped(line)


def free_seats() -> tuple[str, ...]:
    """Seats at which nobody has signed in."""
    rows = Seat.objects.filter(staff="", closed_at=None).order_by("code")
    return tuple(rows.values_list("code", flat=True))


def _stamped(line: Line) -> Line:
    call = line.call
    seen = (
        line.seat, line.state, line.reason_words, line.waiting, line.oldest, line.last,
        call and (call.code, call.state, call.on_hold, call.third, call.third_up),
    )  # fmt: skip
    mark = hashlib.sha256(repr(seen).encode()).hexdigest()[:16]
    return Line(**{**vars(line), "stamp": mark})


def _on_line(actor: Actor, seat: Seat, call: Call) -> OnLine:
    third = call.legs.filter(left_at=None).exclude(purpose="answer").order_by("-pk").first()
    facts, desk = call_facts(call), seat_facts(seat)
    here = call.seat_id == seat.pk
    # Who is rung for this call, or asked about it, is about to speak with the caller.
    known = here or bool(may_know_number(actor, facts))
    return OnLine(
        code=call.code,
        number=shown_number(call),
        whole=call.number if known else "",
        state=call.state,
        is_inbound=call.is_inbound,
        on_hold=call.on_hold,
        asked_at=call.asked_at,
        answered_at=call.answered_at,
        third=third.who if third else "",
        third_up=bool(third and third.joined_at),
        third_for=third.purpose if third else "",
        may={
            "answer": call.is_inbound
            and call.state == OFFERED
            and bool(may_answer(actor, facts, desk, is_here=here)),
            "hold": bool(may_hold(actor, facts)),
            "resume": bool(may_resume(actor, facts)),
            "invite": bool(may_invite(actor, facts)),
            "transfer": bool(may_transfer(actor, facts)),
            "drop": bool(may_drop(actor, facts)),
            "hang_up": facts.staff == actor.id and call.state in (SPEAKING, OFFERED),
        },
    )


@dataclass(frozen=True)
class Target:
    """Whom one may call into a call: `code` for the form, `words` for the log."""

    code: str
    words: str
    number: str = ""
    seat: str = ""

    @property
    def is_emergency(self) -> bool:
        """Whether it must be chosen with care: no key alone calls the police."""
        return self.number in EMERGENCY


# 110 and its sisters stay separate lines; a call is handed on with one key (norms 1.1, 8).
EMERGENCY = {"110": "公安报警", "119": "消防救援", "120": "医疗急救", "122": "交通事故报警"}
MOST_TARGETS = 60


def targets(actor: Actor) -> list[Target]:
    """Offices with a telephone, ready seats, emergency lines."""
    offices = directory.organisations_in_use().exclude(phone="").order_by("code")
    seats = Seat.objects.filter(state=READY, closed_at=None).exclude(staff=actor.id)
    return [
        *(_office(row) for row in offices[:MOST_TARGETS]),
        *(_seat(code) for code in seats.order_by("code").values_list("code", flat=True)),
        *(Target(f"line:{number}", words, number) for number, words in EMERGENCY.items()),
    ]


def target(code: str) -> Target | None:
    """One target read back; a plain number is one too."""
    kind, colon, rest = code.strip().partition(":")
    if not colon:
        digits = "".join(char for char in kind if char.isascii() and char.isdigit())
        return Target(digits, "外线", digits) if 3 <= len(digits) <= 20 else None
    if kind == "line" and rest in EMERGENCY:
        return Target(code, EMERGENCY[rest], rest)
    if kind == "seat" and Seat.objects.filter(code=rest, closed_at=None).exists():
        return _seat(rest)
    if kind == "office":
        row = directory.organisations_in_use().filter(code=rest).exclude(phone="").first()
        return _office(row) if row else None
    return None


def _office(row: Any) -> Target:
    return Target(f"office:{row.code}", row.name, row.phone)


def _seat(code: str) -> Target:
    return Target(f"seat:{code}", code, seat=code)
