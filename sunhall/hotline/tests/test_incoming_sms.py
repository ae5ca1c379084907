"""A text to a leader's number becomes a request, goes on with one, or waits (H1, H13)."""

from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine

from sunhall.config.command import basics
from sunhall.ground.access.actor import SYSTEM
from sunhall.ground.inbox.adapters.sms import pieces
from sunhall.ground.inbox.events import MessageArrived, MessageHeld, MessageTaken
from sunhall.ground.inbox.models import Incoming
from sunhall.ground.inbox.tests.gateway import KEY, NUMBERS, PHONE, TEXT, parts, send, text
from sunhall.ground.journal.record import told
from sunhall.ground.journal.worker import drain
from sunhall.ground.kit.now import LOCAL
from sunhall.ground.outbox.models import Message
from sunhall.hotline import actions
from sunhall.hotline.models import Request
from sunhall.hotline.rules.incoming import asks_for_own, is_courtesy
from sunhall.people import actions as people
from sunhall.people.models import Person
from tests.cast import Cast

NOON = datetime(2026, 11, 30, 12, 0, tzinfo=LOCAL)


@pytest.fixture(autouse=True)
def clock() -> Any:
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def hall(desk: Cast, settings: Any) -> Cast:
    settings.OUTBOX_CHANNELS = ["inapp", "sms"]
    settings.SMS_URL, settings.SMS_KEY = "http://127.0.0.1:9/", KEY
    settings.SMS_NUMBERS = NUMBERS
    basics.lay_messages()
    return desk


@pytest.fixture
def come(hall: Cast, client: Any) -> Any:
    def come(words: str = TEXT, **more: Any) -> Incoming:
        """A text comes in, and the worker does what it owes."""
        assert send(client, text(words, **more)).status_code == 200
        return last()

    return come


def last() -> Incoming:
    drain()
    return Incoming.objects.latest("pk")


def request_of(item: Incoming) -> Request:
    return Request.objects.get(matter__number=item.about.removeprefix("matter:"))


def sent(template: str) -> list[Message]:
    return list(Message.objects.filter(template__code=template, channel="sms").order_by("pk"))


def test_a_text_to_the_mayor_is_a_request_with_owner_clock_and_receipt(come):
    item = come()
    request = request_of(item)
    matter = request.matter
    assert (request.text, matter.channel, matter.owner, matter.place) == (
        TEXT, "sms", "rx-head", "990101100201",
    )  # fmt: skip
    assert matter.due_at
    assert Person.objects.get(public_id=matter.person).phone == PHONE
    assert told(f"incoming:{item.code}") == [MessageArrived, MessageTaken]
    [receipt] = sent("request-received")
    assert receipt.recipient == PHONE
    assert matter.number in receipt.body
    assert matter.query_code in receipt.body


def test_a_long_text_in_parts_is_one_request(hall, client):
    words = TEXT + "村口东边那一盏也不亮，西边的正常。" * 3
    for said in reversed(parts(words, size=40)):
        send(client, said)
    assert request_of(last()).text == words
    assert Request.objects.count() == 1


def test_whoever_lost_a_part_hears_so_and_the_part_is_added_when_it_comes(hall, client, clock):
    cut = parts(TEXT + "西边的正常，东边的不亮。" * 4, size=30)
    for said in cut[:-1]:
        send(client, said)
    clock.shift(timedelta(minutes=6))
    pieces.join_left_pieces()
    item = last()
    [lacking] = sent("letter-files")
    assert request_of(item).matter.number in lacking.body
    assert "补发" in lacking.body
    send(client, cut[-1])
    assert last().about == item.about
    assert Request.objects.count() == 1


def test_a_second_text_goes_on_with_what_was_spoken_of(come, clock):
    first = come()
    clock.shift(timedelta(hours=5))
    second = come("东边")
    assert second.about == first.about
    assert request_of(first).matter.notes.get().text == "东边"
    [added] = sent("request-supplemented")
    assert "回复“新”" in added.body


