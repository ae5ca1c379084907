"""Receipts and 退订: what the other side reports, and who wants no more (K7)."""

from datetime import UTC, datetime

import pytest
import time_machine

from sunhall.ground.access.actor import SYSTEM, Actor
from sunhall.ground.inbox.models import Incoming
from sunhall.ground.inbox.tests.gateway import KEY, NUMBERS, PHONE, report, send, text
from sunhall.ground.journal.record import told
from sunhall.ground.outbox import post, queries, wishes
from sunhall.ground.outbox.events import (
    MessageDelivered,
    MessageQueued,
    MessageReturned,
    MessageSent,
    RecipientResumed,
    RecipientStopped,
)
from sunhall.ground.outbox.models import Message, OptOut
from sunhall.ground.outbox.tests.standins import provider
from sunhall.ground.outbox.worker import dispatch_due

CLERK = Actor(code="staff:zhao", name="赵")
NOON = datetime(2026, 11, 30, 4, tzinfo=UTC)


@pytest.fixture
def gateway(db, client, settings):
    settings.OUTBOX_CHANNELS = ["inapp", "sms"]
    settings.SMS_KEY, settings.SMS_NUMBERS = KEY, NUMBERS
    for code, body in {"answered": "{number}已答复", **wishes.WORDS}.items():
        post.put_template(code, channel="sms", body=body, by=SYSTEM)
    with time_machine.travel(NOON, tick=False), provider() as running:
        settings.SMS_URL = f"{running.url}/send"
        yield client


def tell(key="R1", **more):
    return post.post_message(
        "answered", to=PHONE, channel="sms", key=key, about="matter:R1", by=CLERK, number="R1",
        **more,
    )  # fmt: skip


def test_a_receipt_says_when_a_text_arrived(gateway):
    message = tell()
    dispatch_due()
    for heeded in (True, False):
        assert send(gateway, report(message=message.code)).json() == {"heeded": heeded}
    message.refresh_from_db()
    assert (message.state, message.delivered_at, message.report) == (
        "sent", NOON, "delivered DELIVRD",
    )  # fmt: skip
    assert told(f"message:{message.code}") == [MessageQueued, MessageSent, MessageDelivered]
    assert queries.counts_of("sms").delivered == 1


def test_a_receipt_may_use_the_name_that_the_gateway_gave(gateway):
    message = tell()
    dispatch_due()
    assert send(gateway, report(message_id=f"p-{message.code}")).json() == {"heeded": True}


@pytest.mark.parametrize("status", ["failed", "expired", "rejected"])
def test_bad_news_puts_a_text_among_those_not_sent(gateway, status):
    message = tell()
    dispatch_due()
    assert send(gateway, report(message=message.code, status=status, code="UNDELIV")).json() == {
        "heeded": True
    }
    message.refresh_from_db()
    assert message.state == "dead"
    assert "UNDELIV" in message.error
    assert told(f"message:{message.code}")[-1] is MessageReturned
    assert message in queries.dead_messages()
    # Good news afterwards changes nothing: a person decides whether to send again.
    assert send(gateway, report(message=message.code)).json() == {"heeded": False}


def test_a_receipt_that_is_faster_than_our_own_note_comes_again(gateway):
    message = tell()
    Message.objects.filter(pk=message.pk).update(state="sending", lease_until=NOON)
    answer = send(gateway, report(message=message.code))
    assert (answer.status_code, answer["Retry-After"]) == (503, "60")


@pytest.mark.parametrize("more", [{"message": "f" * 24}, {"message_id": "x"}, {"status": "queued"}])
def test_a_receipt_of_nothing_of_ours_is_no_news(gateway, more):
    message = tell()
    dispatch_due()
    told_of = {"message": message.code} if "status" in more else {}
    assert send(gateway, report(**told_of, **more)).json() == {"heeded": False}


@pytest.mark.parametrize("more", [{}, {"message": ["x"]}, {"message": "x", "status": ""}])
def test_a_receipt_that_cannot_be_read_is_named_and_is_no_item(gateway, more):
    assert send(gateway, report(**more)).status_code == 422
    assert not Incoming.objects.exists()


def test_whoever_asks_for_no_more_is_told_so_once_and_sent_no_more(gateway):
    waiting = tell("R0")
    send(gateway, text("退订"))
    send(gateway, text("TD"))
    item = Incoming.objects.first()
    assert (item.state, item.cause) == ("refused", "stop")
    assert tell() is None
    assert OptOut.objects.count() == 1
    assert dispatch_due() == 2
    waiting.refresh_from_db()
    assert (waiting.state, "asked for no more" in waiting.error) == ("dead", True)
    [confirmed] = Message.objects.filter(state="sent")
    assert "停发" in confirmed.body
    assert told(confirmed.about) == [RecipientStopped]


def test_what_somebody_asks_for_goes_out_all_the_same(gateway):
    send(gateway, text("退订"))
    assert tell(is_asked=True) is not None
    assert dispatch_due() == 2
    assert Message.objects.filter(state="sent").count() == 2


def test_whoever_wants_to_be_told_again_is(gateway):
    send(gateway, text("退订"))
    send(gateway, text("订阅"))
    send(gateway, text("订阅"))
    message = tell()
    assert message is not None
    assert dispatch_due() == 3
    about = Message.objects.filter(template__code=wishes.STOPPED).get().about
    assert told(about) == [RecipientStopped, RecipientResumed]


def test_no_more_over_one_channel_says_nothing_about_another(gateway, settings):
    settings.OUTBOX_CHANNELS = ["inapp", "sms", "email"]
    settings.EMAIL_URL = "smtp://127.0.0.1:2525?from=hall@example.cn"
    post.put_template("answered", channel="email", body="{number}", by=SYSTEM)
    send(gateway, text("退订"))
    posted = post.post_messages(
        "answered", to={"sms": PHONE, "email": "a@b.cn"}, key="x", about="matter:R1", by=CLERK,
        number="R1",
    )  # fmt: skip
    assert [message.channel for message in posted] == ["email"]
