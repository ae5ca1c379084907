"""What comes in from outside becomes a request, a supplement, or waits for a person (H1, H13)."""

from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection

from sunhall.config.command import basics
from sunhall.ground.access.actor import SYSTEM
from sunhall.ground.files import queries as files
from sunhall.ground.files.tests import samples
from sunhall.ground.inbox import settle
from sunhall.ground.inbox.adapters.email.boxes import Box
from sunhall.ground.inbox.adapters.email.read import letter_of
from sunhall.ground.inbox.events import (
    MessageArrived,
    MessageErased,
    MessageHeld,
    MessageReleased,
    MessageTaken,
)
from sunhall.ground.inbox.models import Incoming
from sunhall.ground.inbox.take import take_in
from sunhall.ground.inbox.tests.letters import TEXT, letter
from sunhall.ground.inbox.tests.test_read import report
from sunhall.ground.journal.models import Delivery
from sunhall.ground.journal.record import told
from sunhall.ground.journal.worker import drain
from sunhall.ground.kit.now import LOCAL
from sunhall.ground.outbox.events import MessageReturned
from sunhall.ground.outbox.models import Message
from sunhall.hotline import actions
from sunhall.hotline.models import Request
from sunhall.matters import queries as matters
from sunhall.matters.events import MatterSupplemented
from sunhall.people import actions as people
from sunhall.people.models import Person
from tests.cast import Cast

NOON = datetime(2026, 11, 30, 12, 0, tzinfo=LOCAL)
BOX = Box("mayor", "县长信箱", "127.0.0.1", 143, "mayor", "x", "none", address="mayor@example.cn")
SENDER = "xiulan@example.com"


@pytest.fixture(autouse=True)
def clock() -> Any:
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def hall(desk: Cast, settings: Any) -> Cast:
    settings.OUTBOX_CHANNELS = ["inapp", "email"]
    settings.EMAIL_URL = "smtp://127.0.0.1:2525?from=hall@example.cn"
    settings.MAILBOXES = ["imap://m:x@127.0.0.1/?code=mayor&address=mayor@example.cn&owner=rx-head"]
    basics.lay_messages()
    return desk


def come(raw: bytes, box: Box = BOX, **more: Any) -> Incoming:
    """A mail comes in, and the worker does what it owes."""
    item = take_in("email", letter_of(raw, box=box, **more))
    drain()
    item.refresh_from_db()
    return item


def request_of(item: Incoming) -> Request:
    return Request.objects.get(matter__number=item.about.removeprefix("matter:"))


def sent(template: str) -> list[Message]:
    return list(Message.objects.filter(template__code=template, channel="email").order_by("pk"))


def test_a_letter_to_the_mayor_is_a_request_with_owner_clock_and_receipt(hall):
    item = come(letter())
    request = request_of(item)
    matter = request.matter
    assert (request.text, matter.subject, matter.channel) == (TEXT, "石桥村路灯不亮", "mailbox")
    assert (matter.owner, matter.place, bool(matter.due_at)) == (
        "rx-head", "990101100201", True,
    )  # fmt: skip
    person = Person.objects.get(public_id=matter.person)
    assert (person.name, person.email) == ("李秀兰", SENDER)
    assert told(f"incoming:{item.code}") == [MessageArrived, MessageTaken]
    [receipt] = sent("request-received")
    assert receipt.recipient == SENDER
    assert matter.number in receipt.subject
    assert matter.query_code in receipt.body
    assert item.mark in receipt.facts
    assert "mayor@example.cn" in receipt.facts


def test_the_same_mail_twice_is_one_request_and_one_receipt(hall):
    raw = letter()
    assert come(raw).pk == come(raw).pk
    assert Request.objects.count() == 1
    assert len(sent("request-received")) == 1


def test_one_letter_to_two_boxes_is_one_request(hall):
    first = come(letter())
    second = come(letter(to="secretary@example.cn"))
    assert second.about == first.about
    assert Request.objects.count() == 1


def test_a_reply_in_the_thread_is_added_to_the_request(hall):
    first = come(letter())
    again = letter(
        "灯还是不亮，附近又坏了一盏。", subject="回复：石桥村路灯", In_Reply_To=first.mark
    )
    second = come(again)
    assert second.about == first.about
    assert Request.objects.count() == 1
    assert told(first.about).count(MatterSupplemented) == 1
    assert request_of(first).matter.notes.get().text == "灯还是不亮，附近又坏了一盏。"
    [told_again] = sent("request-supplemented")
    assert told_again.recipient == SENDER


