"""Asterisk over its REST interface (ARI): orders by HTTP, events by WebSocket.

SUNHALL_LINES_URL is the address of ARI, such as http://127.0.0.1:8088/ari; SUNHALL_LINES_KEY is
`user:password` of ari.conf; SUNHALL_LINES_APP is the name that the dialplan gives to Stasis():

    exten => 12345,1,Stasis(sunhall)

A caller's channel is the line. Channels that we originate are named `<line>~<leg>`, so that every
event about them tells where they belong, also one that never entered the application. The
bridge of a line is `<line>~bridge`. Phrases are sound files `sunhall/<code>` of the exchange.
"""

import base64
import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, urlencode

from django.conf import settings
from websockets.sync.client import connect

from sunhall.ground.lines import http
from sunhall.ground.lines.exchange import OUT, Declined, Unreachable, Wish
from sunhall.ground.lines.facts import Arrived, Ended, Fact, LegDown, LegUp, Pressed, Recorded

TICK = 1.0
MOST_EVENT = 1024 * 1024
MARK = "~"

# A phone that knows this header picks up by itself: the operator answers at the screen.
AUTO_ANSWER = {"PJSIP_HEADER(add,Call-Info)": "<sip:sunhall>;answer-after=0"}


class Asterisk:
    """One Asterisk, as its documentation describes it (channels, bridges, playbacks)."""

    def obey(self, wish: Wish) -> None:
        """Carry out an order in the requests that Asterisk needs for it."""
        getattr(self, f"_{wish.verb}")(wish)

    def living(self) -> frozenset[str] | None:
        """The callers' channels that the application holds."""
        told = self._ask("GET", f"applications/{quote(settings.LINES_APP)}")
        ids = told.get("channel_ids", []) if isinstance(told, dict) else []
        return frozenset(str(one).partition(MARK)[0] for one in ids)

    def check(self) -> str:
        """The version that Asterisk tells."""
        told = self._ask("GET", "asterisk/info?only=system")
        return f"Asterisk {told.get('system', {}).get('version', '')}".strip()

    def recording(self, name: str) -> bytes:
        """The file of a stored recording."""
        return self._raw("GET", f"recordings/stored/{quote(name, safe='')}/file")

    def hear(self) -> Iterator[Fact | None]:
        """Listen to the events of the application until the connection breaks off."""
        url = settings.LINES_URL.rstrip("/").replace("http", "ws", 1)
        query = urlencode({"app": settings.LINES_APP})
        socket = connect(
            f"{url}/events?{query}",
            additional_headers=_headers(),
            open_timeout=http.PATIENCE,
            max_size=MOST_EVENT,
            proxy=None,
        )
        with socket:
            yield None
            while True:
                try:
                    text = socket.recv(timeout=TICK)
                except TimeoutError:
                    yield None
                else:
                    yield fact_in(text)

    def _greet(self, wish: Wish) -> None:
        self._ask("POST", f"channels/{_q(wish.line)}/answer")
        self._say(wish)

    def _say(self, wish: Wish) -> None:
        playback = _q(f"{wish.line}{MARK}say")
        self._quietly("DELETE", f"playbacks/{playback}")
        media = ",".join(f"sound:sunhall/{code}" for code, _words in wish.says)
        query = urlencode({"media": media, "playbackId": f"{wish.line}{MARK}say"})
        self._ask("POST", f"channels/{_q(wish.line)}/play?{query}")

    def _ring(self, wish: Wish, variables: dict[str, str] | None = None) -> None:
        self._originate(wish, wish.to, variables)

    def _answer(self, wish: Wish) -> None:
        # `name` is the leg that rings in vain now.
        if wish.name:
            self._quietly("DELETE", f"channels/{_q(wish.line + MARK + wish.name)}")
        self._originate(wish, wish.to, AUTO_ANSWER)

    def _invite(self, wish: Wish) -> None:
        self._originate(wish, _endpoint(wish.to))

    def _call(self, wish: Wish) -> None:
        query = {
            "endpoint": _endpoint(wish.to),
            "app": settings.LINES_APP,
            "appArgs": f"leg,{wish.line},{OUT}",
            "timeout": wish.seconds,
        }
        self._ask("POST", f"channels/{_q(wish.line)}?{urlencode(query)}")

    def _join(self, wish: Wish) -> None:
        bridge = _q(f"{wish.line}{MARK}bridge")
        self._quietly("DELETE", f"playbacks/{_q(wish.line + MARK + 'say')}")
        self._ask("POST", f"bridges/{bridge}?type=mixing")
        held = [] if wish.seconds else [wish.line]
        channels = ",".join([*held, f"{wish.line}{MARK}{wish.leg}"])
        self._ask("POST", f"bridges/{bridge}/addChannel?{urlencode({'channel': channels})}")
        if wish.name:
            query = urlencode({"name": wish.name, "format": "wav", "ifExists": "append"})
            self._ask("POST", f"bridges/{bridge}/record?{query}")

    def _hold(self, wish: Wish) -> None:
        query = urlencode({"channel": wish.line})
        self._ask("POST", f"bridges/{_q(wish.line + MARK + 'bridge')}/removeChannel?{query}")
        self._ask("POST", f"channels/{_q(wish.line)}/moh")

    def _resume(self, wish: Wish) -> None:
        query = urlencode({"channel": wish.line})
        self._quietly("DELETE", f"channels/{_q(wish.line)}/moh")
        self._ask("POST", f"bridges/{_q(wish.line + MARK + 'bridge')}/addChannel?{query}")

    def _drop(self, wish: Wish) -> None:
        self._quietly("DELETE", f"channels/{_q(wish.line + MARK + wish.leg)}?reason=normal")

    def _hangup(self, wish: Wish) -> None:
        self._quietly("DELETE", f"channels/{_q(wish.line)}?reason=normal")
        self._quietly("DELETE", f"bridges/{_q(wish.line + MARK + 'bridge')}")

    def _originate(
        self, wish: Wish, endpoint: str, variables: dict[str, str] | None = None
    ) -> None:
        query = {
            "endpoint": endpoint,
            "app": settings.LINES_APP,
            "appArgs": f"leg,{wish.line},{wish.leg}",
            "timeout": wish.seconds,
        }
        path = f"channels/{_q(wish.line + MARK + wish.leg)}?{urlencode(query)}"
        self._ask("POST", path, {"variables": variables} if variables else None)

    def _quietly(self, method: str, path: str) -> None:
        """Ask for what may have happened by itself: nobody hangs up a line that is gone."""
        try:
            self._raw(method, path)
        except Declined as gone:
            if not str(gone).startswith("404"):
                raise

    def _ask(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        told = self._raw(method, path, json.dumps(body).encode() if body else None)
        if not told:
            return {}
        try:
            return json.loads(told)
        except ValueError:
            raise Unreachable("the answer is not JSON") from None

    def _raw(self, method: str, path: str, body: bytes | None = None) -> bytes:
        url = f"{settings.LINES_URL.rstrip('/')}/{path}"
        return http.ask(method, url, _headers() | {"Content-Type": "application/json"}, body)


def _headers() -> dict[str, str]:
    """The key in a header and not in the address, for addresses end up in logs."""
    key = base64.b64encode(settings.LINES_KEY.encode()).decode()
    return {"Authorization": f"Basic {key}"}


def _q(text: str) -> str:
    return quote(text, safe="")


def _endpoint(number: str) -> str:
    """How a number outside is dialled, such as PJSIP/{number}@trunk."""
    return str(settings.LINES_OUT).replace("{number}", number)


def fact_in(text: str | bytes) -> Fact | None:
    """Read one event; None for what does not concern us. Raises Unreachable when it is none."""
    try:
        told = json.loads(text)
        kind = told["type"]
    except (ValueError, KeyError, TypeError):
        raise Unreachable("what came is no event of Asterisk") from None
    if kind == "ApplicationReplaced":
        raise Unreachable("another program has taken over the application")
    read = _READERS.get(kind)
    try:
        return read(told) if read else None
    except (KeyError, TypeError, AttributeError):
        raise Unreachable(f"{kind} lacks a part that Asterisk promises") from None


def _started(told: dict[str, Any]) -> Fact | None:
    channel, args = told["channel"], told.get("args") or []
    if args[:1] == ["leg"] and len(args) == 3:
        return LegUp(str(args[1]), str(args[2]))
    return Arrived(
        str(channel["id"]),
        caller=str(channel.get("caller", {}).get("number", "")),
        called=str(channel.get("dialplan", {}).get("exten", "")),
    )


def _gone(told: dict[str, Any]) -> Fact:
    line, mark, leg = str(told["channel"]["id"]).partition(MARK)
    cause = str(told.get("cause_txt", ""))
    return LegDown(line, leg, cause) if mark else Ended(line, cause)


def _pressed(told: dict[str, Any]) -> Fact | None:
    line, mark, _leg = str(told["channel"]["id"]).partition(MARK)
    return None if mark else Pressed(line, str(told["digit"]))


def _recorded(told: dict[str, Any]) -> Fact | None:
    found = told["recording"]
    target = str(found.get("target_uri", "")).removeprefix("bridge:")
    line, mark, _rest = target.partition(MARK)
    if not mark:
        return None
    return Recorded(line, str(found["name"]), int(found.get("duration", 0) or 0))


_READERS = {
    "StasisStart": _started,
    "StasisEnd": _gone,
    "ChannelDestroyed": _gone,
    "ChannelDtmfReceived": _pressed,
    "RecordingFinished": _recorded,
}
