"""Asterisk over its own protocol: real HTTP, real WebSocket, on the loopback."""

import json

import pytest
from websockets.exceptions import ConnectionClosed

from sunhall.ground.lines import ari
from sunhall.ground.lines.ari import Asterisk, fact_in
from sunhall.ground.lines.exchange import Declined, Unreachable, Wish
from sunhall.ground.lines.facts import Arrived, Ended, LegDown, LegUp, Pressed, Recorded
from sunhall.ground.lines.tests.standins import PASSWORD, USER, asterisk, channel

LINE = "1700000000.12"


@pytest.fixture
def exchange(settings):
    with asterisk() as standin:
        settings.LINES, settings.LINES_APP = "ari", "sunhall"
        settings.LINES_URL, settings.LINES_KEY = standin.url, f"{USER}:{PASSWORD}"
        settings.LINES_OUT = "PJSIP/{number}@trunk"
        yield standin


def paths(exchange):
    return [f"{method} {path}" for method, path, _query, _body in exchange.asked]


def test_a_call_is_greeted_rung_answered_joined_and_recorded(exchange):
    asked = Asterisk()
    asked.obey(Wish("greet", LINE, says=(("greeting", "您好"),)))
    asked.obey(Wish("ring", LINE, leg="1", to="PJSIP/801", seconds=15))
    asked.obey(Wish("answer", LINE, leg="2", to="PJSIP/801", seconds=15, name="1"))
    asked.obey(Wish("join", LINE, leg="2", name="C1"))
    assert paths(exchange) == [
        f"POST channels/{LINE}/answer",
        f"DELETE playbacks/{LINE}~say",
        f"POST channels/{LINE}/play",
        f"POST channels/{LINE}~1",
        f"DELETE channels/{LINE}~1",
        f"POST channels/{LINE}~2",
        f"DELETE playbacks/{LINE}~say",
        f"POST bridges/{LINE}~bridge",
        f"POST bridges/{LINE}~bridge/addChannel",
        f"POST bridges/{LINE}~bridge/record",
    ]
    played, rung, answered, joined = (exchange.asked[i] for i in (2, 3, 5, 8))
    assert played[2]["media"] == "sound:sunhall/greeting"
    assert rung[2] == {
        "endpoint": "PJSIP/801", "app": "sunhall", "appArgs": f"leg,{LINE},1", "timeout": "15",
    }  # fmt: skip
    assert answered[3] == {"variables": ari.AUTO_ANSWER}
    assert joined[2]["channel"] == f"{LINE},{LINE}~2"


def test_a_third_party_is_dialled_outside_and_joined_without_who_is_held(exchange):
    asked = Asterisk()
    asked.obey(Wish("hold", LINE))
    asked.obey(Wish("invite", LINE, leg="2", to="120", seconds=45))
    asked.obey(Wish("join", LINE, leg="2", seconds=1))
    asked.obey(Wish("resume", LINE))
    asked.obey(Wish("drop", LINE, leg="1"))
    asked.obey(Wish("hangup", LINE, name="C1"))
    told = {path: query for _method, path, query, _body in exchange.asked}
    assert told[f"channels/{LINE}~2"]["endpoint"] == "PJSIP/120@trunk"
    assert told[f"bridges/{LINE}~bridge/removeChannel"] == {"channel": LINE}
    joins = [q["channel"] for _m, path, q, _b in exchange.asked if path.endswith("addChannel")]
    assert joins == [f"{LINE}~2", LINE]
    assert paths(exchange)[-2:] == [f"DELETE channels/{LINE}", f"DELETE bridges/{LINE}~bridge"]


def test_it_says_who_it_is_what_lives_and_gives_recordings(exchange):
    exchange.channels = {LINE, f"{LINE}~1"}
    asked = Asterisk()
    assert asked.check() == "Asterisk 22.5.0"
    assert asked.living() == {LINE}
    assert asked.recording("C1").startswith(b"RIFF")


def test_a_wrong_key_a_failure_and_no_exchange_at_all_are_told_apart(exchange, settings):
    exchange.failing = 1
    with pytest.raises(Unreachable, match="500"):
        Asterisk().check()
    settings.LINES_OUT = ""
    with pytest.raises(Declined, match="400"):
        Asterisk().obey(Wish("invite", LINE, leg="2", to="120"))
    settings.LINES_KEY = "sunhall:wrong"
    with pytest.raises(Unreachable, match="401"):
        Asterisk().check()
    settings.LINES_URL = "http://127.0.0.1:9/ari"
    with pytest.raises(Unreachable):
        Asterisk().check()


def test_events_come_over_the_socket_until_it_breaks_off(exchange, settings):
    settings.LINES_URL = exchange.ws
    heard = Asterisk().hear()
    assert next(heard) is None
    assert exchange.connected.acquire(timeout=5)
    exchange.tell(type="StasisStart", channel=channel(LINE, "13800000001"), args=[])
    exchange.tell(type="ChannelDtmfReceived", channel=channel(LINE), digit="1", duration_ms=100)
    assert next(heard) == Arrived(LINE, "13800000001", "12345")
    assert next(heard) == Pressed(LINE, "1")
    exchange.drop()
    with pytest.raises(ConnectionClosed):
        list(heard)


@pytest.mark.parametrize(
    ("event", "fact"),
    [
        ({"type": "StasisStart", "channel": channel(f"{LINE}~2"), "args": ["leg", LINE, "2"]},
         LegUp(LINE, "2")),
        ({"type": "StasisStart", "channel": channel("back-1"), "args": ["leg", "back-1", "out"]},
         LegUp("back-1", "out")),
        ({"type": "StasisEnd", "channel": channel(LINE)}, Ended(LINE)),
        ({"type": "ChannelDestroyed", "channel": channel(f"{LINE}~2"), "cause": 19,
          "cause_txt": "User alerting, no answer"}, LegDown(LINE, "2", "User alerting, no answer")),
        ({"type": "ChannelDtmfReceived", "channel": channel(f"{LINE}~2"), "digit": "5"}, None),
        ({"type": "RecordingFinished", "recording": {
            "name": "C1", "format": "wav", "target_uri": f"bridge:{LINE}~bridge", "duration": 9}},
         Recorded(LINE, "C1", 9)),
        ({"type": "ChannelVarset", "variable": "x", "value": "y"}, None),
    ],
)  # fmt: skip
def test_each_event_is_read_as_the_documentation_has_it(event, fact):
    assert fact_in(json.dumps(event)) == fact


@pytest.mark.parametrize(
    "text",
    ["", "[]", "null", "{", '{"type": "StasisStart"}', '{"type": "StasisEnd", "channel": 1}',
     '{"type": "RecordingFinished", "recording": {"target_uri": "bridge:a~b"}}',
     '{"type": "ApplicationReplaced"}', "\ud800"],
)  # fmt: skip
def test_what_is_no_event_breaks_the_connection_off_and_nothing_else(text):
    with pytest.raises(Unreachable):
        fact_in(text)
