"""What came in from outside becomes a request, or is added to one (H1, H13)."""

from decimal import Decimal
from typing import Any

from sunhall.ground.access.actor import Actor
from sunhall.ground.files import store
from sunhall.ground.inbox import queries as inbox
from sunhall.ground.inbox import settle
from sunhall.ground.inbox.models import Incoming
from sunhall.ground.journal.action import action
from sunhall.ground.kit.refusal import Refused, refuse, require
from sunhall.ground.kit.verdict import no
from sunhall.hotline import queries
from sunhall.hotline.actions.intake import receive_request
from sunhall.hotline.actions.resident import supplement_request
from sunhall.hotline.models import Request
from sunhall.hotline.rules import may_receive
from sunhall.hotline.rules.incoming import (
    CHANNEL_OF,
    TALKS,
    Words,
    asks_for_own,
    is_courtesy,
    words_of,
)
from sunhall.matters import actions as matter_actions
from sunhall.people import actions as people
from sunhall.people import queries as people_queries

REQUEST, SUPPLEMENT, SAME, PARTED = "request", "supplement", "same", "parted"


@action
def take_message(code: str, *, by: Actor) -> Incoming:
    """Take an item 来件登记: a request of its own, a supplement, or what is here already (H1).

    A letter in a thread, or one that quotes a number, belongs to that request only when its
    sender is the person of it; a text message goes on with what was spoken of last. Two requests
    are never merged here: a person decides (H13).
    """
    item = inbox.item_for_update(code)
    if item.state != Incoming.WAITING:
        return item
    files = queries.files_that_came(item)
    if item.channel in TALKS and (taken := _in_talk(item, files, by)):
        return taken
    words = words_of(item.subject, item.text, files=bool(files))
    if not words.text:
        return settle.hold_item(code, cause="empty", by=by)
    if same := queries.request_said_before(item):
        return _settled(item, same, SAME, by)
    person = queries.sender_known(item)
    meant = queries.request_meant(item, person)
    if not meant and not files and (same := queries.request_elsewhere(person, words.text)):
        return _settled(item, same, SAME, by)
    if meant and queries.is_open(meant):
        _supplement(item, meant, person, words, files)
        return _settled(item, meant, SUPPLEMENT, by)
    request = _request(item, words, files, by)
    number = request.matter.number
    if meant:
        # It has ended, and the person writes again: a new request that knows the old one.
        matter_actions.link_matters(number, meant, link="repeated", by=by)
    return _settled(item, number, REQUEST, by)


@action
def note_alike(number: str, *, by: Actor) -> list[str]:
    """Link a new request with those of the same person that seem to be the same 疑似同一件 (H13).

    Whether they are, and are to be merged, an operator decides.
    """
    require(may_receive(by, "phone"))
    alike = queries.requests_alike(number)
    for other in alike:
        matter_actions.link_matters(number, other, link="alike", by=by)
    return alike


@action
def add_late_file(code: str, file: str, *, by: Actor) -> None:
    """Add what was fetched late 补入材料 to what its item became; nothing when it is there (H1)."""
    require(may_receive(by, "phone"))
    item = inbox.item_for_update(code)
    if item.state != Incoming.TAKEN or file not in queries.files_that_came(item):
        # It waits: whoever takes the item takes all its files.
        return
    number = item.about.removeprefix(queries.NOUN)
    store.attach_files([file], before=item.owner_of_files, owner=f"matter:{number}", by=by)
    matter_actions.attach_file(number, file=file, role="request", by=by)


@action
def forget_incoming(numbers: list[str], *, by: Actor) -> int:
    """Erase what came in about requests 删除来件 whose person was erased (PIPL 47)."""
    if by.code != "system":
        require(no("来件只随诉求人信息的删除一并清除，请先按申请删除个人信息"))
    return settle.erase_items(*(f"{queries.NOUN}{number}" for number in numbers), by=by)


def _in_talk(item: Incoming, files: list[str], by: Actor) -> Incoming | None:
    """What is spoken of over a channel without threads goes on; None for what begins anew.

    Thanks alone open nothing, whether what they thank for has ended or not.
    """
    if asks_for_own(item.text):
        return _parted(item, by)
    person = queries.sender_known(item)
    if queries.request_meant(item, person) or queries.request_said_before(item):
        return None
    number = queries.request_talked_about(item, person)
    if number and queries.is_open(number) and (item.text or files):
        _supplement(item, number, person, Words(text=item.text), files)
        return _settled(item, number, SUPPLEMENT, by)
    if not is_courtesy(item.text):
        return None
    if number:
        return _settled(item, number, SAME, by)
    return settle.hold_item(item.code, cause="empty", by=by)


def _parted(item: Incoming, by: Actor) -> Incoming:
    """What the sender wrote last is a matter of its own 另立一件, for they say so themselves."""
    last = queries.added_before(item)
    if last is None:
        return settle.hold_item(item.code, cause="empty", by=by)
    old = last.about.removeprefix(queries.NOUN)
    words = words_of(last.subject, last.text, files=False)
    number = _request(last, words, [], by).matter.number
    matter_actions.link_matters(number, old, link="related", by=by)
    settle.settle_item(last.code, about=f"{queries.NOUN}{number}", how=REQUEST, by=by)
    return _settled(item, number, PARTED, by)


def _settled(item: Incoming, number: str, how: str, by: Actor) -> Incoming:
    return settle.settle_item(item.code, about=f"{queries.NOUN}{number}", how=how, by=by)


def _request(item: Incoming, words: Words, files: list[str], by: Actor) -> Request:
    channel = CHANNEL_OF.get(item.channel)
    if channel is None:
        raise refuse("渠道 {channel} 还没有对应的诉求来源", channel=item.channel)
    said_where = item.said.get("address", "")
    place = queries.place_meant(f"{words.subject}\n{words.text}\n{said_where}")
    suggested = queries.suggested_classes(words.text, top=1)
    request = receive_request(
        text=words.text,
        subject=words.subject,
        place=place,
        channel=channel,
        person=queries.sender_known(item) or _known_now(item, by),
        owner=queries.first_asked(item),
        **_where(item),
        suggested_class=suggested[0].code if suggested else "",
        intake_key=queries.intake_key(item),
        by=by,
    )
    number = request.matter.number
    store.attach_files(files, before=item.owner_of_files, owner=f"matter:{number}", by=by)
    for file in files:
        matter_actions.attach_file(number, file=file, role="request", by=by)
    return request


def _where(item: Incoming) -> dict[str, Any]:
    """The place that came with it, on the map and in words."""
    said = item.said
    if "latitude" not in said:
        return {}
    return {
        "address": said.get("address", ""),
        "latitude": Decimal(said["latitude"]),
        "longitude": Decimal(said["longitude"]),
    }


def _supplement(item: Incoming, number: str, person: str, words: Words, files: list[str]) -> None:
    supplement_request(
        number,
        text=words.text,
        files=files,
        files_of=item.owner_of_files,
        by=people_queries.actor_for_resident(person),
    )


def _known_now(item: Incoming, by: Actor) -> str:
    """Register who wrote; an address that nobody could have leaves the request without a person."""
    address = {"email": "email", "sms": "phone"}.get(item.channel)
    if item.sender and item.channel == "wechat":
        return people.know_address(item.channel, item.sender, by=by).public_id
    if not item.sender or address is None:
        return ""
    try:
        person = people.know_person(
            name=item.sender_name[:60], channel=CHANNEL_OF[item.channel], by=by,
            **{address: item.sender},
        )  # fmt: skip
    except Refused:
        return ""
    return person.public_id
