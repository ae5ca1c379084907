"""Reading people: masked by default; the plain value only through the action `reveal`."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from sunhall.ground.access.actor import VISITOR, Actor
from sunhall.ground.journal.record import story
from sunhall.ground.kit.refusal import NotFound
from sunhall.ground.kit.verdict import YES, Verdict
from sunhall.ground.sealed.blind import blind_index
from sunhall.ground.sealed.masks import (
    Level,
    mask_address,
    mask_id_number,
    mask_name,
    mask_phone,
)
from sunhall.people.events import PersonRevealed
from sunhall.people.models import DataRequest, Person
from sunhall.people.rules import FIELDS, KINDS, Facts, Held

# What higher floors know about a person; the wiring teaches it, for we cannot look up.
Keeper = Callable[[str], Verdict]
Teller = Callable[[str], Iterable[Held]]
_keepers: list[Keeper] = []
_tellers: list[Teller] = []


def wire(keepers: Iterable[Keeper] = (), tellers: Iterable[Teller] = ()) -> None:
    """Take who may forbid a deletion, and who else holds something about a person."""
    _keepers[:] = keepers
    _tellers[:] = tellers


def actor_for_resident(resident_id: str) -> Actor:
    """Build the actor of a resident who signed in by phone code; merged doubles lead on."""
    found = Person.objects.filter(public_id=resident_id).select_related("merged_into").first()
    person = current(found) if found else None
    if person is None or person.erased_at is not None:
        return VISITOR
    return Actor(code=f"resident:{person.public_id}", name=mask_name(person.name))


def current(person: Person) -> Person:
    """The record that stays, when this one was merged into another."""
    while person.merged_into is not None:
        person = person.merged_into
    return person


def same_person(person: Person) -> list[Person]:
    """The record and all doubles merged into it, however deep."""
    found = [person]
    for one in found:
        found.extend(one.doubles.all())
    return found


def person_for(actor: Actor, person_id: str) -> Person:
    """Find a person whom this actor may know: staff at the desk, or the resident themself."""
    person = Person.objects.filter(public_id=person_id).select_related("place").first()
    if person is None or not _may_know(actor, person):
        raise NotFound(f"person {person_id}")
    return person


def person_for_update(person_id: str, *, by: Actor) -> Person:
    """The same, locked."""
    person = Person.objects.select_for_update().filter(public_id=person_id).first()
    if person is None or not _may_know(by, person):
        raise NotFound(f"person {person_id}")
    return person


def _may_know(actor: Actor, person: Person) -> bool:
    if actor.code == "system" or actor.may("people.manage") or actor.may("people.reveal"):
        return True
    return actor.is_resident and actor.id == current(person).public_id


def people_at_phone(phone: str) -> QuerySet[Person]:
    """The persons registered with a phone, the confirmed and the longest known first."""
    return Person.objects.filter(
        phone_index=blind_index(phone, "phone"),
        merged_into__isnull=True,
        erased_at__isnull=True,
    ).order_by("-is_verified", "known_at", "pk")


def find_people(actor: Actor, text: str, limit: int = 20) -> list[Person]:
    """Find people by whole phone, identity number, credit code or name (K6)."""
    if not (actor.may("people.manage") or actor.may("people.reveal")) or not text.strip():
        return []
    here = Person.objects.filter(merged_into__isnull=True, erased_at__isnull=True)
    found = (
        here.filter(phone_index=blind_index(text, "phone"))
        | here.filter(id_index=blind_index(text, "id_number"))
        | here.filter(name_index=blind_index(text, "name"))
        | here.filter(credit_code=text.strip().upper())
    )
    return list(found.select_related("place").order_by("-known_at")[:limit])


def facts(person: Person) -> Facts:
    """The person as the rules see them."""
    return Facts(
        kind=person.kind,
        is_merged=person.merged_into_id is not None,
        is_erased=person.erased_at is not None,
        id_number=person.id_number,
        credit_code=person.credit_code,
    )


@dataclass(frozen=True, slots=True)
class Seen:
    """A person as a page may show them."""

    id: str
    kind: str
    name: str
    phone: str
    id_number: str
    address: str
    credit_code: str
    place: str
    is_verified: bool
    is_erased: bool


def seen(person: Person, level: Level = "list") -> Seen:
    """Mask a person for a level of page (norms 5.2)."""
    whole = person.kind == "enterprise"
    return Seen(
        id=person.public_id,
        kind=KINDS[person.kind],
        name=person.name if whole else mask_name(person.name, level),
        phone=mask_phone(person.phone, level),
        id_number=mask_id_number(person.id_number, level),
        address=mask_address(person.address, level),
        credit_code=person.credit_code,
        place=person.place.full_name if person.place else "",
        is_verified=person.is_verified,
        is_erased=person.erased_at is not None,
    )


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

    at: object
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
            yield Held(words, value, person.known_from)
    if person.credit_code:
        yield Held("统一社会信用代码", person.credit_code, person.known_from)
    if person.place:
        yield Held("所在区划", person.place.full_name, person.known_from)


def readings_of(person_id: str) -> list[Reading]:
    """Who read a sealed fact of this person, when and why, the latest first."""
    return [
        Reading(entry.at, entry.actor, FIELDS[entry.event.field], entry.event.reason)
        for entry in reversed(story(f"person:{person_id}"))
        if isinstance(entry.event, PersonRevealed)
    ]


def open_data_requests() -> QuerySet[DataRequest]:
    """What people asked about their data and nobody has answered, the oldest first."""
    return (
        DataRequest.objects.filter(answered_at=None).select_related("person").order_by("asked_at")
    )
