"""Texts to the public numbers: signed, taken once, joined in any order, and never lost (H1, K7)."""

import json
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import checks
from hypothesis import HealthCheck, given
from hypothesis import settings as rigour
from hypothesis import strategies as st

from sunhall.ground.files import disk
from sunhall.ground.files import queries as files
from sunhall.ground.inbox.adapters.sms import callback, pieces
from sunhall.ground.inbox.adapters.sms.adapter import probe
from sunhall.ground.inbox.adapters.sms.checks import complaints
from sunhall.ground.inbox.adapters.sms.numbers import numbers, slip_in
from sunhall.ground.inbox.adapters.sms.words import joined, notice_of
from sunhall.ground.inbox.channel import Unwell
from sunhall.ground.inbox.events import MessageArrived
from sunhall.ground.inbox.models import Incoming, Piece, Source
from sunhall.ground.inbox.tests.gateway import KEY, NUMBERS, PHONE, TEXT, parts, send, text
from sunhall.ground.journal.record import told
from sunhall.ground.outbox.tests.standins import provider

NOON = datetime(2026, 11, 30, 4, tzinfo=UTC)
LONG = "石桥村口的路灯坏了半个月😀，晚上老人出门看不见路，请尽快修好。再说一遍：是村口东边那一盏。"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def gateway(db, client, settings):
    settings.SMS_KEY, settings.SMS_NUMBERS = KEY, NUMBERS
    return client


def only():
    return Incoming.objects.get()


def original(item):
    stored = files.file_of(item.owner_of_files, item.raw)
    return disk.place_of(stored.sha256, stored.code).read_bytes()


def test_a_text_is_kept_under_its_number_with_what_the_gateway_said(gateway):
    said = text(sent_at="2026-11-30T11:58:00+08:00")
    answer = send(gateway, said)
    assert (answer.status_code, answer.json()) == (200, {"heeded": True})
    item = only()
    assert (item.account, item.sender, item.text) == ("mayor", PHONE, TEXT)
    assert (item.state, item.sent_at) == ("waiting", NOON - timedelta(minutes=2))
    assert json.loads(original(item)) == said
    assert told(f"incoming:{item.code}") == [MessageArrived]
    assert Source.objects.get(channel="sms", account="mayor").item_at == NOON


def test_the_same_text_sent_again_is_one(gateway):
    said = text()
    assert [send(gateway, said).status_code for _ in range(3)] == [200] * 3
    assert only().text == TEXT


def test_a_text_to_a_number_that_is_not_ours_is_kept_for_the_desk(gateway):
    send(gateway, text(to="10086"))
    assert (only().account, only().state) == ("", "waiting")


@pytest.mark.parametrize(
    "how",
    [
        {"key": "another"}, {"late": 301}, {"late": -301}, {"signed": ""}, {"signed": "é"},
        {"stamp": ""}, {"stamp": "１２３"}, {"stamp": "99999999999999"},
    ],
)  # fmt: skip
def test_forged_and_old_callbacks_are_refused_and_kept_nowhere(gateway, how):
    answer = send(gateway, text(), **how)
    assert answer.status_code == 401
    assert "密钥和时间" in answer.json()["detail"]
    assert not Incoming.objects.exists()
    source = Source.objects.get(channel="sms")
    assert (source.knocked_at, source.error) == (NOON, "")


def test_a_signature_does_not_fit_another_text(gateway):
    body = json.dumps(text()).encode()
    stamp = str(int(NOON.timestamp()))
    signed = callback.signature(KEY, stamp, body)
    forged = body.replace("请尽快".encode("unicode_escape"), b"")
    assert send(gateway, raw=forged + b" ", signed=signed).status_code == 401


