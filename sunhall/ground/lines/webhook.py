"""A plain CTI over signed JSON: callbacks in, orders out, for exchanges that are not Asterisk.

Orders are posted to SUNHALL_LINES_URL:

    {"verb": "ring", "line": "…", "leg": "1", "to": "801", "seconds": 20, "name": "",
     "says": [{"code": "greeting", "words": "…"}]}

with X-Timestamp (seconds since 1970) and X-Signature (hex HMAC-SHA256 of `<timestamp>.<body>`
under SUNHALL_LINES_KEY). Callbacks come to /api/lines/events with the same two headers:

    {"id": "…", "event": "arrived", "line": "…", "caller": "…", "called": "…"}

Events: arrived, pressed (keys), leg_up (leg), leg_down (leg, cause), ended (cause), recorded (name,
seconds). The same id is heeded once; a callback is sent again until it is answered with 200. The
verbs `check`, `living` and `recording` ask: they are answered with {"version": "…"},
{"lines": ["…"]} and the sound.
"""

import hashlib
import hmac
import json
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from django.conf import settings
from django.db import transaction

from sunhall.ground.kit.now import now, wall_clock
from sunhall.ground.lines import facts, http
from sunhall.ground.lines.exchange import WEBHOOK, Unreachable, Wish
from sunhall.ground.lines.models import Heard, Link

# A clock may go wrong by so much; an older copy of a callback is refused.
SECONDS = 300
MOST_BODY = 64 * 1024


class NotSigned(Exception):
    """The signature does not fit, or the time is not now."""


class Unreadable(Exception):
    """Signed, but no callback that we know; says which field and why."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(reason)
        self.field, self.reason = field, reason


class Webhook:
    """An exchange behind signed HTTP."""

    def obey(self, wish: Wish) -> None:
        """Post an order."""
        order = asdict(wish)
        order["says"] = [{"code": code, "words": words} for code, words in wish.says]
        self._post(order)

    def living(self) -> frozenset[str] | None:
        """The lines that the other side names."""
        told = self._told({"verb": "living"})
        return frozenset(map(str, told["lines"])) if isinstance(told.get("lines"), list) else None

    def check(self) -> str:
        """The version that the other side tells."""
        return str(self._told({"verb": "check"}).get("version", ""))[:80]

    def recording(self, name: str) -> bytes:
        """The sound of a recording."""
        return self._post({"verb": "recording", "name": name})

    def _told(self, order: dict[str, Any]) -> dict[str, Any]:
        try:
            told = json.loads(self._post(order) or b"{}")
        except ValueError:
            raise Unreachable("the answer is not JSON") from None
        return told if isinstance(told, dict) else {}

    def _post(self, order: dict[str, Any]) -> bytes:
        body = json.dumps(order, ensure_ascii=False).encode()
        stamp = str(int(wall_clock().timestamp()))
        headers = {
            "Content-Type": "application/json; charset=utf-8",
            "X-Timestamp": stamp,
            "X-Signature": signature(settings.LINES_KEY, stamp, body),
        }
        return http.ask("POST", settings.LINES_URL, headers, body)


def signature(key: str, stamp: str, body: bytes) -> str:
    """Sign time and body, so that forgeries and old copies can be refused."""
    return hmac.new(key.encode(), stamp.encode() + b"." + body, hashlib.sha256).hexdigest()


def receive(body: bytes, stamp: str, signed: str) -> bool:
    """Heed one callback; False when its id was heeded before. Raises NotSigned or Unreadable."""
    _prove(body, stamp, signed)
    told = _read(body)
    code, fact = str(told["id"]), _fact(told)
    with transaction.atomic():
        # The id is taken in the transaction of what follows: a failure lets it come again.
        if not _first(code):
            return False
        facts.tell(WEBHOOK, fact)
        Link.objects.bulk_create([Link(exchange=WEBHOOK)], ignore_conflicts=True)
        Link.objects.filter(exchange=WEBHOOK).update(heard_at=now())
    return True


def _first(code: str) -> bool:
    if Heard.objects.filter(exchange=WEBHOOK, code=code).exists():
        return False
    row = Heard(exchange=WEBHOOK, code=code, at=now())
    Heard.objects.bulk_create([row], ignore_conflicts=True)
    return Heard.objects.filter(exchange=WEBHOOK, code=code, at=row.at).exists()


def _prove(body: bytes, stamp: str, signed: str) -> None:
    plain = stamp.isascii() and stamp.isdigit() and len(stamp) < 12
    if not plain or abs(int(stamp) - wall_clock().timestamp()) > SECONDS:
        raise NotSigned("stale")
    wanted = signature(settings.LINES_KEY, stamp, body)
    if not hmac.compare_digest(wanted.encode(), signed.encode("utf-8", "replace")):
        raise NotSigned("signature")


def _read(body: bytes) -> dict[str, Any]:
    try:
        told = json.loads(body)
    except ValueError:
        raise Unreadable("", "内容不是 JSON") from None
    if not isinstance(told, dict):
        raise Unreadable("", "内容应为一个 JSON 对象")
    for field, most in (("id", 80), ("line", 120)):
        value = told.get(field)
        if not isinstance(value, str) or not 0 < len(value) <= most:
            raise Unreadable(field, "请填写文字")
    return told


_EVENTS: dict[str, tuple[Callable[..., facts.Fact], tuple[str, ...]]] = {
    "arrived": (facts.Arrived, ("caller", "called")),
    "pressed": (facts.Pressed, ("keys",)),
    "leg_up": (facts.LegUp, ("leg",)),
    "leg_down": (facts.LegDown, ("leg", "cause")),
    "ended": (facts.Ended, ("cause",)),
    "recorded": (facts.Recorded, ("name",)),
}
EVENTS = tuple(_EVENTS)


def _fact(told: dict[str, Any]) -> facts.Fact:
    if told.get("event") not in _EVENTS:
        raise Unreadable("event", "没有这种事件")
    make, names = _EVENTS[told["event"]]
    given: dict[str, Any] = {name: _text(told, name) for name in names}
    if make is facts.Recorded:
        seconds = told.get("seconds", 0)
        given["seconds"] = seconds if isinstance(seconds, int) and 0 <= seconds < 10**6 else 0
    return make(told["line"], **given)


def _text(told: dict[str, Any], name: str) -> str:
    value = told.get(name, "")
    if not isinstance(value, str) or len(value) > 120 or "\x00" in value:
        raise Unreadable(name, "请填写文字")
    return value
