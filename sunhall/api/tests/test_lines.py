"""Callbacks of a CTI: signed, heeded once, refused with the reason; nothing is lost (H1)."""

import json

import pytest

from sunhall.calls.models import Call
from sunhall.calls.tests.makers import lay_seats
from sunhall.ground.kit.now import wall_clock
from sunhall.ground.lines import webhook
from sunhall.ground.lines.exchange import Declined, Unreachable, Wish
from sunhall.ground.lines.webhook import Webhook, signature
from sunhall.ground.outbox.tests.standins import provider

KEY = "cti-key"
ARRIVED = {"id": "e-1", "event": "arrived", "line": "L1", "caller": "13800000001"}


@pytest.fixture(autouse=True)
def cti(settings):
    settings.LINES, settings.LINES_KEY = "webhook", KEY
    settings.LINES_URL = "http://127.0.0.1:9/"


def send(client, told, *, key=KEY, late=0, raw=None):
    body = raw if raw is not None else json.dumps(told).encode()
    stamp = str(int(wall_clock().timestamp()) - late)
    return client.post(
        "/api/lines/events",
        body,
        content_type="application/json",
        headers={"X-Timestamp": stamp, "X-Signature": signature(key, stamp, body)},
    )


def test_a_signed_callback_is_heeded_and_the_same_one_only_once(desk, client):
    lay_seats()
    for heeded in (True, False):
        answer = send(client, ARRIVED)
        assert (answer.status_code, answer.json()) == (200, {"heeded": heeded})
    assert Call.objects.get().number == "13800000001"
    send(client, {"id": "e-2", "event": "ended", "line": "L1"})
    assert Call.objects.get().outcome == "missed"


def test_forged_and_old_callbacks_are_refused(desk, client):
    assert send(client, ARRIVED, key="other").status_code == 401
    assert send(client, ARRIVED, late=webhook.SECONDS + 5).status_code == 401
    assert client.post("/api/lines/events", b"{}", content_type="a/b").status_code == 401
    assert not Call.objects.exists()


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({**ARRIVED, "event": "exploded"}, "event"),
        ({**ARRIVED, "event": None}, "event"),
        ({**ARRIVED, "id": ""}, "id"),
        ({**ARRIVED, "line": 7}, "line"),
        ({**ARRIVED, "line": "x" * 121}, "line"),
        ({**ARRIVED, "caller": ["1"]}, "caller"),
        ({**ARRIVED, "caller": "1\x00"}, "caller"),
    ],
)
def test_a_callback_that_cannot_be_read_says_which_field_is_wrong(desk, client, told, field):
    answer = send(client, told)
    assert answer.status_code == 422
    assert answer.json()["fields"][0]["field"] == field
    # Mended, the same id is taken: a refusal has used nothing up.
    assert send(client, ARRIVED).json() == {"heeded": True}


@pytest.mark.parametrize("raw", [b"", b"[]", b"{", b"\xff\xfe", b'"' + b"x" * 70_000])
def test_bytes_that_are_no_callback_are_refused(desk, client, raw):
    assert send(client, None, raw=raw).status_code in (413, 422)


def test_without_such_an_exchange_there_is_no_door(desk, client, settings):
    settings.LINES, settings.LINES_KEY = "ari", "a:b"
    assert send(client, ARRIVED, key="a:b").status_code == 404


def test_orders_go_out_signed(settings):
    with provider() as standin:
        settings.LINES_URL = f"{standin.url}/orders"
        standin.answers = [(200, {"lines": ["L1"]}), (200, {"version": "7"}), (200, {})]
        asked = Webhook()
        assert asked.living() == {"L1"}
        assert asked.check() == "7"
        asked.obey(Wish("say", "L1", says=(("code", "请输入查询码"),)))
        _path, headers, body = standin.asked[-1]
        assert body["says"] == [{"code": "code", "words": "请输入查询码"}]
        assert headers["X-Signature"] == signature(KEY, headers["X-Timestamp"], standin.raw())
        standin.answers = [(404, {}), (500, {})]
        with pytest.raises(Declined):
            asked.obey(Wish("drop", "L1", leg="1"))
        with pytest.raises(Unreachable):
            asked.obey(Wish("drop", "L1", leg="1"))
