"""The same person brings the same thing by several channels, and it is recognised (H1, H13)."""

from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine

from sunhall.ground.inbox.letter import Arrived
from sunhall.ground.inbox.models import Incoming
from sunhall.ground.inbox.take import take_in
from sunhall.ground.journal.record import told
from sunhall.ground.journal.worker import drain
from sunhall.ground.kit.now import LOCAL
from sunhall.hotline import actions
from sunhall.hotline.models import Request
from sunhall.hotline.rules.incoming import is_alike, is_same
from sunhall.hotline.tests.makers import TEXT, make_request
from sunhall.matters.events import MatterLinked
from sunhall.people.models import Person
from tests.cast import Cast

NOON = datetime(2026, 11, 30, 12, 0, tzinfo=LOCAL)
AGAIN = "县长您好：石桥村口的路灯还是不亮，晚上老人看不见路，什么时候能修好？"
OTHER = "泉水村的水管裂了，自来水天天漏，路面结冰。"


@pytest.fixture(autouse=True)
def clock() -> Any:
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


def come(words: str, *, sender: str, channel: str = "sms", mark: str = "1") -> Incoming:
    arrived = Arrived(external_id=f"{channel}-{mark}", sender=sender, text=words)
    item = take_in(channel, arrived)
    drain()
    item.refresh_from_db()
    return item


def phone_of(request: Request) -> str:
    return Person.objects.get(public_id=request.matter.person).phone


def alike(item: Incoming) -> list[str]:
    request = Request.objects.get(matter__number=item.about.removeprefix("matter:"))
    links = request.matter.links.filter(link="alike")
    return list(links.values_list("other__number", flat=True))


def test_what_a_caller_brought_is_recognised_in_their_text(desk: Cast):
    called = make_request(desk)
    item = come(AGAIN, sender=phone_of(called))
    number = called.matter.number
    assert alike(item) == [number]
    assert told(f"matter:{number}")[-1] is MatterLinked
    assert Request.objects.count() == 2


def test_just_the_same_words_are_the_same_thing_by_whatever_channel(desk: Cast):
    called = make_request(desk)
    item = come(f" {TEXT} ", sender=phone_of(called))
    assert item.about == f"matter:{called.matter.number}"
    assert Request.objects.count() == 1


def test_a_letter_from_a_new_address_that_names_the_phone_is_recognised(desk: Cast):
    called = make_request(desk)
    words = f"{AGAIN}联系电话：{phone_of(called)}"
    item = come(words, sender="new@example.com", channel="email")
    assert alike(item) == [called.matter.number]
    # The address is not made the caller's: anybody can write a number.
    request = Request.objects.get(matter__number=item.about.removeprefix("matter:"))
    assert request.matter.person != called.matter.person


def test_an_openid_that_is_bound_is_the_same_person(desk: Cast, settings: Any):
    called = make_request(desk)
    from sunhall.ground.access.actor import SYSTEM  # noqa: PLC0415
    from sunhall.people.actions.bind import _bind  # noqa: PLC0415

    person = Person.objects.get(public_id=called.matter.person)
    _bind(person, "wechat", "oAbcdef123456", is_proved=True, by=SYSTEM)
    assert alike(come(AGAIN, sender="oAbcdef123456", channel="wechat")) == [called.matter.number]


def test_another_thing_another_person_and_what_has_ended_are_not_linked(desk: Cast, clock: Any):
    called = make_request(desk)
    phone = phone_of(called)
    assert alike(come(OTHER, sender=phone)) == []
    assert alike(come(AGAIN, sender="13900000077", mark="2")) == []
    actions.refuse_request(called.matter.number, ground="not_public", by=desk.operator)
    clock.shift(timedelta(days=4))
    assert alike(come(AGAIN, sender=phone, mark="3")) == []


def test_whoever_files_by_web_what_they_called_about_is_linked_too(desk: Cast):
    called = make_request(desk)
    drain()
    filed = make_request(desk, text=AGAIN, channel="web")
    drain()
    links = filed.matter.links.filter(link="alike")
    assert [link.other.number for link in links] == [called.matter.number]


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        (TEXT, AGAIN, True), (TEXT, TEXT, True), (TEXT, OTHER, False),
        (TEXT, "石桥村的水管裂了，天天漏水", False), ("灯坏了", "灯坏了", False), ("", "", False),
        ("柳溪镇集市占道停车，救护车进不来", "集市周边乱停车，救护车堵了，柳溪镇没人管", True),
        ("县长您好，请尽快处理，谢谢", "县长您好，请尽快解决，谢谢", False),
    ],
)  # fmt: skip
def test_which_texts_of_one_person_seem_to_be_about_one_thing(one, other, alike):
    assert is_alike(one, other) is alike
    assert is_alike(other, one) is alike


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("路灯坏了。", " 路灯坏了", True),
        ("ＡＢＣ", "abc", True),
        ("路灯坏了", "路灯", False),
        ("", "", False),
    ],
)
def test_which_texts_are_the_same(one, other, same):
    assert is_same(one, other) is same
