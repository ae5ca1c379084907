"""A person as a page may show them: masked, until the action `reveal` is asked."""

from dataclasses import dataclass

from sunhall.ground.sealed.masks import (
    Level,
    mask_address,
    mask_email,
    mask_id_number,
    mask_name,
    mask_phone,
)
from sunhall.people.models import Person
from sunhall.people.rules import KINDS


@dataclass(frozen=True, slots=True)
class Seen:
    """A person as a page may show them."""

    id: str
    kind: str
    name: str
    phone: str
    email: str
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
        email=mask_email(person.email, level),
        id_number=mask_id_number(person.id_number, level),
        address=mask_address(person.address, level),
        credit_code=person.credit_code,
        place=person.place.full_name if person.place else "",
        is_verified=person.is_verified,
        is_erased=person.erased_at is not None,
    )
