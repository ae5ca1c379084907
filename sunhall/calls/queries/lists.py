"""The list of calls, of missed calls, and one call whole."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet

from sunhall.calls.models import Call, Seat
from sunhall.calls.queries.facts import calls_for, shown_number
from sunhall.calls.rules import CALL_STATES, OUTCOMES, may_hear
from sunhall.directory import queries as directory
from sunhall.ground.access.actor import Actor
from sunhall.ground.journal.record import Recorded, story
from sunhall.ground.kit.given import instant_of
from sunhall.ground.kit.now import LOCAL
from sunhall.ground.sealed.blind import blind_index

PAGE = 50
MOST_MISSED = 200

# Which requests a call led to; the floor above tells it, for we cannot look up.
Links = Callable[[Actor, Iterable[str]], dict[str, list[tuple[str, str]]]]
_links: list[Links] = []


def wire(*, links: Links) -> None:
    """Take who knows what was registered from a call."""
    _links[:] = [links]


def linked(actor: Actor, codes: Iterable[str]) -> dict[str, list[tuple[str, str]]]:
    """Call → (number, address) of what was registered from it and this actor may see."""
    codes = list(codes)
    return _links[0](actor, codes) if _links and codes else {}


@dataclass(frozen=True)
class Listed:
    """One line of a list of calls."""

    code: str
    number: str
    is_inbound: bool
    at: datetime
    state: str
    outcome: str
    waited: int | None
    talked: int | None
    who: str
    requests: list[tuple[str, str]]
    wants_back: bool = False
    is_settled: bool = False
    backs: list[tuple[datetime, str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Asked:
    """What a list is narrowed by."""

    text: str = ""
    outcome: str = ""
    first: date | None = None
    last: date | None = None


def narrowed(actor: Actor, asked: Asked) -> QuerySet[Call]:
    """The calls that match, as far as this actor may see them."""
    rows = calls_for(actor)
    if text := asked.text.strip():
        found = Q(code=text.upper()) | Q(staff=text.lower())
        if index := blind_index(text, "phone"):
            found |= Q(number_index=index)
        rows = rows.filter(found)
    if asked.outcome:
        rows = rows.filter(outcome=asked.outcome)
    if asked.first:
        rows = rows.filter(arrived_at__gte=_midnight(asked.first))
    if asked.last:
        rows = rows.filter(arrived_at__lt=_midnight(asked.last + timedelta(days=1)))
    return rows


def page_of(
    actor: Actor, asked: Asked, *, after: str = "", limit: int = PAGE
) -> tuple[list[Listed], str]:
    """One page of calls, the newest first, and the key of the next."""
    rows = narrowed(actor, asked).order_by("-arrived_at", "-code")
    text, _, code = after.partition("~")
    at = instant_of(text)
    if at is not None:
        rows = rows.filter(Q(arrived_at__lt=at) | Q(arrived_at=at, code__lt=code))
    found = list(rows[: limit + 1])
    more = len(found) > limit
    found = found[:limit]
    key = f"{found[-1].arrived_at.isoformat()}~{found[-1].code}" if more else ""
    return lines(actor, found), key


def missed_for(actor: Actor) -> list[Listed]:
    """Missed calls 漏接 that nobody has settled, who asked for a call-back first."""
    rows = calls_for(actor).filter(outcome="missed", settled_at=None)
    return lines(actor, list(rows.order_by("-wants_back", "-ended_at")[:MOST_MISSED]))


def count_missed(actor: Actor) -> int:
    """How many missed calls wait to be called back."""
    return calls_for(actor).filter(outcome="missed", settled_at=None).count()


def lines(actor: Actor, rows: list[Call]) -> list[Listed]:
    """Rows as a list shows them: numbers masked, names in one query."""
    links = linked(actor, [row.code for row in rows])
    backs = _backs(rows)
    people = {row.staff for row in rows} | {who for all_ in backs.values() for _, who, _ in all_}
    names = directory.names_of(filter(None, people))
    return [
        Listed(
            code=row.code,
            number=shown_number(row),
            is_inbound=row.is_inbound,
            at=row.arrived_at,
            state=CALL_STATES[row.state],
            outcome=OUTCOMES[row.outcome],
            waited=_seconds(row.asked_at, row.answered_at or row.ended_at),
            talked=_seconds(row.answered_at, row.ended_at),
            who=names.get(row.staff, row.staff),
            requests=links.get(row.code, []),
            wants_back=row.wants_back,
            is_settled=row.settled_at is not None,
            backs=[(at, names.get(who, who), words) for at, who, words in backs.get(row.pk, [])],
        )
        for row in rows
    ]


def _backs(rows: list[Call]) -> dict[int, list[tuple[datetime, str, str]]]:
    found: dict[int, list[tuple[datetime, str, str]]] = {}
    missed = [row for row in rows if row.outcome == "missed"]
    for row in missed:
        tries = row.backs.order_by("at")
        found[row.pk] = [(one.at, one.staff, one.get_outcome_display() or "") for one in tries]
    return found


@dataclass(frozen=True)
class Sound:
    """A recording as its page shows it."""

    name: str
    seconds: int
    at: datetime


@dataclass(frozen=True)
class Branch:
    """A leg as its page shows it."""

    purpose: str
    who: str
    invited_at: datetime
    joined_at: datetime | None
    left_at: datetime | None


@dataclass(frozen=True)
class Whole:
    """One call with all that belongs to it."""

    line: Listed
    branches: list[Branch]
    sounds: list[Sound]
    may_hear: bool
    entries: list["Told"]


@dataclass(frozen=True)
class Told:
    """One line of the timeline."""

    at: datetime
    title: str
    who: str
    text: str = ""
    state: str = "done"


def whole(actor: Actor, call: Call) -> Whole:
    """One call: legs, recordings, what happened."""
    (line,) = lines(actor, [call])
    return Whole(
        line=line,
        branches=[
            Branch(leg.get_purpose_display(), leg.who, leg.invited_at, leg.joined_at, leg.left_at)
            for leg in call.legs.order_by("pk")
        ],
        sounds=[
            Sound(one.name, one.seconds, one.ready_at) for one in call.recordings.order_by("pk")
        ],
        may_hear=bool(may_hear(actor, call.staff)),
        entries=_told(story(f"call:{call.code}")),
    )


def _told(rows: list[Recorded]) -> list[Told]:
    facts = [(row, getattr(row.event, "staff", "")) for row in rows]
    names = directory.names_of({row.actor for row in rows} | {who for _, who in facts if who})
    return [
        Told(
            row.at,
            row.event.told(**({"staff": names.get(who, who)} if who else {})),
            names.get(row.actor, ""),
        )
        for row, who in reversed(facts)
    ]


def seats() -> list[Seat]:
    """All seats, open ones first."""
    return list(Seat.objects.order_by("closed_at", "code"))


def holders() -> dict[str, str]:
    """Staff code → name of who sits somewhere now."""
    return directory.names_of(Seat.objects.exclude(staff="").values_list("staff", flat=True))


@dataclass(frozen=True)
class OpenCall:
    """A call that lives, for the page that makes calls up."""

    line: str
    code: str
    number: str
    state: str
    seat: str


def open_calls() -> list[OpenCall]:
    """The calls that live now, in order of arrival."""
    rows = Call.objects.filter(ended_at=None).select_related("seat").order_by("arrived_at")
    return [
        OpenCall(
            row.line,
            row.code,
            shown_number(row),
            CALL_STATES[row.state],
            row.seat.code if row.seat else "",
        )
        for row in rows
    ]


def recent_from(call: Call, since: datetime) -> int:
    """How often this number called since then, this call among them (A3-14)."""
    if not call.number_index:
        return 1
    rows = Call.objects.filter(number_index=call.number_index, is_inbound=True)
    return rows.filter(arrived_at__gte=since).count()


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=LOCAL)


def _seconds(start: datetime | None, end: datetime | None) -> int | None:
    return int((end - start).total_seconds()) if start and end else None