def test_a_reply_to_our_receipt_is_added_to_the_request(hall):
    first = come(letter())
    [receipt] = sent("request-received")
    second = come(letter("补充一张照片", In_Reply_To=f"<{receipt.code}@example.cn>"))
    assert second.about == first.about


def test_a_quoted_number_finds_the_request_of_the_same_sender_only(hall):
    number = request_of(come(letter())).matter.number
    mine = come(letter(f"我的 {number.lower()} 怎么样了，灯又坏了"))
    assert mine.about == f"matter:{number}"
    stranger = come(letter(f"我也要补充 {number} 这件事", sender="wai@example.org"))
    assert stranger.about != mine.about
    assert Request.objects.count() == 2


def test_whoever_answers_in_a_strangers_thread_has_a_request_of_their_own(hall):
    first = come(letter())
    other = come(letter("我家门口也是", sender="lin@example.com", In_Reply_To=first.mark))
    assert other.about != first.about


def test_a_letter_about_what_has_ended_is_a_new_request_that_knows_the_old_one(hall):
    first = come(letter())
    number = request_of(first).matter.number
    actions.refuse_request(number, ground="not_public", by=hall.manager)
    second = come(letter("灯又不亮了，请再看看。", In_Reply_To=first.mark))
    assert second.about != first.about
    assert request_of(second).matter.links.get(link="repeated").other.number == number


def test_a_known_person_is_found_by_the_address_and_hears_by_every_channel(hall, settings):
    settings.OUTBOX_CHANNELS = ["inapp", "email", "sms"]
    person = people.know_person(
        name="林晓", phone="13900000009", email="Lin@Example.com", channel="热线", by=SYSTEM
    )
    item = come(letter(sender="小林 <lin@example.com>"))
    number = request_of(item).matter.number
    assert request_of(item).matter.person == person.public_id
    told_by = Message.objects.filter(about=f"matter:{number}").values_list("channel", flat=True)
    assert set(told_by) == {"inapp", "email", "sms"}


def test_files_go_with_the_request_and_what_is_not_kept_is_told_with_the_way_out(hall):
    files_sent = {"现场.jpg": samples.picture(), "材料.exe": b"MZ" + b"\x00" * 100}
    item = come(letter(files=files_sent))
    request = request_of(item)
    kept = files.files_of(f"matter:{request.matter.number}")
    assert [stored.kind for stored in kept] == ["jpg"]
    assert [row.role for row in request.matter.files.all()] == ["request"]
    [refused] = sent("letter-files")
    assert "“材料.exe”是程序" in refused.body
    assert files.file_of(item.owner_of_files, item.raw).size == item.size


def test_a_letter_with_pictures_and_no_words_is_a_request_all_the_same(hall):
    item = come(letter("\n", subject="", files={"现场.jpg": samples.picture()}))
    assert "请查看附件" in request_of(item).text


def test_an_empty_letter_waits_for_a_person(hall):
    item = come(letter("\n", subject=""))
    assert (item.state, item.cause) == ("held", "empty")
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    ("headers", "state"),
    [
        ({"Auto_Submitted": "auto-replied"}, "refused"),
        ({"sender": "mayor@example.cn"}, "refused"),
        ({"sender": "MAILER-DAEMON@mx.example.com"}, "refused"),
        ({"Precedence": "bulk"}, "held"),
        ({"List_Id": "<x.example.com>"}, "held"),
        ({"sender": "未知"}, "held"),
    ],
)
def test_no_machine_is_answered_and_what_it_sent_is_kept(hall, headers, state):
    item = come(letter(**headers))
    assert item.state == state
    assert item.cause
    assert files.file_of(item.owner_of_files, item.raw)
    assert not Request.objects.exists()
    assert not Message.objects.exists()


def test_two_machines_do_not_keep_each_other_busy(hall):
    """A mailer that answers every letter of ours, and hides that it is a machine."""
    come(letter())
    for round_ in range(30):
        last = Message.objects.order_by("-pk").first()
        come(letter(f"我在休假 {round_}", subject=f"Re: {last.subject}"))
    answered = Message.objects.filter(channel="email").count()
    assert answered <= 10
    assert Incoming.objects.count() == 31
    assert Incoming.objects.filter(cause="flood", state="held").count() == 21


