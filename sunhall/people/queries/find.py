"""Finding a person, within what an actor may know."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from sunhall.ground.access.actor import VISITOR, Actor
from sunhall.ground.kit.now import now
from sunhall.ground.kit.refusal import NotFound
from sunhall.ground.outbox.channels import recipient_purpose
from sunhall.ground.sealed.blind import blind_index
from sunhall.ground.sealed.masks import mask_name, mask_phone
from sunhall.people.models import Binding, DataRequest, Person, PhoneCode
from sunhall.people.rules import AGAIN_AFTER, Facts

# The work of an actor about one person; a floor above tells it, for here is no matter known.
Work = Callable[[Actor, OuterRef], QuerySet[Any]]
WORKS: list[Work] = []

# How often a record that was merged into another may itself have been joined from others and
# still lead the work to the record that stays. Nobody registers a person more often by mistake.
_MERGED_DEEP = 3


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


def ids_of(person_id: str) -> list[str]:
    """The public ids of a person and of all doubles merged into them: their matters are one."""
    person = Person.objects.filter(public_id=person_id).first()
    return ids_with_doubles([person]) if person else [person_id]


def current_id(person_id: str) -> str:
    """The public id of the record that stays for this person, whichever double was named."""
    person = Person.objects.filter(public_id=person_id).select_related("merged_into").first()
    return current(person).public_id if person else person_id


def current_ids_of(person_ids: Iterable[str]) -> dict[str, str]:
    """For those of some ids that were merged into another record, the id of the one that stays."""
    rows = Person.objects.filter(public_id__in=set(person_ids), merged_into__isnull=False)
    return {row.public_id: current(row).public_id for row in rows.select_related("merged_into")}


def ids_with_doubles(persons: Iterable[Person]) -> list[str]:
    """The public ids of some persons and of all doubles merged into them; one query a level."""
    found: list[str] = []
    level = list(persons)
    while level:
        found += [one.public_id for one in level]
        level = list(Person.objects.filter(merged_into__in=level))
    return found


def people_for(actor: Actor) -> QuerySet[Person]:
    """All people this actor may know: the one query behind list, search, page and reveal (K6).

    Who keeps the register (`people.manage`) knows everybody in it; who may read a sealed fact
    (`people.reveal`) knows those whom their own work touches; residents know themselves.
    """
    rows = Person.objects.select_related("place", "merged_into")
    if actor.code == "system" or actor.may("people.manage"):
        return rows
    if actor.is_resident:
        return rows.filter(public_id__in=ids_of(actor.id))
    return rows.filter(_touched(actor)) if actor.may("people.reveal") else rows.none()


def _touched(actor: Actor, deep: int = _MERGED_DEEP) -> Q:
    """Work about this record, or about one that was merged into it."""
    touched = Q(pk__in=[])
    for work in WORKS:
        touched |= Q(Exists(work(actor, OuterRef("public_id"))))
    if deep:
        doubles = Person.objects.filter(merged_into=OuterRef("pk"))
        touched |= Q(Exists(doubles.filter(_touched(actor, deep - 1))))
    return touched


def person_for(actor: Actor, person_id: str) -> Person:
    """One person whom this actor may know, or `NotFound`."""
    rows = Person.objects.filter(public_id=person_id).select_related("place", "merged_into")
    return _known(actor, rows.first(), person_id)


def person_for_update(person_id: str, *, by: Actor) -> Person:
    """The same, locked."""
    rows = Person.objects.select_for_update().filter(public_id=person_id)
    return _known(by, rows.first(), person_id)


def _known(actor: Actor, person: Person | None, person_id: str) -> Person:
    """A double is known to whoever knows the record that stays."""
    if person is not None:
        both = {person.pk, current(person).pk}
        if people_for(actor).filter(pk__in=both).exists():
            return person
    raise NotFound(f"person {person_id}")


def people_at_phone(phone: str) -> QuerySet[Person]:
    """The persons registered with a phone, the confirmed and the longest known first."""
    return Person.objects.filter(
        phone_index=blind_index(phone, "phone"),
        merged_into__isnull=True,
        erased_at__isnull=True,
    ).order_by("-is_verified", "known_at", "pk")


def people_at_email(email: str) -> QuerySet[Person]:
    """The persons registered with an e-mail address, the confirmed and longest known first."""
    index = blind_index(email, "email")
    here = Person.objects.filter(merged_into__isnull=True, erased_at__isnull=True)
    found = here.filter(email_index=index) if index else here.none()
    return found.order_by("-is_verified", "known_at", "pk")


def binding_at(channel: str, address: str, *, for_update: bool = False) -> Binding | None:
    """The binding of an address that is in force."""
    index = blind_index(address, recipient_purpose(channel))
    rows = Binding.objects.select_related("person", "person__merged_into")
    if for_update:
        rows = rows.select_for_update(of=("self",))
    return (
        rows.filter(channel=channel, address_index=index, ended_at=None).first() if index else None
    )


def people_at_address(channel: str, address: str) -> list[Person]:
    """The person to whom an address of another channel is bound, if anybody."""
    held = binding_at(channel, address)
    person = current(held.person) if held else None
    return [person] if person and person.erased_at is None else []


def find_people(actor: Actor, text: str, limit: int = 20) -> list[Person]:
    """Find people by whole phone, e-mail address, identity number, credit code or name (K6)."""
    if not text.strip():
        return []
    asked = Q(credit_code=text.strip().upper())
    columns = ("phone", "phone"), ("email", "email"), ("id", "id_number"), ("name", "name")
    for column, purpose in columns:
        # Signs alone have no index; the empty one is that of everybody without a phone.
        if index := blind_index(text, purpose):
            asked |= Q(**{f"{column}_index": index})
    here = people_for(actor).filter(asked, merged_into__isnull=True, erased_at__isnull=True)
    return list(here.order_by("-known_at")[:limit])


def people_of(actor: Actor, ids: Iterable[str]) -> list[Person]:
    """Several people by id whom this actor may know, in one query."""
    return list(people_for(actor).filter(public_id__in=list(ids)).order_by("-known_at"))


def facts(person: Person) -> Facts:
    """The person as the rules see them."""
    return Facts(
        kind=person.kind,
        is_merged=person.merged_into_id is not None,
        is_erased=person.erased_at is not None,
        id_number=person.id_number,
        credit_code=person.credit_code,
    )


def phone_awaiting_code(pk: int) -> str:
    """The phone a code was sent to, while it can still be typed; else ""."""
    row = PhoneCode.objects.filter(pk=pk, used_at=None, expires_at__gt=now()).first()
    return row.phone if row else ""


def code_just_sent(pk: int, phone: str) -> bool:
    """Whether this browser asked for this phone's code a moment ago: a double tap sends one."""
    return PhoneCode.objects.filter(
        pk=pk, phone_index=blind_index(phone, "phone"), sent_at__gt=now() - AGAIN_AFTER
    ).exists()


