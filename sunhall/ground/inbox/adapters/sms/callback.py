"""Reading one callback of the gateway: who signed it, and what it says."""

import hashlib
import hmac
import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.conf import settings

from sunhall.ground.kit.now import wall_clock
from sunhall.ground.outbox.adapters.sms import signature

# A clock may go wrong by so much; an older copy of a callback is refused.
SECONDS = 300
MOST_BODY = 64 * 1024
MOST_PARTS = 60
_HEX = re.compile(r"(?:[0-9a-fA-F]{2})*")
ENCODINGS = ("ucs2", "gsm7", "utf-8", "gb18030", "latin1")
TEXT, REPORT = "text", "report"


class NotSigned(Exception):
    """The signature does not fit, or the time is not now."""


class Unreadable(Exception):
    """Signed, but no callback that we know; says which field and why."""

    def __init__(self, field: str, reason: str, event: str = "") -> None:
        super().__init__(reason)
        self.field, self.reason, self.event = field, reason, event


@dataclass(frozen=True)
class Text:
    """A text, or one part of a long one, in the bytes in which it came."""

    id: str
    sender: str
    called: str
    encoding: str
    data: bytes
    group: str
    part: int
    parts: int
    sent_at: datetime | None


@dataclass(frozen=True)
class Receipt:
    """What became of a text of ours: `status` in four words, `code` in the network's own."""

    id: str
    message: str
    provider_id: str
    status: str
    code: str


def proved(body: bytes, stamp: str, signed: str) -> None:
    """Raise NotSigned unless this very body was signed with the key, now."""
    plain = stamp.isascii() and stamp.isdigit() and len(stamp) < 12
    if not settings.SMS_KEY or not plain:
        raise NotSigned("stamp")
    if abs(int(stamp) - wall_clock().timestamp()) > SECONDS:
        raise NotSigned("stale")
    wanted = signature(settings.SMS_KEY, stamp, body)
    if not hmac.compare_digest(wanted.encode(), signed.encode("utf-8", "replace")):
        raise NotSigned("signature")


def digest(body: bytes) -> str:
    """The name of a callback that has none that can be read."""
    return hashlib.sha256(body).hexdigest()


def read(body: bytes) -> Text | Receipt:
    """Read a signed callback, or raise Unreadable."""
    try:
        told = json.loads(body)
    except (ValueError, RecursionError):
        raise Unreadable("", "内容不是 JSON") from None
    if not isinstance(told, dict):
        raise Unreadable("", "内容应为一个 JSON 对象")
    event = told.get("event")
    if event == REPORT:
        return _receipt(told)
    if event != TEXT:
        raise Unreadable("event", "没有这种事件；可用：text、report")
    return _text(told)


def _text(told: dict[str, Any]) -> Text:
    parts = _whole(told, "parts", 1, MOST_PARTS)
    encoding, data = _words(told)
    return Text(
        id=_string(told, "id", 80, least=1),
        sender=_string(told, "from", 40),
        called=_string(told, "to", 40),
        encoding=encoding,
        data=data,
        group=_string(told, "group", 40, least=1 if parts > 1 else 0),
        part=_whole(told, "part", 1, parts),
        parts=parts,
        sent_at=_moment(told.get("sent_at")),
    )


def _receipt(told: dict[str, Any]) -> Receipt:
    message = _string(told, "message", 40, event=REPORT)
    provider_id = _string(told, "message_id", 120, event=REPORT)
    if not (message or provider_id):
        raise Unreadable("message", "请填写短信的编号", REPORT)
    return Receipt(
        id=_string(told, "id", 80, least=1, event=REPORT),
        message=message,
        provider_id=provider_id,
        status=_string(told, "status", 20, least=1, event=REPORT),
        code=_string(told, "code", 40, event=REPORT),
    )


def _words(told: dict[str, Any]) -> tuple[str, bytes]:
    """The words as bytes. Text in JSON may hold half a sign, as bytes of UTF-16 do."""
    if "data" not in told:
        text = told.get("text")
        if not isinstance(text, str):
            raise Unreadable("text", "请填写文字")
        return "ucs2", text.encode("utf-16-be", "surrogatepass")
    encoding, data = told.get("encoding"), told["data"]
    if encoding not in ENCODINGS:
        raise Unreadable("encoding", "没有这种编码；可用：ucs2、gsm7、utf-8、gb18030、latin1")
    if not isinstance(data, str) or not _HEX.fullmatch(data):
        raise Unreadable("data", "内容应为十六进制")
    return str(encoding), bytes.fromhex(data)


def _string(
    told: dict[str, Any], field: str, most: int, *, least: int = 0, event: str = TEXT
) -> str:
    value = told.get(field, "")
    readable = isinstance(value, str) and value.isprintable()
    if not readable or not least <= len(value) <= most:
        raise Unreadable(field, "请填写文字", event)
    return str(value)


def _whole(told: dict[str, Any], field: str, least: int, most: int) -> int:
    value = told.get(field, 1)
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise Unreadable(field, "请填写序号，从 1 开始")
    return value


def _moment(text: object) -> datetime | None:
    """When it was sent, if that can be read; a wrong clock costs nobody their text."""
    try:
        at = datetime.fromisoformat(str(text))
        at = at if at.tzinfo else at.replace(tzinfo=UTC)
        return at.astimezone(UTC) if 1990 <= at.year <= 2100 else None
    except (ValueError, OverflowError):
        return None