def test_without_a_key_there_is_no_door(gateway, settings):
    settings.SMS_KEY = ""
    assert send(gateway, text(), key="").status_code == 404
    assert not list(numbers())


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"event": "exploded"}, "event"), ({"event": ["text"]}, "event"), ({"id": ""}, "id"),
        ({"id": 7}, "id"), ({"from": "1\x00"}, "from"), ({"from": "1" * 41}, "from"),
        ({"to": None}, "to"), ({"text": None}, "text"), ({"parts": 0}, "parts"),
        ({"parts": True}, "parts"), ({"parts": 61}, "parts"),
        ({"parts": 2, "part": 3, "group": "1"}, "part"),
        ({"parts": 2, "part": 1}, "group"), ({"data": "zz", "encoding": "ucs2"}, "data"),
        ({"data": "00", "encoding": "morse"}, "encoding"), ({"data": "00"}, "encoding"),
    ],
)  # fmt: skip
def test_a_callback_that_cannot_be_read_names_the_field_and_is_kept_for_a_person(
    gateway, more, field
):
    answer = send(gateway, {**text(), **more})
    assert answer.status_code == 422
    assert answer.json()["fields"][0]["field"] == field
    assert (only().state, only().cause) == ("held", "unreadable")
    assert original(only())


@pytest.mark.parametrize("raw", [b"", b"[]", b"{", b"\xff\xfe", b"[" * 30_000])
def test_bytes_that_are_no_callback_are_refused_and_kept(gateway, raw):
    assert send(gateway, raw=raw).status_code == 422
    assert only().cause == "unreadable"


def test_what_is_too_large_is_refused(gateway):
    assert send(gateway, raw=b'"' + b"x" * 70_000).status_code == 413
    assert send(gateway, raw=b"x" * (6 * 1024 * 1024)).status_code == 413
    assert not Incoming.objects.exists()


@pytest.mark.parametrize("order", [[0, 1, 2, 3], [3, 2, 1, 0], [2, 0, 3, 1], [0, 0, 1, 2, 2, 3]])
def test_a_long_text_is_one_whatever_the_order_of_its_parts(gateway, order):
    cut = parts(LONG, size=13)
    assert len(cut) == 4
    for number in order:
        assert not Incoming.objects.exists()
        assert send(gateway, cut[number]).status_code == 200
    assert only().text == LONG
    assert "😀" in only().text
    # A repetition after the whole is known, too.
    send(gateway, cut[1])
    assert only().text == LONG
    assert {(p.data, p.raw, p.sender) for p in Piece.objects.all()} == {("", "", "")}


def test_parts_of_two_encodings_are_one_text(gateway):
    cut = {"group": "1", "parts": 3}
    send(gateway, text(data=b"Lamp No. 7: ".hex(), encoding="gsm7", part=1, **cut))
    wide = "灯坏了，请修。".encode("gb18030")
    send(gateway, text(data=wide[3:].hex(), encoding="gb18030", part=3, **cut))
    send(gateway, text(data=wide[:3].hex(), encoding="gb18030", part=2, **cut))
    assert only().text == "Lamp No. 7: 灯坏了，请修。"


def test_a_part_that_does_not_come_costs_nobody_the_others(gateway, clock):
    cut = parts(LONG, size=13)
    for said in (cut[0], cut[2], cut[3]):
        send(gateway, said)
    assert pieces.join_left_pieces() == 0
    clock.shift(pieces.WAIT + timedelta(seconds=1))
    assert pieces.join_left_pieces() == 1
    assert pieces.join_left_pieces() == 0
    whole = only()
    assert "〔第 2 段没有收到〕" in whole.text
    assert whole.text.startswith(LONG[:10])
    assert "补发" in whole.files_not_kept[0]
    # It comes after all: added to the same thread, and only once.
    for _ in range(2):
        send(gateway, cut[1])
    late = Incoming.objects.exclude(pk=whole.pk).get()
    assert late.thread == whole.thread
    assert "补第 2 段" in late.text


def test_two_senders_and_two_numbers_do_not_mix_though_their_phones_count_alike(gateway):
    words = [LONG, LONG.replace("石桥", "泉水")]
    mine, yours = parts(words[0], size=30), parts(words[1], size=30, **{"from": "13900000002"})
    for said in (mine[0], yours[1], yours[0], mine[1]):
        send(gateway, said)
    assert {item.text for item in Incoming.objects.all()} == set(words)


def test_a_phone_that_counts_anew_begins_another_text(gateway):
    first, second = parts(LONG, size=30), parts(LONG[::-1], size=30)
    send(gateway, first[0])
    send(gateway, second[0])
    send(gateway, second[1])
    cut, whole = Incoming.objects.order_by("pk")
    assert "第 2 段没有收到" in cut.text
    assert whole.text == LONG[::-1]


