"""Posting: in the caller's transaction, once, sealed; inboxes, templates, erasure."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection, transaction

from sunhall.ground.access.actor import SYSTEM, Actor
from sunhall.ground.journal.record import story, told
from sunhall.ground.kit.now import moment, now
from sunhall.ground.kit.refusal import NotFound, Refused
from sunhall.ground.outbox import post, queries
from sunhall.ground.outbox.events import (
    MessageErased,
    MessageQueued,
    MessageRetried,
    MessageSent,
    TemplateMade,
)
from sunhall.ground.outbox.models import Message
from sunhall.ground.outbox.worker import dispatch_due

CLERK = Actor(code="staff:zhao", name="赵")
MINE = "resident:li"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def house(settings):
    settings.OUTBOX_CHANNELS = ["inapp", "sms"]
    for channel in ("inapp", "sms"):
        post.put_template(
            "answered", channel=channel, subject="答复", body="{number}已答复：{words}", by=SYSTEM
        )


def tell(channel="inapp", to=MINE, key="R1:answered:1", **options):
    return post.post_message(
        "answered", to=to, channel=channel, key=key, about="matter:R1", by=CLERK,
        number="R1", words="路灯已修好", **options,
    )  # fmt: skip


def test_an_in_app_message_is_in_the_inbox_at_once():
    message = tell()
    assert (message.subject, message.body) == ("答复", "R1已答复：路灯已修好")
    assert list(queries.inbox_of(MINE)) == [message]
    assert queries.unread_count(MINE) == 1
    assert queries.unread_count("resident:wu") == 0


def test_an_sms_waits_for_the_worker():
    message = tell("sms", "138 1234 5678")
    assert (message.state, message.tries) == ("queued", 0)
    assert told(f"message:{message.code}") == [MessageQueued]


def test_neither_recipient_nor_words_are_in_the_table_or_the_journal():
    message = tell("sms", "13812345678")
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM outbox_message")
        row = " ".join(map(str, cursor.fetchone()))
        cursor.execute("SELECT data FROM journal_entry")
        row += " ".join(data for (data,) in cursor.fetchall())
    assert "13812345678" not in row
    assert "路灯" not in row
    message.refresh_from_db()
    assert message.recipient == "13812345678"


def test_rolled_back_with_the_caller_nothing_was_ever_posted():
    class Failed(Exception):
        pass

    @transaction.atomic
    def fail():
        tell("sms", "13812345678")
        raise Failed

    with pytest.raises(Failed):
        fail()
    assert not Message.objects.exists()


def test_one_happening_is_posted_once_on_each_channel():
    first, second = tell("sms", "13812345678"), tell("sms", "13812345678")
    assert first == second
    assert tell("inapp").pk != first.pk
    assert tell("sms", "13812345678", key="R1:answered:2").pk != first.pk
    assert told(f"message:{first.code}") == [MessageQueued]


def test_a_channel_that_is_not_configured_gets_no_row(settings):
    settings.OUTBOX_CHANNELS = ["inapp"]
    assert tell("sms", "13812345678") is None
    assert not Message.objects.exists()


def test_an_empty_recipient_gets_no_row():
    assert tell("sms", "  ") is None


def test_replayed_history_sends_nothing():
    with moment(datetime(2020, 1, 1, tzinfo=UTC)):
        assert tell("sms", "13812345678") is None


def test_one_happening_goes_over_every_way_that_is_open(settings):
    settings.OUTBOX_CHANNELS = ["inapp", "sms", "wechat"]
    posted = post.post_messages(
        "answered", to={"inapp": MINE, "sms": "13812345678", "wechat": "openid", "email": "a@b.cn"},
        key="R1:answered:1", about="matter:R1", by=CLERK, number="R1", words="好",
    )  # fmt: skip
    assert [message.channel for message in posted] == ["inapp", "sms"]
    assert list(queries.messages_about("matter:R1")) == posted


def test_a_missing_template_or_fact_is_loud():
    with pytest.raises(LookupError, match="no template 'unknown' for sms"):
        post.post_message("unknown", to="1", channel="sms", key="k", about="matter:R1", by=CLERK)
    with pytest.raises(LookupError, match="the template needs number, words"):
        post.post_message("answered", to="1", channel="sms", key="k", about="x:1", by=CLERK)


def test_an_in_app_message_for_later_arrives_at_its_hour():
    with time_machine.travel(datetime(2026, 11, 22, 4, tzinfo=UTC), tick=False) as clock:
        message = tell(due_at=now() + timedelta(hours=3))
        assert dispatch_due() == 0
        assert queries.unread_count(MINE) == 0
        clock.shift(timedelta(hours=3))
        assert dispatch_due() == 1
        assert list(queries.inbox_of(MINE)) == [message]
    assert told(f"message:{message.code}") == [MessageQueued, MessageSent]


def test_only_ones_own_messages_can_be_marked_read():
    mine, other = tell(), tell(to="resident:wu", key="R1:answered:2")
    assert post.mark_read([mine.code, other.code], recipient=MINE, by=CLERK) == 1
    assert post.mark_read([mine.code], recipient=MINE, by=CLERK) == 0
    assert queries.unread_count(MINE) == 0
    assert queries.unread_count("resident:wu") == 1


def test_words_of_a_new_version_reach_only_later_messages():
    before = tell(key="1")
    made = post.put_template(
        "answered", channel="inapp", body="新：{words}", source="county, 2026", by=SYSTEM
    )
    assert made.version == 2
    after = tell(key="2")
    assert (before.template.version, after.template.version) == (1, 2)
    assert after.body == "新：路灯已修好"
    assert told("template:answered")[-1] is TemplateMade


def test_the_same_words_make_no_new_version_and_a_seed_keeps_the_countys_words():
    again = post.put_template(
        "answered", channel="sms", subject="答复", body="{number}已答复：{words}", by=SYSTEM
    )
    assert again.version == 1
    seeded = post.put_template(
        "answered", channel="sms", body="default", only_if_missing=True, by=SYSTEM
    )
    assert (seeded.version, seeded.subject) == (1, "答复")


def test_another_language_falls_back_to_chinese():
    post.put_template("answered", channel="inapp", body="Answered: {words}", language="en",
                      by=SYSTEM)  # fmt: skip
    assert tell(key="1", language="en").body == "Answered: 路灯已修好"
    assert tell("sms", "13812345678", key="2", language="en").body.startswith("R1")


def test_a_template_with_a_slip_is_refused_by_field():
    with pytest.raises(Refused, match="占位符") as refusal:
        post.put_template("x", channel="sms", body="{number", by=SYSTEM)
    assert refusal.value.field == "body"
    with pytest.raises(LookupError):
        post.put_template("x", channel="fax", body="x", by=SYSTEM)


def test_a_message_that_is_not_dead_cannot_be_retried():
    with pytest.raises(Refused):
        post.retry_message(tell("sms", "1").code, by=CLERK)
    with pytest.raises(NotFound):
        post.retry_message("nothing", by=CLERK)


def test_a_dead_message_is_retried_by_a_person_under_the_same_code():
    message = tell("sms", "13812345678")
    Message.objects.update(state="dead", dead_at=now(), tries=12)
    assert list(queries.dead_messages()) == [message]
    again = post.retry_message(message.code, by=CLERK)
    assert (again.code, again.state, again.tries) == (message.code, "queued", 0)
    assert story(f"message:{message.code}")[-1].actor == "staff:zhao"
    assert told(f"message:{message.code}") == [MessageQueued, MessageRetried]


def test_an_erased_message_keeps_only_that_it_was():
    message = tell("sms", "13812345678")
    post.erase_message(message.code, by=CLERK)
    message.refresh_from_db()
    assert (message.recipient, message.body, message.recipient_index) == ("", "", "")
    assert message.state == "dead"
    assert told(f"message:{message.code}") == [MessageQueued, MessageErased]
    with pytest.raises(Refused):
        post.retry_message(message.code, by=CLERK)


def test_counts_tell_every_state_of_every_channel():
    tell()
    tell("sms", "1", key="a")
    tell("sms", "2", key="b")
    assert queries.counts() == {("inapp", "sent"): 1, ("sms", "queued"): 2}


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"state": "lost"}, "message_state_known"),
        ({"state": "sending"}, "message_leased_while_sending"),
        ({"state": "sent"}, "message_sent_at"),
        ({"state": "dead"}, "message_dead_at"),
    ],
)
def test_the_database_refuses_a_message_between_states(change, name):
    tell("sms", "1")
    with pytest.raises(Exception, match=name), transaction.atomic():
        Message.objects.update(**change)
