"""Who sent a call: the signature of the scheme, and no call twice."""

from collections.abc import Mapping
from dataclasses import dataclass

from sunhall.ground.inbox.adapters.wechat.account import Account
from sunhall.ground.inbox.adapters.wechat.crypt import Undecipherable, decrypted, fits
from sunhall.ground.inbox.adapters.wechat.message import Unreadable, fields_of
from sunhall.ground.kit.now import wall_clock

# A clock may go wrong by so much; an older copy of a call is refused.
SECONDS = 300
MOST_BODY = 256 * 1024


class NotSigned(Exception):
    """The signature does not fit, or the call was used before or is too old."""


@dataclass(frozen=True)
class Opened:
    """A call that was proved: its message in the clear, and the stamp that serves it alone."""

    body: bytes
    stamp: str


def proved(account: Account, query: Mapping[str, str]) -> str:
    """Raise NotSigned unless the query is signed and of now; gives its stamp."""
    stamp, nonce = query.get("timestamp", ""), query.get("nonce", "")
    plain = stamp.isascii() and stamp.isdigit() and len(stamp) < 12 and 0 < len(nonce) <= 64
    if not plain or abs(int(stamp) - wall_clock().timestamp()) > SECONDS:
        raise NotSigned("stale")
    if not fits(query.get("signature", ""), account.token, stamp, nonce):
        raise NotSigned("signature")
    return f"{stamp}.{nonce}"


def opened(account: Account, query: Mapping[str, str], body: bytes) -> Opened:
    """Prove a call and give its message in the clear; Unreadable only after it was proved."""
    stamp = proved(account, query)
    if not account.aes_key:
        return Opened(body, stamp)
    # The outer text is read before the inner signature is known to fit: small, flat, no entities.
    told = _outer(body)
    signed = query.get("msg_signature", "")
    if not fits(signed, account.token, query["timestamp"], query["nonce"], told):
        raise NotSigned("msg_signature")
    try:
        return Opened(decrypted(told, account.aes_key, account.app), stamp)
    except Undecipherable:
        raise Unreadable("Encrypt", "解不开，请核对 EncodingAESKey 和 AppID") from None


def _outer(body: bytes) -> str:
    """The encrypted text; what has none was not sent by WeChat in the safe mode."""
    try:
        return fields_of(body)["Encrypt"]
    except (Unreadable, KeyError):
        raise NotSigned("clear") from None