def test_old_parts_are_forgotten_when_they_were_joined(gateway, clock):
    for said in parts(LONG, size=30):
        send(gateway, said)
    clock.shift(pieces.KEPT + timedelta(hours=1))
    assert pieces.forget_old_pieces() == 2


@pytest.mark.parametrize(
    ("sender", "words", "notice"),
    [
        ("13800000001", "路灯坏了", ""), ("+86 138-0000-0001", "路灯坏了", ""),
        ("+447700900123", "the lamp", ""), ("95588", "您尾号…", "bulk"),
        ("106980095588", "验证码", "bulk"), ("未知", "x", "bulk"), ("", "x", ""),
        ("13800000001", " TD ", "stop"), ("13800000001", "退订。", "stop"),
        ("13800000001", "回复ＴＤ退订", ""), ("13800000001", "回T", "stop"),
        ("13800000001", "我要退订牛奶，奶站不肯", ""), ("13800000001", "订阅", "start"),
    ],
)  # fmt: skip
def test_who_may_have_written_and_what_is_a_word_to_the_channel(sender, words, notice):
    assert notice_of(sender, words) == notice


def test_our_own_number_is_not_answered(gateway):
    send(gateway, text(**{"from": "106900054321"}))
    assert (only().state, only().cause) == ("refused", "own")


@pytest.mark.parametrize(
    "line",
    ["", "abc?code=a", "10690?name=x", "10690?code=A", "10690?code=a&colour=red", "?code=a"],
)
def test_a_line_that_cannot_be_meant_stops_the_start(settings, line):
    settings.SMS_KEY, settings.SMS_NUMBERS = KEY, [line]
    assert slip_in(line)
    assert [found.id for found in complaints()] == ["sunhall.E022"]
    assert "sunhall.E022" in {found.id for found in checks.run_checks()}


def test_numbers_without_a_key_and_a_code_used_twice_stop_the_start(settings):
    settings.SMS_NUMBERS = [NUMBERS[0], NUMBERS[0]]
    assert [found.id for found in complaints()] == ["sunhall.E021", "sunhall.E022"]


def test_self_check_asks_the_gateway_and_sends_nothing(gateway, settings):
    with provider() as standin:
        settings.SMS_URL = f"{standin.url}/send"
        standin.answers = [(200, {}), (401, {}), (400, {}), (500, {})]
        probe("mayor")
        assert standin.asked[0][2] == {"check": True}
        assert Source.objects.get(channel="sms", account="mayor").error == ""
        for words in ("密钥和时钟", "不认识自检", "没有应答"):
            with pytest.raises(Unwell, match=words):
                probe("mayor")
        assert standin.sent == {}


@given(st.binary(max_size=400) | st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["id", "event", "from", "to", "text", "data", "encoding", "part", "parts",
                         "group", "sent_at", "message", "message_id", "status", "code"]),
        inner | st.sampled_from(["text", "report", "ucs2", "gsm7", "utf-8", "gb18030", "1b41ff"]),
        max_size=10),
    max_leaves=12,
))  # fmt: skip
@rigour(max_examples=150, deadline=None)
def test_whatever_a_gateway_sends_is_read_or_named(told_or_bytes):
    body = told_or_bytes if isinstance(told_or_bytes, bytes) else json.dumps(told_or_bytes).encode()
    with suppress(callback.Unreadable):
        assert callback.read(body).id


@given(st.lists(st.tuples(st.sampled_from(callback.ENCODINGS), st.binary(max_size=40)), max_size=6))
@rigour(max_examples=150, deadline=None)
def test_whatever_bytes_a_network_hands_on_there_are_words(chunks):
    assert isinstance(joined(chunks), str)


@given(st.text(min_size=1, max_size=60).filter(lambda words: words.isprintable()),
       st.integers(1, 7), st.randoms(use_true_random=False))  # fmt: skip
@rigour(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_whatever_is_cut_anywhere_and_shuffled_comes_together(gateway, words, size, dice):
    Incoming.objects.all().delete()
    Piece.objects.all().delete()
    cut = parts(words, size=max(size, -(-len(words.encode("utf-16-be")) // 120)))
    dice.shuffle(cut)
    for said in cut:
        assert send(gateway, said).status_code == 200
    assert only().text == words.strip()
