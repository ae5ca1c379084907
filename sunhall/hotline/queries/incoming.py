"""Who sent an item, and which request it belongs to (H1, H13)."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.conf import settings

from sunhall.directory import queries as directory
from sunhall.ground.access.actor import Actor
from sunhall.ground.files import queries as files
from sunhall.ground.inbox import queries as inbox
from sunhall.ground.inbox.channels import ADAPTERS
from sunhall.ground.kit.now import now
from sunhall.ground.kit.refusal import NotFound
from sunhall.hotline.models import Request
from sunhall.hotline.queries.entry import places_named_in
from sunhall.hotline.rules import incoming as rules
from sunhall.matters import queries as matters
from sunhall.matters.rules import ENDED
from sunhall.people import queries as people

NOUN = "matter:"
MOST_OPEN, MOST_PHONES = 20, 3


def files_that_came(item: Any) -> list[str]:
    """The files of an item without its original."""
    kept = files.files_of(item.owner_of_files).exclude(code=item.raw)
    return list(kept.values_list("code", flat=True))


def sender_known(item: Any) -> str:
    """The public id of the person an address belongs to; "" for a stranger."""
    if item.channel == "wechat":
        return person_at(item.channel, item.sender)
    sharing = {"email": people.people_at_email, "sms": people.people_at_phone}.get(item.channel)
    if sharing is None or not item.sender:
        return ""
    found = list(sharing(item.sender))
    named = [person for person in found if person.name and person.name == item.sender_name]
    return (named or found)[0].public_id if found else ""


def person_at(channel: str, address: str) -> str:
    """The public id of the person to whom an openid is bound; "" for nobody."""
    found = people.people_at_address(channel, address)
    return found[0].public_id if found else ""


def requests_open_of(person: str) -> list[Request]:
    """A person's own requests that have not ended, the latest first."""
    if not person:
        return []
    rows = Request.objects.filter(matter__person__in=people.ids_of(person))
    rows = rows.exclude(matter__phase__in=ENDED).select_related("matter")
    return list(rows.order_by("-matter__opened_at", "-matter__number")[:MOST_OPEN])


def request_own(number: str, person: str) -> Request | None:
    """A request by number, when it is this person's own."""
    if not person:
        return None
    rows = Request.objects.filter(matter__person__in=people.ids_of(person))
    return rows.filter(matter__number=number).select_related("matter").first()


def request_meant(item: Any, person: str) -> str:
    """The sender's own request that an item belongs to: by its thread, or by a number it quotes."""
    if not person:
        return ""
    about = inbox.about_in_thread(item)
    threaded = [about.removeprefix(NOUN)] if about.startswith(NOUN) else []
    named = [*threaded, *rules.numbers_in(item.subject, item.text)]
    theirs = Request.objects.filter(
        matter__number__in=named, matter__person__in=people.ids_of(person)
    ).values_list("matter__number", flat=True)
    return next((number for number in named if number in set(theirs)), "")


def request_talked_about(item: Any, person: str) -> str:
    """The sender's own request that was spoken of last over a channel without threads."""
    if not person or item.channel not in rules.TALKS:
        return ""
    about = inbox.talked_about(item, NOUN, now() - rules.TALK_FOR)
    number = about.removeprefix(NOUN)
    theirs = Request.objects.filter(matter__person__in=people.ids_of(person))
    return number if number and theirs.filter(matter__number=number).exists() else ""


def added_before(item: Any) -> Any:
    """The item before this one, when it was added to a request and made none of its own."""
    last = inbox.last_of_sender(item, now() - rules.TALK_FOR)
    if last is None or not last.about.startswith(NOUN):
        return None
    return None if matters.number_taken_for(intake_key(last)) else last


def intake_key(item: Any) -> str:
    """The key under which an item becomes one request and never two."""
    return f"incoming:{item.code}"


def request_said_before(item: Any) -> str:
    """The request that the same words of the same sender became not long ago."""
    twin = inbox.twin_of(item, now() - rules.SAME_FOR)
    if twin is None or not twin.about.startswith(NOUN):
        return ""
    number = twin.about.removeprefix(NOUN)
    return number if is_open(number) else ""


def request_elsewhere(person: str, text: str) -> str:
    """The person's own open request that says just the same, by whatever channel it came."""
    found = _lately(people.ids_of(person), rules.SAME_FOR) if person else []
    return next((one.matter.number for one in found if rules.is_same(one.text, text)), "")


def requests_alike(number: str) -> list[str]:
    """Open requests that seem to be about the same thing as this one (H1, H13).

    Those of the same person; and those of whoever has a phone that stands in the text, for a
    letter from a new address often names it.
    """
    request = Request.objects.select_related("matter").get(matter__number=number)
    persons = people.ids_of(request.matter.person) if request.matter.person else []
    for phone in rules.phones_in(request.text)[:MOST_PHONES]:
        persons += people.ids_with_doubles(people.people_at_phone(phone)[:MOST_PHONES])
    linked = {number, *request.matter.links.values_list("other__number", flat=True)}
    linked |= set(request.matter.linked_from.values_list("matter__number", flat=True))
    return [
        one.matter.number
        for one in _lately(persons, rules.ALIKE_FOR)
        if one.matter.number not in linked and rules.is_alike(one.text, request.text)
    ]


def _lately(persons: list[str], lately: timedelta) -> list[Request]:
    rows = Request.objects.filter(
        matter__person__in=persons, matter__opened_at__gte=now() - lately, matter__is_sealed=False
    )
    rows = rows.exclude(matter__phase__in=ENDED).select_related("matter")
    return list(rows.order_by("-matter__opened_at")[:MOST_OPEN])


def is_open(number: str) -> bool:
    """Whether a request has not ended, so that its person may still add to it."""
    rows = Request.objects.filter(matter__number=number)
    return rows.exclude(matter__phase__in=ENDED).exists()


def place_meant(text: str) -> str:
    """The one place of the county that a text names, else the county."""
    named = places_named_in(text)
    return named[0][0] if len(named) == 1 else settings.COUNTY_CODE


def first_asked(item: Any) -> str:
    """The post that a mailbox or number belongs to; "" leaves it to the desk."""
    for adapter in ADAPTERS:
        for account in adapter.accounts() if adapter.code == item.channel else ():
            if account.code == item.account and account.owner:
                held = directory.posts_in_use().filter(code=account.owner).exists()
                return account.owner if held else ""
    return ""


def item_for(actor: Actor, code: str) -> Any:
    """One item with its words, or NotFound: what it became decides who may still read it."""
    item = inbox.item(code)
    if item.about and not numbers_seen(actor, [item]):
        raise NotFound(code)
    return item


def numbers_seen(actor: Actor, items: Iterable[Any]) -> dict[str, str]:
    """The request that each item became, as far as this actor may see it."""
    about = {item.code: item.about.removeprefix(NOUN) for item in items if item.about}
    seen = set(
        matters.matters_for(actor)
        .filter(number__in=set(about.values()))
        .values_list("number", flat=True)
    )
    return {code: number for code, number in about.items() if number in seen}
