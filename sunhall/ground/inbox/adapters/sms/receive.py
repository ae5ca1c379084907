"""One callback of the gateway: proved, read, kept; only then answered (H1, K7)."""

import json

from sunhall.ground.access.actor import SYSTEM
from sunhall.ground.inbox import source
from sunhall.ground.inbox.adapters.sms import callback
from sunhall.ground.inbox.adapters.sms.callback import NotSigned, Receipt, Text, Unreadable
from sunhall.ground.inbox.adapters.sms.numbers import account_of, is_ours
from sunhall.ground.inbox.adapters.sms.pieces import CHANNEL, take_piece
from sunhall.ground.inbox.adapters.sms.words import joined, notice_of
from sunhall.ground.inbox.letter import Arrived
from sunhall.ground.inbox.take import take_in
from sunhall.ground.outbox.receipts import note_report

_BAD = {"failed", "expired", "rejected"}


def heed(body: bytes, stamp: str, signed: str) -> bool:
    """Heed one callback; False when it changed nothing. Raises NotSigned, Unreadable, TooEarly."""
    try:
        callback.proved(body, stamp, signed)
    except NotSigned:
        source.knocked(CHANNEL)
        raise
    try:
        told = callback.read(body)
    except Unreadable as error:
        if error.event != callback.REPORT:
            _keep_unreadable(body)
        raise
    if isinstance(told, Receipt):
        return _note(told)
    take(told, body)
    return True


def take(text: Text, body: bytes) -> None:
    """Take in a text, or one part of it; kept when this returns."""
    if text.parts > 1:
        take_piece(text, body)
    else:
        take_in(CHANNEL, _arrived(text, body))
    source.heard(CHANNEL, account_of(text.called), item=True)


def _arrived(text: Text, body: bytes) -> Arrived:
    words = joined([(text.encoding, text.data)])
    return Arrived(
        external_id=text.id,
        account=account_of(text.called),
        sender=text.sender,
        text=words,
        sent_at=text.sent_at,
        notice=Arrived.OWN if is_ours(text.sender) else notice_of(text.sender, words),
        raw=body,
        raw_name="original.txt",
    )


def _note(receipt: Receipt) -> bool:
    """A receipt of a text of ours; what is neither good news nor bad is no news."""
    if receipt.status != "delivered" and receipt.status not in _BAD:
        return False
    return note_report(
        channel=CHANNEL,
        code=receipt.message,
        provider_id=receipt.provider_id,
        is_delivered=receipt.status == "delivered",
        report=" ".join(filter(None, (receipt.status, receipt.code))),
        by=SYSTEM,
    )


def _keep_unreadable(body: bytes) -> None:
    """What our own gateway signed may be somebody's words: a person looks at it."""
    take_in(
        CHANNEL,
        Arrived(
            external_id=f"unread:{callback.digest(body)}",
            sender=_sender_of(body),
            raw=body,
            raw_name="original.txt",
            notice=Arrived.UNREADABLE,
        ),
    )


def _sender_of(body: bytes) -> str:
    try:
        told = json.loads(body)
    except (ValueError, RecursionError):
        return ""
    sender = told.get("from") if isinstance(told, dict) else None
    if not isinstance(sender, str) or not sender.isprintable() or len(sender) > 40:
        return ""
    return sender
