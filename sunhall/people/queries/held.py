"""What is held about a person, by us and by the floors above, and who read it (PIPL 44-47)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from sunhall.ground.access.actor import Actor
from sunhall.ground.journal.record import story
from sunhall.ground.kit.verdict import YES, Verdict
from sunhall.ground.sealed.masks import mask_id_number
from sunhall.people.events import PersonRevealed
from sunhall.people.models import DataRequest, Person
from sunhall.people.queries.find import WORKS, Work, person_for, same_person
from sunhall.people.rules import FIELDS, Held

# What higher floors know about a person; the wiring teaches it, for we cannot look up.
Keeper = Callable[[str], Verdict]
Teller = Callable[[str], Iterable[Held]]
Namer = Callable[[Iterable[str]], dict[str, str]]
_keepers: list[Keeper] = []
_tellers: list[Teller] = []
_namers: list[Namer] = []


def wire(
    *,
    keepers: Iterable[Keeper] = (),
    tellers: Iterable[Teller] = (),
    namers: Iterable[Namer] = (),
    works: Iterable[Work] = (),
) -> None:
    """Take who may forbid a deletion, who else holds something, who knows names of staff, and
    what the work of an actor about a person is."""
    _keepers[:] = keepers
    _tellers[:] = tellers
    _namers[:] = namers
    WORKS[:] = works


def may_erase(person: Person) -> Verdict:
    """Ask every floor above whether it must keep this person (PIPL 47)."""
    for one in same_person(person):
        for keeper in _keepers:
            if not (verdict := keeper(one.public_id)):
                return verdict
    return YES


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of a sealed fact: who, what, why."""

    at: datetime
    who: str
    field: str
    reason: str


@dataclass(frozen=True, slots=True)
class HeldReport:
    """All that is held about a person (PIPL 45)."""

    person: Person
    facts: list[Held]
    elsewhere: list[Held]
    readings: list[Reading]
    requests: list[DataRequest]


def what_is_held(actor: Actor, person_id: str) -> HeldReport:
    """Tell a person what is held about them, where from, and who read it (PIPL 44-47)."""
    person = person_for(actor, person_id)
    all_of_them = same_person(person)
    ids = [one.public_id for one in all_of_them]
    return HeldReport(
        person=person,
        facts=[held for one in all_of_them for held in _facts_of(one)],
        elsewhere=[held for one in ids for teller in _tellers for held in teller(one)],
        readings=[reading for one in ids for reading in readings_of(one)],
        requests=list(
            DataRequest.objects.filter(person__in=all_of_them).order_by("-asked_at", "-pk")
        ),
    )


def _facts_of(person: Person) -> Iterable[Held]:
    for field, words in FIELDS.items():
        if value := getattr(person, field):
            # Even to themselves: the phone in the hand may be somebody else's.
            shown = mask_id_number(value, "detail") if field == "id_number" else value
            yield Held(words, shown, person.known_from)
    if person.credit_code:
        yield Held("统一社会信用代码", person.credit_code, person.known_from)
    if person.place:
        yield Held("所在区划", person.place.full_name, person.known_from)
    for binding in person.bindings.filter(ended_at=None):
        yield Held("绑定的微信", "已绑定" if binding.is_proved else "未绑定手机号", binding.channel)


def readings_of(person_id: str, *, by: str = "") -> list[Reading]:
    """Who read a sealed fact of this person, when and why, the latest first; of one reader `by`."""
    entries = [
        (entry, entry.event)
        for entry in reversed(story(f"person:{person_id}"))
        if isinstance(entry.event, PersonRevealed) and (not by or entry.actor == by)
    ]
    names = names_of({entry.actor for entry, _ in entries})
    return [
        Reading(entry.at, names.get(entry.actor, entry.actor), FIELDS[told.field], told.reason)
        for entry, told in entries
    ]


def names_of(codes: Iterable[str]) -> dict[str, str]:
    """Names for actor codes, as far as a floor above knows them."""
    wanted = list(codes)
    return {code: name for namer in _namers for code, name in namer(wanted).items()}