def test_an_answer_to_what_we_sent_goes_on_with_that_matter(come, hall, clock):
    """Of two open matters, the one that was told of last."""
    first = come(to="106900054321")
    clock.shift(timedelta(days=4))
    second = come("泉水村的水管裂了，天天漏水。")
    assert second.about != first.about
    clock.shift(timedelta(hours=1))
    number = request_of(first).matter.number
    actions.classify_request(number, class_code="010101", by=hall.operator)
    actions.assign_request(number, to="mz-relief", by=hall.operator)
    actions.sign_request(number, by=hall.handler)
    actions.answer_request(number, text="路灯已修复。", outcome="resolved", by=hall.handler)
    drain()
    clock.shift(timedelta(hours=1))
    assert come("还有一盏没有亮").about == first.about


def test_after_some_days_a_text_is_a_matter_of_its_own(come, clock):
    first = come()
    clock.shift(timedelta(days=4))
    assert come("泉水村的水管裂了，天天漏水。").about != first.about


def test_a_number_that_is_quoted_outweighs_what_was_spoken_of(come, clock):
    first = come()
    clock.shift(timedelta(days=4))
    come("泉水村的水管裂了，天天漏水。")
    number = request_of(first).matter.number
    assert come(f"补充{number}：东边那一盏").about == first.about


def test_whoever_says_that_it_is_another_matter_has_one_of_its_own(come):
    first = come()
    second = come("泉水村的水管裂了，天天漏水。")
    assert second.about == first.about
    third = come("新")
    second.refresh_from_db()
    request = request_of(second)
    assert second.about == third.about != first.about
    assert request.text == "泉水村的水管裂了，天天漏水。"
    assert request.matter.links.get(link="related").other.number == request_of(first).matter.number
    assert len(sent("request-received")) == 2
    # Said twice it makes no third.
    come("新。")
    assert Request.objects.count() == 2


def test_the_first_text_cannot_be_parted_from_anything(come):
    item = come("新")
    assert (item.state, item.cause) == ("held", "empty")


@pytest.mark.parametrize("words", ["谢谢", "好的，谢谢你们！", "收到", "OK", "嗯嗯。"])
def test_thanks_open_nothing(come, hall, words):
    alone = come(words)
    assert (alone.state, alone.cause) == ("held", "empty")
    first = come()
    assert come(words + " ").about == first.about
    actions.refuse_request(request_of(first).matter.number, ground="not_public", by=hall.manager)
    drain()
    assert come(words + "。 ").about == first.about
    assert Request.objects.count() == 1


def test_a_strangers_number_is_quoted_in_vain(come):
    first = come()
    number = request_of(first).matter.number
    assert come(f"我也补充{number}", **{"from": "13900000002"}).about != first.about


def test_the_same_text_within_a_week_is_the_same_thing(come):
    assert come().about == come().about
    assert Request.objects.count() == 1


def test_a_machine_is_held_and_not_answered(come):
    item = come("您尾号1234的卡入账100元", **{"from": "95588"})
    assert told(f"incoming:{item.code}") == [MessageArrived, MessageHeld]
    assert not Message.objects.exists()


def test_whoever_wants_no_texts_is_still_heard(come):
    come("退订")
    item = come()
    assert request_of(item).text == TEXT
    assert not sent("request-received")


def test_erasing_a_person_erases_their_texts(come, hall):
    item = come()
    person = request_of(item).matter.person
    actions.refuse_request(request_of(item).matter.number, ground="not_public", by=hall.manager)
    drain()
    people.erase_person(person, "本人申请", by=hall.manager)
    drain()
    item.refresh_from_db()
    assert (item.sender, item.text) == ("", "")
    assert not Person.objects.filter(phone_index=item.sender_index or "-").exists()


@pytest.mark.parametrize("words", ["新", "新。", "“新”", "另一件事"])
def test_what_says_that_it_is_another_matter(words):
    assert asks_for_own(words)


@pytest.mark.parametrize("words", ["新房漏水", "谢谢，但灯还不亮", "好的那什么时候修", "知道", ""])
def test_what_says_more_than_thanks(words):
    assert not is_courtesy(words)
    assert not asks_for_own(words)


def test_a_known_person_writes_and_nobody_is_registered_twice(come):
    known = people.know_person(name="李秀兰", phone=PHONE, channel="热线", by=SYSTEM)
    assert request_of(come(**{"from": "+8613800000001"})).matter.person == known.public_id
    assert Person.objects.filter(phone_index=known.phone_index).count() == 1
