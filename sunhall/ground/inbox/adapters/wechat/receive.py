"""One call of WeChat: proved, answered once, and what a talk ended in taken in (H1)."""

import hashlib
import json
from collections.abc import Mapping
from datetime import timedelta
from xml.sax.saxutils import escape

import structlog
from django.db import IntegrityError, transaction

from sunhall.ground.access.actor import SYSTEM
from sunhall.ground.inbox import media, source, talks
from sunhall.ground.inbox.adapters.wechat.account import CHANNEL, CODE, Account
from sunhall.ground.inbox.adapters.wechat.crypt import encrypted, signature
from sunhall.ground.inbox.adapters.wechat.message import EVENT, MEDIA, Message, Unreadable, read
from sunhall.ground.inbox.adapters.wechat.signed import NotSigned, opened, proved
from sunhall.ground.inbox.letter import Arrived
from sunhall.ground.inbox.models import Reply
from sunhall.ground.inbox.take import take_in
from sunhall.ground.inbox.talks import Heard, Said
from sunhall.ground.kit.now import now
from sunhall.ground.outbox import wishes

# What means "taken, nothing to say".
NOTHING = b"success"
# WeChat shows no more of a text.
MOST_REPLY = 600
KEPT = timedelta(days=1)
TROUBLE = "这条消息暂时没有办成，已转给工作人员。急事请拨打热线。"

log = structlog.get_logger(__name__)


def echo(account: Account, query: Mapping[str, str]) -> str:
    """The answer to WeChat's first call 接入验证, which proves that we know the token."""
    try:
        proved(account, query)
    except NotSigned:
        source.knocked(CHANNEL, CODE)
        raise
    source.heard(CHANNEL, CODE)
    return query.get("echostr", "")[:200]


def heed(account: Account, query: Mapping[str, str], body: bytes) -> bytes:
    """Answer one call. Raises NotSigned, or Unreadable when its body was kept for a person."""
    try:
        call = opened(account, query, body)
    except NotSigned:
        source.knocked(CHANNEL, CODE)
        raise
    except Unreadable as error:
        source.failed(CHANNEL, CODE, error.reason)
        _keep_unreadable(body)
        raise
    try:
        message = read(call.body)
    except Unreadable:
        _keep_unreadable(call.body)
        raise
    text = answered(message, call.stamp)
    return _envelope(account, message, text) if text else NOTHING


def answered(message: Message, stamp: str) -> str:
    """The reply, the same however often the call comes."""
    try:
        with transaction.atomic():
            talks.hold(CHANNEL, CODE, message.sender)
            if (known := _known(message, stamp)) is not None:
                return known.text
            said = _said(message)
            if said.filed:
                take_in(CHANNEL, _arrived(message, said))
            talks.keep_state(CHANNEL, CODE, message.sender, said.state, by=SYSTEM)
            Reply.objects.create(
                channel=CHANNEL, external_id=message.id, stamp=stamp, text=said.reply, at=now()
            )
    except IntegrityError:
        # The same call at the same instant: one of both has done it.
        known = _known(message, stamp)
        if known is None:
            raise
        return known.text
    source.heard(CHANNEL, CODE, item=bool(said.filed))
    return said.reply


def _known(message: Message, stamp: str) -> Reply | None:
    rows = Reply.objects.filter(channel=CHANNEL)
    if known := rows.filter(external_id=message.id).first():
        return known
    if rows.filter(stamp=stamp).exists():
        # An old signature under a new message: it was copied.
        raise NotSigned("used")
    return None


def _said(message: Message) -> Said:
    if message.kind == EVENT and message.event in ("subscribe", "unsubscribe"):
        wish = wishes.resume_messages if message.event == "subscribe" else wishes.stop_messages
        wish(CHANNEL, message.sender, key=f"wechat:{message.id}", by=SYSTEM)
    talker = talks.talker_of(CHANNEL)
    if talker is None:
        # Nobody was wired to talk: what is said is taken as it is.
        return Said("", filed=message.text)
    heard = Heard(
        channel=CHANNEL,
        account=CODE,
        sender=message.sender,
        text=message.text,
        kind=f"{EVENT}:{message.event}" if message.kind == EVENT else message.kind,
        facts={**message.facts, **_media(message)},
        state=talks.state_of(CHANNEL, CODE, message.sender),
        id=message.id,
    )
    try:
        with transaction.atomic():
            return talker(heard)
    except Exception:
        # Whatever we do wrong costs nobody their words: a person looks at them.
        log.exception("talk failed", kind=heard.kind)
        held = tuple(code for code in (heard.facts.get("media"),) if code)
        words = message.text or message.kind
        return Said(TROUBLE, heard.state, filed=words, media=held, notice=Arrived.UNREADABLE)


def _media(message: Message) -> dict[str, str]:
    if message.kind not in MEDIA or not message.media:
        return {}
    code = media.expect(
        CHANNEL, CODE, message.sender, kind=message.kind, ref=message.media, by=SYSTEM
    )
    return {"media": code}


def _arrived(message: Message, said: Said) -> Arrived:
    told = {"from": message.sender, "text": said.filed, **said.facts}
    return Arrived(
        external_id=message.id,
        account=CODE,
        sender=message.sender,
        text=said.filed,
        sent_at=message.sent_at,
        raw=json.dumps(told, ensure_ascii=False).encode(),
        raw_name="original.txt",
        notice=said.notice,
        media=said.media,
        facts=said.facts,
    )


def _keep_unreadable(body: bytes) -> None:
    digest = hashlib.sha256(body).hexdigest()
    take_in(
        CHANNEL,
        Arrived(
            external_id=f"unread:{digest}", account=CODE, raw=body, raw_name="original.txt",
            notice=Arrived.UNREADABLE,
        ),
    )  # fmt: skip


def _envelope(account: Account, message: Message, text: str) -> bytes:
    """A text as an answer 被动回复, encrypted when the account is."""
    stamp = str(int(now().timestamp()))
    inner = (
        f"<xml><ToUserName>{escape(message.sender)}</ToUserName>"
        f"<FromUserName>{escape(message.account)}</FromUserName>"
        f"<CreateTime>{stamp}</CreateTime><MsgType>text</MsgType>"
        f"<Content>{escape(text[:MOST_REPLY])}</Content></xml>"
    ).encode()
    if not account.aes_key:
        return inner
    nonce = hashlib.sha256(f"{message.id}{stamp}".encode()).hexdigest()[:16]
    hidden = encrypted(inner, account.aes_key, account.app)
    signed = signature(account.token, stamp, nonce, hidden)
    return (
        f"<xml><Encrypt>{hidden}</Encrypt><MsgSignature>{signed}</MsgSignature>"
        f"<TimeStamp>{stamp}</TimeStamp><Nonce>{nonce}</Nonce></xml>"
    ).encode()


def forget_old_replies() -> int:
    """Erase what calls were answered with a day ago (PIPL 19)."""
    return int(Reply.objects.filter(at__lt=now() - KEPT).delete()[0])
