"""Sending over real sockets: retries, dead letters, leases, and a worker killed in the middle."""

import email
import hashlib
import hmac
import os
import shutil
import signal
import socket
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
import time_machine
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message as Mailbag
from django.db import connection, transaction
from hypothesis import HealthCheck, given
from hypothesis import settings as rigour
from hypothesis import strategies as st

from sunhall.ground.access.actor import SYSTEM, Actor
from sunhall.ground.journal.record import told
from sunhall.ground.outbox import post, queries, worker
from sunhall.ground.outbox.adapters import wechat_api
from sunhall.ground.outbox.events import MessageDied, MessageQueued, MessageSent
from sunhall.ground.outbox.letter import Undelivered
from sunhall.ground.outbox.models import Message
from sunhall.ground.outbox.tests.standins import DROPPED, provider
from sunhall.ground.outbox.worker import MOST_TRIES, dispatch_due

CLERK = Actor(code="staff:zhao", name="赵")
NOON = datetime(2026, 11, 22, 4, tzinfo=UTC)


@pytest.fixture
def clock():
    with time_machine.travel(NOON, tick=False) as frozen:
        yield frozen


@pytest.fixture
def gateway(settings):
    with provider() as running:
        settings.OUTBOX_CHANNELS = ["inapp", "sms", "wechat"]
        settings.SMS_URL, settings.SMS_KEY = f"{running.url}/send", "gateway key"
        settings.WECHAT_URL, settings.WECHAT_KEY = running.url, "wx1:secret"
        wechat_api._tokens.clear()
        yield running


@pytest.fixture
def house(db, clock, gateway):
    for channel in ("sms", "wechat", "email"):
        post.put_template(
            "answered", channel=channel, subject="答复\n通知", body="{number}已答复", by=SYSTEM,
            provider_code="T-1",
        )  # fmt: skip
    return gateway


def tell(channel="sms", to="13812345678", key="R1"):
    return post.post_message(
        "answered", to=to, channel=channel, key=key, about="matter:R1", by=CLERK, number="R1"
    )


def test_an_sms_reaches_the_gateway_signed_and_with_its_key(house):
    message = tell()
    assert dispatch_due() == 1
    ((path, headers, body),) = house.asked
    assert path == "/send"
    assert body == {
        "id": message.code, "to": "13812345678", "text": "R1已答复", "template": "T-1",
        "params": {"number": "R1"},
    }  # fmt: skip
    assert headers["Idempotency-Key"] == message.code
    signed = headers["X-Timestamp"].encode() + b"." + house.raw()
    assert headers["X-Signature"] == hmac.new(b"gateway key", signed, hashlib.sha256).hexdigest()
    message.refresh_from_db()
    assert (message.state, message.provider_id) == ("sent", f"p-{message.code}")
    assert message.sent_at == NOON
    assert told(f"message:{message.code}") == [MessageQueued, MessageSent]
    assert dispatch_due() == 0


def test_a_gateway_in_trouble_is_asked_again_after_doubling_pauses(house, clock):
    message = tell()
    house.answers = [(503, {}), (429, {}), (200, b"not json")]
    waits = []
    for _ in range(3):
        assert dispatch_due() == 1
        message.refresh_from_db()
        assert message.state == "queued"
        waits.append((message.due_at - datetime.now(UTC)).total_seconds())
        assert dispatch_due() == 0
        clock.move_to(message.due_at)
    assert waits == [30, 60, 120]
    assert dispatch_due() == 1
    message.refresh_from_db()
    assert (message.state, message.tries, message.error) == ("sent", 4, "")
    assert {headers["Idempotency-Key"] for _, headers, _ in house.asked} == {message.code}


def test_after_many_tries_a_message_is_dead_and_visible(house, clock):
    message = tell()
    house.answers = [(500, {"detail": "down"})] * MOST_TRIES
    while dispatch_due():
        message.refresh_from_db()
        clock.move_to(max(message.due_at, datetime.now(UTC)))
    assert (message.state, message.tries) == ("dead", MOST_TRIES)
    assert "500" in message.error
    assert list(queries.dead_messages()) == [message]
    assert told(f"message:{message.code}") == [MessageQueued, MessageDied]
    post.retry_message(message.code, by=CLERK)
    assert dispatch_due() == 1
    assert set(house.sent) == {message.code}