def test_a_letter_that_is_too_large_is_held_and_its_sender_told_the_way_out(hall, settings):
    settings.LETTER_MOST_BYTES = 1024
    item = come(letter("x" * 3000), size=30 * 1024 * 1024)
    assert (item.state, item.cause) == ("held", "large")
    [told_so] = sent("letter-too-large")
    assert told_so.recipient == SENDER
    assert "30 MB" in told_so.body
    assert "12345" in told_so.body


def test_what_was_held_is_taken_when_a_person_says_so(hall):
    item = come(letter(Precedence="bulk"))
    settle.release_item(item.code, by=hall.operator)
    drain()
    item.refresh_from_db()
    assert request_of(item).text == TEXT
    assert told(f"incoming:{item.code}") == [
        MessageArrived, MessageHeld, MessageReleased, MessageTaken,
    ]  # fmt: skip


def test_a_bounce_marks_the_message_that_came_back(hall):
    come(letter())
    [receipt] = sent("request-received")
    Message.objects.filter(pk=receipt.pk).update(state="sent", sent_at=NOON)
    item = come(report().replace(b"0123456789abcdef01234567", receipt.code.encode()))
    receipt.refresh_from_db()
    assert (item.state, item.cause, receipt.state) == ("refused", "bounce", "dead")
    assert "550 no such user" in receipt.error
    assert told(f"message:{receipt.code}")[-1] is MessageReturned


def test_a_reaction_that_fails_is_tried_again_and_nothing_is_lost(hall, clock, monkeypatch):
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("no places today")

    with monkeypatch.context() as patch:
        patch.setattr("sunhall.hotline.queries.place_meant", broken)
        item = come(letter())
        assert item.state == "waiting"
        assert Delivery.objects.get(entry__stream=f"incoming:{item.code}").tries == 1
    clock.shift(timedelta(minutes=1))
    drain()
    item.refresh_from_db()
    assert request_of(item).text == TEXT


def test_erasing_a_person_erases_what_they_sent_in(hall):
    item = come(letter())
    number = request_of(item).matter.number
    person = request_of(item).matter.person
    raw = item.raw
    actions.refuse_request(number, ground="not_public", by=hall.manager)
    people.erase_person(person, "本人申请", by=hall.manager)
    drain()
    item.refresh_from_db()
    assert (item.sender, item.text, item.subject, item.mark_index) == ("", "", "", "")
    assert not files.present().filter(code=raw).exists()
    assert Person.objects.get(public_id=person).email == ""
    assert told(f"incoming:{item.code}")[-1] is MessageErased
    assert matters.matter_for(SYSTEM, number)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SELECT sender, text FROM inbox_incoming")
            assert "xiulan" not in str(cursor.fetchall())


def test_what_was_refused_or_held_goes_with_the_person_who_sent_it(hall):
    person = request_of(come(letter())).matter
    held = come(letter("大家好", Precedence="bulk"))
    refused = come(letter("广告", Precedence="bulk"))
    settle.refuse_item(refused.code, reason="广告邮件", by=hall.operator)
    stranger = come(letter("也是群发", sender="wai@example.org", Precedence="bulk"))
    actions.refuse_request(person.number, ground="not_public", by=hall.manager)
    people.erase_person(person.person, "本人申请", by=hall.manager)
    for item in (held, refused):
        item.refresh_from_db()
        assert (item.sender, item.text, item.sender_index, item.state) == ("", "", "", "refused")
        assert not files.files_of(item.owner_of_files).exists()
        assert told(f"incoming:{item.code}")[-1] is MessageErased
    assert (held.cause, refused.cause) == ("erased", "bulk")
    stranger.refresh_from_db()
    assert (stranger.state, stranger.text) == ("held", "也是群发")


def test_what_others_share_an_address_for_is_not_erased_with_one_of_them(hall):
    matter = request_of(come(letter())).matter
    held = come(letter("大家好", Precedence="bulk"))
    people.know_person(name="王小明", email=SENDER, channel="热线", by=SYSTEM)
    actions.refuse_request(matter.number, ground="not_public", by=hall.manager)
    people.erase_person(matter.person, "本人申请", by=hall.manager)
    held.refresh_from_db()
    assert (held.state, held.text) == ("held", "大家好")
