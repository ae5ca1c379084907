"""Knowing a person once: find by identifier, or register."""

import secrets
from dataclasses import dataclass, fields

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from sunhall.ground.access.actor import Actor
from sunhall.ground.journal.action import action
from sunhall.ground.journal.record import record
from sunhall.ground.kit.now import now
from sunhall.ground.kit.refusal import refuse, require
from sunhall.ground.sealed.blind import blind_index
from sunhall.people import queries
from sunhall.people.events import PersonCorrected, PersonKnown
from sunhall.people.models import Person
from sunhall.people.rules import (
    credit_code_of,
    email_of,
    id_number_of,
    may_correct,
    name_of,
    phone_of,
)
from sunhall.places import queries as places

_INDEXED = {
    "name": "name_index",
    "phone": "phone_index",
    "email": "email_index",
    "id_number": "id_index",
}


@dataclass(frozen=True, slots=True)
class _Given:
    """What somebody says about a person, in one spelling."""

    name: str = ""
    phone: str = ""
    email: str = ""
    id_number: str = ""
    credit_code: str = ""
    address: str = ""

    def filled(self) -> dict[str, str]:
        return {f.name: getattr(self, f.name) for f in fields(self) if getattr(self, f.name)}


@action
def know_person(
    *,
    by: Actor,
    name: str = "",
    phone: str = "",
    email: str = "",
    id_number: str = "",
    credit_code: str = "",
    address: str = "",
    place: str = "",
    kind: str = "natural",
    reference: str = "",
    channel: str = "",
) -> Person:
    """Find the person these facts belong to, or register them 登记 (K6).

    Identity number, credit code and the source's own reference decide alone; a phone decides
    together with the name, for families share phones; an e-mail address does so where there is
    no phone.
    """
    given = _read(name, phone, email, id_number, credit_code, address)
    if not (given.filled() or reference):
        raise refuse("请至少填写姓名或联系电话", field="phone")
    person = _found(given, reference)
    if person is None:
        try:
            with transaction.atomic():
                return _registered(given, place, kind, reference, channel, by)
        except IntegrityError:
            # Somebody registered the same person a moment ago; there is only one.
            person = _found(given, reference)
            if person is None:
                raise
    return _gaps_filled(person, given, by)


@action
def correct_person(
    person_id: str,
    *,
    by: Actor,
    reason: str,
    name: str | None = None,
    phone: str | None = None,
    email: str | None = None,
    id_number: str | None = None,
    credit_code: str | None = None,
    address: str | None = None,
    place: str | None = None,
) -> Person:
    """Put right what is held about a person 更正; the journal keeps what it was (PIPL 46)."""
    if len(reason.strip()) < 2:
        raise refuse("请填写更正原因", field="reason")
    person = queries.person_for_update(person_id, by=by)
    require(may_correct(by, queries.facts(person)))
    wanted = _read(
        name or "", phone or "", email or "", id_number or "", credit_code or "", address or ""
    )
    said = {
        "name": name,
        "phone": phone,
        "email": email,
        "id_number": id_number,
        "credit_code": credit_code,
        "address": address,
    }
    changes = {
        field: getattr(wanted, field)
        for field, text in said.items()
        if text is not None and getattr(wanted, field) != getattr(person, field)
    }
    if place is not None:
        person.place = places.place_for(place) if place else None
    if changes or place is not None:
        _write(person, changes, reason.strip(), by)
    return person


def _read(
    name: str, phone: str, email: str, id_number: str, credit_code: str, address: str
) -> _Given:
    return _Given(
        name=name_of(name),
        phone=phone_of(phone),
        email=email_of(email),
        id_number=id_number_of(id_number),
        credit_code=credit_code_of(credit_code),
        address=" ".join(address.split())[:200],
    )


def _found(given: _Given, reference: str) -> Person | None:
    here = Person.objects.filter(merged_into__isnull=True, erased_at__isnull=True)
    if reference and (person := Person.objects.filter(reference=reference).first()):
        return queries.current(person)
    if given.id_number:
        index = blind_index(given.id_number, "id_number")
        if person := here.filter(id_index=index).first():
            return person
    if given.credit_code and (person := here.filter(credit_code=given.credit_code).first()):
        return person
    if given.phone:
        return _named(queries.people_at_phone(given.phone), given)
    return _named(queries.people_at_email(given.email), given) if given.email else None


def _named(sharing: QuerySet[Person], given: _Given) -> Person | None:
    if not given.name:
        return sharing.first()
    index = blind_index(given.name, "name")
    named = sharing.filter(name_index__in=[index, ""]).order_by("-name_index", "known_at")
    return named.first()


def _registered(
    given: _Given, place: str, kind: str, reference: str, channel: str, by: Actor
) -> Person:
    person = Person(
        public_id=secrets.token_hex(8),
        kind="enterprise" if given.credit_code else kind,
        place=places.place_for(place) if place else None,
        reference=reference,
        known_from=channel,
        known_at=now(),
    )
    _set(person, given.filled())
    person.save()
    record(
        PersonKnown(
            person=person.public_id,
            entity=person.kind,
            channel=channel,
            fields=tuple(sorted(given.filled())),
        ),
        by=by,
    )
    return person


def _gaps_filled(person: Person, given: _Given, by: Actor) -> Person:
    """Add what was not known. A stranger adds nothing to a person whose phone is confirmed."""
    for field, words in (("id_number", "身份证号码"), ("credit_code", "统一社会信用代码")):
        known, said = getattr(person, field), getattr(given, field)
        if known and said and known != said and by.is_staff:
            raise refuse("同名同电话的登记已有不同的{words}，请核对", field=field, words=words)
    own = by.code == f"resident:{person.public_id}"
    if person.is_verified and not (own or by.is_staff or by.code == "system"):
        return person
    if not _gaps(person, given):
        return person
    # Found without a lock: meanwhile it may have been corrected, merged or erased.
    fresh = Person.objects.select_for_update().get(pk=person.pk)
    gaps = _gaps(fresh, given)
    if gaps and fresh.merged_into_id is None and fresh.erased_at is None:
        _write(fresh, gaps, "补充", by)
    return fresh


def _gaps(person: Person, given: _Given) -> dict[str, str]:
    return {f: text for f, text in given.filled().items() if not getattr(person, f)}


def _write(person: Person, changes: dict[str, str], reason: str, by: Actor) -> None:
    before = tuple(f"{field}={getattr(person, field)}" for field in changes)
    _set(person, changes)
    try:
        with transaction.atomic():
            person.save()
    except IntegrityError as error:
        raise refuse("已有相同号码的登记，请核对；如是同一人请合并登记", field="phone") from error
    record(
        PersonCorrected(
            person=person.public_id, fields=tuple(changes), before=before, reason=reason
        ),
        by=by,
    )


def _set(person: Person, changes: dict[str, str]) -> None:
    for field, text in changes.items():
        setattr(person, field, text)
        if column := _INDEXED.get(field):
            setattr(person, column, blind_index(text, field))
