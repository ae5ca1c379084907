"""Binding 绑定: an openid and a phone belong to one person, proved by a code; and parted again."""

import secrets

from sunhall.ground.access.actor import Actor
from sunhall.ground.journal.action import action
from sunhall.ground.journal.record import record
from sunhall.ground.kit.now import now
from sunhall.ground.outbox.channels import recipient_purpose
from sunhall.ground.sealed.blind import blind_index
from sunhall.people import queries
from sunhall.people.actions.know import know_person
from sunhall.people.actions.sign_in import Confirmed, confirm_phone_code
from sunhall.people.events import AddressBound, AddressUnbound, PeopleMerged
from sunhall.people.models import Binding, Person

SAME = "本人用短信验证码绑定"


@action
def know_address(channel: str, address: str, *, by: Actor) -> Person:
    """Find the person behind an address, or register one who is known by it alone 登记 (K6)."""
    held = queries.binding_at(channel, address)
    if held is not None:
        return queries.current(held.person)
    person = know_person(reference=f"{channel}:{secrets.token_hex(12)}", channel=channel, by=by)
    _bind(person, channel, address, is_proved=False, by=by)
    return person


@action
def bind_address(channel: str, address: str, phone: str, code: str, *, by: Actor) -> Confirmed:
    """Bind an address to the person of a phone 绑定, who typed the code that was sent there (H1).

    Whoever was known by the address alone is that person: their matters are one from now on.
    """
    confirmed = confirm_phone_code(phone, code, by=by)
    if confirmed.person is None:
        return confirmed
    person = queries.current(confirmed.person)
    held = queries.binding_at(channel, address, for_update=True)
    if held is not None:
        before = queries.current(held.person)
        if before.pk == person.pk and held.is_proved:
            return confirmed
        _end(held, by=by, is_told=held.is_proved)
        if not held.is_proved and before.pk != person.pk:
            _join(person, before, by)
    _bind(person, channel, address, is_proved=True, by=by)
    return confirmed


@action
def unbind_address(channel: str, address: str, *, by: Actor) -> bool:
    """Part an address from its person 解绑; gives whether it was bound. Their matters stay."""
    held = queries.binding_at(channel, address, for_update=True)
    if held is None or not held.is_proved:
        return False
    _end(held, by=by, is_told=True)
    return True


def _bind(person: Person, channel: str, address: str, *, is_proved: bool, by: Actor) -> None:
    Binding.objects.create(
        person=person,
        channel=channel,
        address=address,
        address_index=blind_index(address, recipient_purpose(channel)),
        is_proved=is_proved,
        bound_at=now(),
    )
    record(AddressBound(person=person.public_id, channel=channel, is_proved=is_proved), by=by)


def _end(held: Binding, *, by: Actor, is_told: bool) -> None:
    held.ended_at, held.address, held.address_index = now(), "", ""
    held.save(update_fields=["ended_at", "address", "address_index"])
    if is_told:
        record(AddressUnbound(person=held.person.public_id, channel=held.channel), by=by)


def _join(kept: Person, double: Person, by: Actor) -> None:
    """Who was known by the address alone has nothing that could contradict."""
    if double.merged_into_id or double.erased_at or double.phone or double.id_number:
        return
    double.merged_into = kept
    double.save(update_fields=["merged_into"])
    record(PeopleMerged(person=kept.public_id, double=double.public_id, reason=SAME), by=by)
