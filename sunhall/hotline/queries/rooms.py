"""Rooms and their calendar: what is open, taken and free, and whom to remind (H6; 000#1 二)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sunhall.clocks import queries as clocks
from sunhall.directory import queries as directory
from sunhall.ground.access.actor import Actor
from sunhall.ground.kit.now import LOCAL, now
from sunhall.ground.kit.refusal import NotFound
from sunhall.hotline.models import BookedQuarter, Booking, DialogueReply, DialogueRoom
from sunhall.hotline.rules.rooms import Span, free_between
from sunhall.matters import queries as matters

REMIND_FROM = time(9)


@dataclass(frozen=True)
class Piece:
    """A stretch of a room's day: free, or taken by a dialogue that this reader may see or not."""

    starts: datetime
    ends: datetime
    number: str = ""
    is_free: bool = False


@dataclass(frozen=True)
class RoomDay:
    """One room on one day, its hours in order."""

    room: DialogueRoom
    day: date
    pieces: list[Piece]


def room_for(code: str) -> DialogueRoom:
    """A dialogue room by its code, open or closed."""
    row = DialogueRoom.objects.filter(code=code).first()
    if row is None:
        raise NotFound(code)
    return row


def rooms_known() -> list[tuple[DialogueRoom, str]]:
    """Every room with the name of its organisation, open ones first."""
    names = dict(directory.organisations_ever().values_list("code", "name"))
    rows = DialogueRoom.objects.order_by("-is_active", "organisation", "name")
    return [(row, names.get(row.organisation, row.organisation)) for row in rows]


def opening_of(room: DialogueRoom, day: date) -> list[Span]:
    """When the house of a room is open on a day, by its office hours 办公时间."""
    place = directory.organisation_for(room.organisation).place
    return _spans(room, day, place.code if place else "")


def _spans(room: DialogueRoom, day: date, place: str) -> list[Span]:
    hours = clocks.office_hours(place, day, organisation=room.organisation)
    return hours.spans(day, clocks.calendar(place))


def room_days(actor: Actor, rooms: Iterable[DialogueRoom], days: Sequence[date]) -> list[RoomDay]:
    """The calendar of these rooms: numbers only of what the reader may see."""
    wanted = list(rooms)
    taken = _taken(wanted, days)
    numbers = {row.dialogue.matter.number for rows in taken.values() for row in rows}
    seen = set(
        matters.matters_for(actor).filter(number__in=numbers).values_list("number", flat=True)
    )
    places = dict(directory.organisations_ever().values_list("code", "place__code"))
    return [
        RoomDay(
            room,
            day,
            _pieces(
                _spans(room, day, places.get(room.organisation) or ""),
                taken.get((room.pk, day), []),
                seen,
            ),
        )
        for room in wanted
        for day in days
    ]


def booked_first(what: Sequence[str], at: Sequence[datetime]) -> str:
    """The first of these that is taken in any of these quarters, or nothing."""
    rows = BookedQuarter.objects.filter(what__in=what, at__in=at)
    taken = set(rows.values_list("what", flat=True))
    return next((one for one in what if one in taken), "")


def bookings_to_remind_of() -> list[int]:
    """Appointments of tomorrow that were made before today, once people are up."""
    here = now().astimezone(LOCAL)
    if here.time() < REMIND_FROM:
        return []
    midnight = datetime.combine(here.date(), time(0), LOCAL)
    rows = Booking.objects.filter(
        ended_at=None,
        reminded_at=None,
        made_at__lt=midnight,
        starts_at__gte=midnight + timedelta(days=1),
        starts_at__lt=midnight + timedelta(days=2),
    )
    return list(rows.order_by("starts_at", "pk").values_list("pk", flat=True))


def booking_of(dialogue: int) -> Booking | None:
    """The appointment of a dialogue: the one in force, else the last there was."""
    rows = Booking.objects.filter(dialogue=dialogue).select_related("room", "volunteer", "dialogue")
    return rows.filter(ended_at=None).first() or rows.order_by("-pk").first()


def replies_to(dialogue: int) -> list[DialogueReply]:
    """All that the person said to appointments of a dialogue, the newest first."""
    rows = DialogueReply.objects.filter(booking__dialogue=dialogue).select_related("booking")
    return list(rows.order_by("-at", "-pk"))


def _taken(
    rooms: Sequence[DialogueRoom], days: Sequence[date]
) -> dict[tuple[int, date], list[Booking]]:
    first = datetime.combine(min(days), time(0), LOCAL)
    last = datetime.combine(max(days), time(0), LOCAL) + timedelta(days=1)
    rows = Booking.objects.filter(
        room__in=rooms, ended_how__in=("", "held"), starts_at__gte=first, starts_at__lt=last
    ).select_related("dialogue__matter")
    found: dict[tuple[int, date], list[Booking]] = {}
    for row in rows.order_by("starts_at"):
        key = (row.room_id or 0, row.starts_at.astimezone(LOCAL).date())
        found.setdefault(key, []).append(row)
    return found


def _pieces(opened: list[Span], rows: list[Booking], seen: set[str]) -> list[Piece]:
    taken = [(row.starts_at, row.ends_at) for row in rows]
    pieces = [Piece(start, end, is_free=True) for start, end in free_between(opened, taken)]
    for row in rows:
        number = row.dialogue.matter.number
        pieces.append(Piece(row.starts_at, row.ends_at, number if number in seen else ""))
    return sorted(pieces, key=lambda piece: piece.starts)