def test_a_number_that_is_none_is_tried_once(house):
    message = tell()
    house.answers = [(422, {"detail": "no such number"})]
    dispatch_due()
    message.refresh_from_db()
    assert (message.state, message.tries) == ("dead", 1)


def test_what_a_provider_repeats_of_a_person_is_not_left_lying_open(house):
    message = tell()
    house.answers = [(422, {"detail": "13812345678 cannot receive R1已答复"})]
    dispatch_due()
    message.refresh_from_db()
    assert "13812345678" in message.error
    with connection.cursor() as cursor:
        cursor.execute("SELECT error FROM outbox_message")
        lying = cursor.fetchone()[0]
        cursor.execute("SELECT data FROM journal_entry")
        lying += " ".join(data for (data,) in cursor.fetchall())
    assert "13812345678" not in lying
    assert "已答复" not in lying


def test_a_redirect_is_not_followed(house):
    message = tell()
    house.answers = [(302, {})]
    dispatch_due()
    message.refresh_from_db()
    assert message.state == "queued"
    assert len(house.asked) == 1


def test_a_gateway_that_is_down_loses_nothing(house, settings):
    message = tell()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        settings.SMS_URL = f"http://127.0.0.1:{free.getsockname()[1]}/send"
        dispatch_due()
    message.refresh_from_db()
    assert message.state == "queued"
    assert "Undelivered" in message.error


def test_one_bad_message_does_not_hold_up_the_next(house):
    first, second = tell(key="1"), tell(key="2")
    house.answers = [(500, {})]
    assert dispatch_due() == 2
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == ("queued", "sent")


def test_the_limit_is_kept(house):
    for number in range(3):
        tell(key=str(number))
    assert dispatch_due(2) == 2
    assert dispatch_due(2) == 1


def test_a_message_under_lease_is_left_alone_until_the_lease_ends(house, clock):
    message = tell()
    worker._claim()
    assert dispatch_due() == 0
    message.refresh_from_db()
    assert (message.state, message.lease_until) == ("sending", NOON + timedelta(minutes=2))
    clock.shift(timedelta(minutes=2))
    assert dispatch_due() == 1
    message.refresh_from_db()
    assert (message.state, message.tries) == ("sent", 2)


def test_a_slow_failure_does_not_undo_what_another_worker_has_sent(house, clock):
    message = tell()
    _, lease = worker._claim()
    clock.shift(timedelta(minutes=2))
    assert dispatch_due() == 1
    worker._fail(message.pk, lease, Undelivered("timed out"), for_good=True)
    message.refresh_from_db()
    assert (message.state, message.error) == ("sent", "")
    assert told(f"message:{message.code}") == [MessageQueued, MessageSent]


def test_two_workers_that_both_got_through_tell_it_once(house, clock):
    message = tell()
    worker._claim()
    clock.shift(timedelta(minutes=2))
    assert dispatch_due() == 1
    worker._mark_sent(message.pk, "slow")
    message.refresh_from_db()
    assert message.provider_id == f"p-{message.code}"
    assert told(f"message:{message.code}") == [MessageQueued, MessageSent]


