"""Mailboxes over a real dovecot: what is new is taken once, whole, and the box is not touched."""

import socket

import pytest
from django.core import checks

from sunhall.ground.files import disk
from sunhall.ground.files import queries as files
from sunhall.ground.inbox import source
from sunhall.ground.inbox.adapters.email import fetch
from sunhall.ground.inbox.adapters.email.boxes import slip_in
from sunhall.ground.inbox.adapters.email.checks import complaints
from sunhall.ground.inbox.channel import Unwell
from sunhall.ground.inbox.events import MessageArrived, MessageHeld
from sunhall.ground.inbox.models import Incoming, Source
from sunhall.ground.inbox.tests.dovecot import PASSWORD
from sunhall.ground.inbox.tests.letters import TEXT, letter
from sunhall.ground.journal.record import told

pytestmark = pytest.mark.django_db

MEGABYTE = 1024 * 1024


@pytest.fixture
def boxed(post_office, settings):
    settings.MAILBOXES = [post_office.line()]
    return post_office


def original(item):
    """What was kept of an item, as it lies on disk."""
    stored = files.file_of(item.owner_of_files, item.raw)
    return disk.place_of(stored.sha256, stored.code).read_bytes()


def test_a_letter_is_taken_once_with_its_original_and_the_box_is_left_as_it_was(boxed):
    raw = letter()
    boxed.post(raw)
    assert fetch.look_into_all() == 1
    assert fetch.look_into_all() == 0
    item = Incoming.objects.get()
    assert (item.account, item.sender, item.subject) == (
        "mayor", "xiulan@example.com", "石桥村路灯不亮",
    )  # fmt: skip
    assert item.text == TEXT
    assert original(item) == raw.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    assert told(f"incoming:{item.code}") == [MessageArrived]
    assert boxed.flags()
    assert all(b"Seen" not in line for line in boxed.flags())


def test_only_what_comes_after_the_first_look_is_taken_unless_a_day_is_named(post_office, settings):
    settings.MAILBOXES = [post_office.line(since="")]
    post_office.post(letter(subject="先前的来信"))
    assert fetch.look_into_all() == 0
    post_office.post(letter(subject="后来的来信"))
    assert fetch.look_into_all() == 1
    assert Incoming.objects.get().subject == "后来的来信"


def test_a_server_that_counts_anew_brings_nothing_twice(boxed):
    boxed.post(letter())
    assert fetch.look_into_all() == 1
    Source.objects.update(cursor="1.999")
    boxed.post(letter(subject="第二封"))
    fetch.look_into_all()
    assert sorted(Incoming.objects.values_list("account", flat=True)) == ["mayor", "mayor"]
    assert {item.subject for item in Incoming.objects.all()} == {"石桥村路灯不亮", "第二封"}


def test_several_boxes_are_read_each_under_its_name_and_a_broken_one_stops_no_other(
    post_office, settings
):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        nobody = f"imap://slow:x@127.0.0.1:{free.getsockname()[1]}/?code=slow&address=s@example.cn"
        settings.MAILBOXES = [nobody, post_office.line("mayor"), post_office.line("secretary")]
        post_office.post(letter(), "mayor")
        post_office.post(letter(subject="给书记的信"), "secretary")
        assert fetch.look_into_all() == 2
    assert set(Incoming.objects.values_list("account", flat=True)) == {"mayor", "secretary"}
    light = Source.objects.get(account="slow")
    assert "连不上邮件服务器" in light.error
    assert source.is_resting("email", "slow")


def test_tls_is_checked_against_the_authority_that_is_named(post_office, settings):
    settings.MAILBOXES = [post_office.line(tls=True, ca=str(post_office.authority))]
    post_office.post(letter())
    assert fetch.look_into_all() == 1
    settings.MAILBOXES = [post_office.line("secretary", tls=True)]
    assert fetch.look_into_all() == 0
    assert "证书不可信" in Source.objects.get(account="secretary").error


def test_starttls_begins_plainly_and_goes_on_in_secret(post_office, settings):
    ca = str(post_office.authority)
    settings.MAILBOXES = [post_office.line(starttls="1", ca=ca)]
    post_office.post(letter())
    assert fetch.look_into_all() == 1


def test_a_wrong_password_is_told_in_words_and_never_repeated(post_office, settings):
    settings.MAILBOXES = [post_office.line().replace(PASSWORD, "falsch-falsch")]
    with pytest.raises(Unwell, match="拒绝登录"):
        fetch.look_in("mayor")
    row = Source.objects.get()
    assert row.fails == 1
    assert "falsch" not in row.error


def test_a_letter_of_30_mb_is_held_with_its_words_and_stays_in_the_box(boxed, settings):
    boxed.post(letter(files={"photo.jpg": b"\xff\xd8\xff" + b"x" * (22 * MEGABYTE)}))
    assert fetch.look_into_all() == 1
    item = Incoming.objects.get()
    assert item.size > 29 * MEGABYTE
    assert (item.state, item.cause, item.text) == ("held", "large", TEXT)
    assert told(f"incoming:{item.code}") == [MessageArrived, MessageHeld]
    assert len(original(item)) == fetch.HEAD_BYTES
    assert len(boxed.flags()) == 1


def test_when_the_house_cannot_keep_a_letter_it_is_fetched_again(boxed, monkeypatch):
    boxed.post(letter())

    def full(*_):
        raise OSError("No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(disk, "settle", full)
        assert fetch.look_into_all() == 0
    assert Incoming.objects.count() == 0
    Source.objects.update(again_at=None)
    assert fetch.look_into_all() == 1


@pytest.mark.parametrize(
    ("line", "slip"),
    [
        ("imap://a:b@mail.example.cn/?code=a&address=a@x.cn", "without TLS"),
        ("imaps://a:b@mail.example.cn/?address=a@x.cn", "code="),
        ("imaps://a@mail.example.cn/?code=a", "user or password"),
        ("imaps://a:b@mail.example.cn/?code=a", "address="),
        ("imaps://a%40x.cn:b@mail.example.cn/?code=a&since=gestern", "since="),
        ("imaps://a%40x.cn:b@mail.example.cn/?code=a&ca=/nowhere", "ca="),
        ("imaps://a%40x.cn:b@mail.example.cn/?code=a&colour=red", "colour"),
        ("imaps://a%40x.cn:b@mail.example.cn:port/?code=a", "no address"),
        ("smtp://a%40x.cn:b@mail.example.cn/?code=a", "imaps://"),
        ("imaps://a%40x.cn:b@mail.example.cn/?code=a&name=县长信箱", ""),
        ("imap://a%40x.cn:b@mail.example.cn/?code=a&starttls=1", ""),
    ],
)
def test_a_mailbox_that_cannot_be_meant_stops_the_start(settings, line, slip):
    assert slip in slip_in(line) if slip else not slip_in(line)
    settings.MAILBOXES = [line]
    found = list(complaints())
    assert [error.level for error in found] == [checks.ERROR] * bool(slip)
    assert all(":b@" not in error.msg for error in found)


def test_two_boxes_of_one_name_stop_the_start(settings):
    line = "imaps://a%40x.cn:b@mail.example.cn/?code=a"
    settings.MAILBOXES = [line, line]
    assert [error.id for error in complaints()] == ["sunhall.E020"]
