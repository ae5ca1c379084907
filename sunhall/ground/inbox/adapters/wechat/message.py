"""One message or event of WeChat, read from its XML; all that is wrong is Unreadable."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

MOST_FIELDS, MOST_DEEP_TEXT = 60, 20_000
TEXT, IMAGE, VOICE, VIDEO, LOCATION, LINK, EVENT = (
    "text", "image", "voice", "video", "location", "link", "event",
)  # fmt: skip
MEDIA = (IMAGE, VOICE, VIDEO)
_OPENID = re.compile(r"[A-Za-z0-9_-]{6,64}")
_DIGITS = re.compile(r"\d{1,20}")


class Unreadable(ValueError):
    """No message that we know; says which field and why."""

    def __init__(self, field_: str, reason: str) -> None:
        super().__init__(reason)
        self.field, self.reason = field_, reason


@dataclass(frozen=True)
class Message:
    """What a follower sent, or what happened between them and the account."""

    id: str
    sender: str
    account: str
    kind: str
    text: str = ""
    media: str = ""
    event: str = ""
    sent_at: datetime | None = None
    facts: Mapping[str, str] = field(default_factory=dict)


def fields_of(body: bytes) -> dict[str, str]:
    """The fields of one flat XML document, or Unreadable; no entities, no DTD, no depth."""
    try:
        root = fromstring(body, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        raise Unreadable("", "内容不是 XML") from None
    if root.tag != "xml" or len(root) > MOST_FIELDS:
        raise Unreadable("", "内容应为一个 xml 元素")
    return {str(one.tag): (one.text or "").strip()[:MOST_DEEP_TEXT] for one in root}


def read(body: bytes) -> Message:
    """Read a message in the clear."""
    told = fields_of(body)
    sender = told.get("FromUserName", "")
    if not _OPENID.fullmatch(sender):
        raise Unreadable("FromUserName", "请填写发送者的 OpenID")
    kind = told.get("MsgType", "").lower()
    if not kind:
        raise Unreadable("MsgType", "请填写消息类型")
    created = told.get("CreateTime", "")
    if not _DIGITS.fullmatch(created):
        raise Unreadable("CreateTime", "请填写发送时间")
    event = told.get("Event", "").lower()[:40] if kind == EVENT else ""
    return Message(
        id=_id(told, sender, created, event),
        sender=sender,
        account=told.get("ToUserName", "")[:64],
        kind=VIDEO if kind == "shortvideo" else kind[:20],
        text=_words(kind, told),
        media=told.get("MediaId", "")[:200] if kind in (*MEDIA, "shortvideo") else "",
        event=event,
        sent_at=_moment(created),
        facts=_place(told) if kind == LOCATION else {},
    )


def _id(told: Mapping[str, str], sender: str, created: str, event: str) -> str:
    """WeChat's own number of a message; events have none and are told by sender and time."""
    number = told.get("MsgId", "")
    if _DIGITS.fullmatch(number):
        return number
    return f"{sender}:{created}:{event}:{told.get('EventKey', '')[:30]}"


def _words(kind: str, told: Mapping[str, str]) -> str:
    if kind == EVENT:
        return told.get("EventKey", "")[:60]
    if kind == LINK:
        parts = told.get("Title", ""), told.get("Description", ""), told.get("Url", "")
        return "\n".join(filter(None, parts))
    # What WeChat understood of a voice, where the account has that switched on.
    return told.get("Recognition" if kind == VOICE else "Content", "")


def _place(told: Mapping[str, str]) -> dict[str, str]:
    try:
        latitude, longitude = float(told["Location_X"]), float(told["Location_Y"])
    except (KeyError, ValueError):
        raise Unreadable("Location_X", "请填写经纬度") from None
    # Not a number is no place either.
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise Unreadable("Location_X", "请填写经纬度")
    return {
        "address": told.get("Label", "")[:200],
        "latitude": f"{latitude:.6f}",
        "longitude": f"{longitude:.6f}",
    }


def _moment(created: str) -> datetime | None:
    seconds = int(created)
    return datetime.fromtimestamp(seconds, UTC) if 0 < seconds < 4_102_444_800 else None