@given(st.data())
@rigour(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_whatever_the_gateway_and_the_workers_do_nothing_is_lost_and_nothing_sent_twice(
    house, clock, data
):
    clock.move_to(NOON)
    Message.objects.all().delete()
    house.sent.clear()
    house.answers.clear()
    messages = [tell(key=f"{data.draw(st.uuids())}") for _ in range(data.draw(st.integers(1, 3)))]
    for step in data.draw(
        st.lists(st.sampled_from(["send", "500", "drop", "never", "killed", "wait"]), max_size=25)
    ):
        if step == "killed":
            worker._claim()
        elif step == "wait":
            clock.shift(timedelta(minutes=3))
        else:
            house.answers[:] = {"500": [(500, {})], "drop": [DROPPED], "never": [(400, {})]}.get(
                step, []
            )
            dispatch_due(1)
    house.answers.clear()
    while Message.objects.filter(state__in=["queued", "sending"]).exists():
        clock.shift(timedelta(hours=7))
        dispatch_due()
    for message in messages:
        message.refresh_from_db()
        last = told(f"message:{message.code}")[-1]
        assert last is (MessageSent if message.state == "sent" else MessageDied)
        assert message.state == "dead" or message.code in house.sent
    assert set(house.sent) <= {message.code for message in messages}


@pytest.mark.django_db
def test_what_is_due_is_found_by_its_partial_index():
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off")
        assert "message_due" in queries.due_messages(NOON).explain()
        assert "message_inbox" in queries.inbox_of("resident:li").explain()
        assert "message_dead" in queries.dead_messages().explain()


def test_wechat_gets_a_token_once_and_each_message_its_key(house):
    one, two = tell("wechat", "openid-1", "1"), tell("wechat", "openid-2", "2")
    assert dispatch_due() == 2
    assert house.tokens_given == 1
    assert house.sent[one.code] == {
        "touser": "openid-1", "template_id": "T-1", "client_msg_id": one.code,
        "data": {"number": {"value": "R1"}},
    }  # fmt: skip
    two.refresh_from_db()
    assert (two.state, two.provider_id) == ("sent", "200228332")


def test_a_tap_on_a_wechat_message_opens_the_page_of_the_matter(house):
    message = post.post_message(
        "answered", to="openid", channel="wechat", key="R1", about="matter:R1", by=CLERK,
        number="R1", url="https://hall.example.cn/track/",
    )  # fmt: skip
    dispatch_due()
    assert house.sent[message.code]["url"] == "https://hall.example.cn/track/"


def test_a_stale_wechat_token_is_fetched_anew_and_an_old_one_before_it_ends(house, clock):
    tell("wechat", "openid", "1")
    dispatch_due()
    house.token = "changed"
    tell("wechat", "openid", "2")
    dispatch_due()
    assert house.tokens_given == 2
    assert len(house.sent) == 2
    clock.shift(timedelta(minutes=116))
    tell("wechat", "openid", "3")
    dispatch_due()
    assert house.tokens_given == 3


@pytest.mark.parametrize(
    ("code", "state"), [(43004, "dead"), (40037, "dead"), (-1, "queued"), (45009, "queued")]
)
def test_wechat_says_never_or_later(house, code, state):
    message = tell("wechat", "openid")
    house.answers = [(200, {"errcode": code, "errmsg": "x"})]
    dispatch_due()
    message.refresh_from_db()
    assert message.state == state
    assert str(code) in message.error


class Bag(Mailbag):
    """A mail server that refuses one address for good and another for now."""

    def __init__(self):
        super().__init__()
        self.mails = []

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        if address.startswith("nobody"):
            return "550 no such mailbox"
        if address.startswith("later"):
            return "451 try again"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    def handle_message(self, message):
        self.mails.append(message)


@pytest.fixture
def mail(settings):
    bag = Bag()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = Controller(bag, hostname="127.0.0.1", port=port)
    server.start()
    settings.OUTBOX_CHANNELS = ["email"]
    settings.EMAIL_URL = f"smtp://127.0.0.1:{port}?from=hall@example.cn"
    yield bag
    server.stop()


def test_a_mail_arrives_with_an_id_that_a_repetition_shares(house, mail):
    message = tell("email", "li@example.cn")
    assert dispatch_due() == 1
    Message.objects.update(state="queued", sent_at=None, due_at=NOON)
    assert dispatch_due() == 1
    first, second = mail.mails
    assert first["Message-ID"] == second["Message-ID"] == f"<{message.code}@example.cn>"
    assert (
        str(email.header.make_header(email.header.decode_header(first["Subject"]))) == "答复 通知"
    )
    assert first.get_payload(decode=True).decode().strip() == "R1已答复"
    assert (first["From"], first["To"]) == ("hall@example.cn", "li@example.cn")


@pytest.mark.parametrize(("to", "state"), [("nobody@x.cn", "dead"), ("later@x.cn", "queued")])
def test_a_mail_server_says_never_or_later_and_the_address_stays_out_of_the_error(
    house, mail, to, state
):
    message = tell("email", to)
    dispatch_due()
    message.refresh_from_db()
    assert message.state == state
    assert to not in message.error
    assert "SMTP" in message.error


@pytest.mark.parametrize("to", ["not an address", "a@b@c", "li@example.cn\nBcc: all@x.cn"])
def test_a_mail_to_what_is_no_address_is_tried_once(house, mail, to):
    message = tell("email", to)
    dispatch_due()
    message.refresh_from_db()
    assert message.state == "dead"
    assert mail.mails == []


def test_a_mail_server_that_is_down_loses_nothing(house, settings):
    settings.OUTBOX_CHANNELS = ["email"]
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        settings.EMAIL_URL = f"smtp://127.0.0.1:{free.getsockname()[1]}?from=hall@example.cn"
        message = tell("email", "li@example.cn")
        dispatch_due()
    message.refresh_from_db()
    assert message.state == "queued"


OPEN = "import django; django.setup()\n"
MIGRATE = f"""{OPEN}
from django.core.management import call_command
call_command("migrate", verbosity=0, skip_checks=True)
from sunhall.ground.access.actor import SYSTEM
from sunhall.ground.outbox import post
post.put_template("t", channel="sms", body="x", by=SYSTEM)
"""
POST = f"""{OPEN}
from sunhall.ground.access.actor import SYSTEM
from sunhall.ground.outbox import post
for number in range(%d):
    post.post_message("t", to="1", channel="sms", key=str(number), about="x:1", by=SYSTEM)
"""
SEND = f"""{OPEN}
from sunhall.ground.outbox.worker import dispatch_due
print(dispatch_due(100))
"""
SEND_LATER = f"""
import time_machine, datetime
later = datetime.datetime.now(datetime.UTC) + datetime.timedelta(minutes=3)
time_machine.travel(later, tick=False).start()
{SEND}
from sunhall.ground.outbox.models import Message
print(Message.objects.get().state, Message.objects.get().tries)
"""


def started(folder, url, script):
    """A real process of the house with its own database file, told of the gateway."""
    place = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "DATABASE_URL": f"sqlite:///{folder / 'db.sqlite3'}",
        "SUNHALL_VAR": str(folder),
        "SUNHALL_CHANNELS": "sms",
        "SUNHALL_SMS_URL": url,
        "SUNHALL_SMS_KEY": "k",
    }
    return subprocess.Popen(
        [sys.executable, "-c", script], cwd=Path(__file__).parents[4], env=place,
        stdout=subprocess.PIPE, text=True,
    )  # fmt: skip