def data_request_for(pk: int) -> DataRequest:
    """One request about own data."""
    row = DataRequest.objects.filter(pk=pk).select_related("person", "person__place").first()
    if row is None:
        raise NotFound(f"data request {pk}")
    return row


def open_data_requests() -> QuerySet[DataRequest]:
    """What people asked about their data and nobody has answered, the oldest first."""
    rows = DataRequest.objects.filter(answered_at=None)
    return rows.select_related("person__place").order_by("asked_at")


def masked_phone(person_id: str) -> str:
    """A person's phone with its middle hidden, to tell them at which number they were called."""
    person = Person.objects.filter(public_id=person_id).first() if person_id else None
    return mask_phone(person.phone, "list") if person else ""


def names_to_hide(person_id: str) -> list[str]:
    """The names of a person that must not stand in a published text (PIPL 25)."""
    person = Person.objects.filter(public_id=person_id).first()
    if person is None or person.kind == "enterprise":
        return []
    return [one.name for one in same_person(current(person)) if one.name]


def names_to_hide_of(person_ids: Iterable[str]) -> dict[str, list[str]]:
    """The same for many persons in one query; only who has doubles is looked up alone."""
    doubles = Person.objects.filter(merged_into=OuterRef("pk"))
    rows = Person.objects.filter(public_id__in=set(person_ids)).exclude(kind="enterprise")
    rows = rows.annotate(is_double=Q(merged_into__isnull=False) | Q(Exists(doubles)))
    return {
        row.public_id: names_to_hide(row.public_id) if row.is_double else [row.name] for row in rows
    }


def addresses_of(person_id: str) -> dict[str, str]:
    """Where messages to a person go: channel and address; plain for the outbox only."""
    person = Person.objects.filter(public_id=person_id).first()
    if person is None:
        return {}
    kept = current(person)
    addresses = {"inapp": f"resident:{kept.public_id}", "sms": kept.phone, "email": kept.email}
    for bound in bindings_of(kept):
        addresses[bound.channel] = bound.address
    return addresses


def bindings_of(person: Person) -> list[Binding]:
    """What is bound to a person and to their doubles now, the proved and latest last."""
    rows = Binding.objects.filter(person__in=same_person(person), ended_at=None)
    return list(rows.order_by("is_proved", "bound_at", "pk"))