def said(process):
    with process:
        return process.communicate()[0].split()


@pytest.fixture(scope="module")
def migrated(tmp_path_factory):
    folder = tmp_path_factory.mktemp("house")
    assert said(started(folder, "http://127.0.0.1:1", MIGRATE)) == []
    return folder


@pytest.fixture
def processes(migrated, tmp_path):
    """A gateway, and how to run a script beside it on a fresh copy of the house."""
    folder = tmp_path / "copy"
    shutil.copytree(migrated, folder)
    with provider() as gateway:
        yield gateway, partial(started, folder, gateway.url)


def test_a_worker_killed_between_sending_and_marking_sends_again_under_the_same_key(processes):
    gateway, run = processes
    said(run(POST % 1))
    with run(SEND) as doomed:
        gateway.before_answer = lambda: os.kill(doomed.pid, signal.SIGKILL)
        assert doomed.communicate()[0] == ""
    assert doomed.returncode == -signal.SIGKILL
    gateway.before_answer = lambda: None
    assert said(run(SEND)) == ["0"]
    assert said(run(SEND_LATER)) == ["1", "sent", "2"]
    keys = [headers["Idempotency-Key"] for _, headers, _ in gateway.asked]
    assert len(keys) == 2
    assert set(keys) == set(gateway.sent)
    assert len(gateway.sent) == 1


def test_three_workers_at_once_send_each_message_once(processes):
    gateway, run = processes
    said(run(POST % 40))
    workers = [run(SEND) for _ in range(3)]
    assert sum(int(said(worker)[0]) for worker in workers) == 40
    assert len(gateway.asked) == len(gateway.sent) == 40
