"""The chain: what is hashed, and how heads and roots are sealed. No database here."""

import hashlib
import hmac
import re
from collections.abc import Callable
from datetime import UTC, datetime
from json.encoder import encode_basestring as _quoted
from typing import Any

from sunhall.ground.kit.digest import canonical, digest

GENESIS = ""
_DIGEST = re.compile(r"[0-9a-f]{64}")


def instant(at: datetime) -> str:
    """The one text of an instant: UTC with microseconds."""
    utc = at if at.tzinfo is UTC else at.astimezone(UTC)
    return utc.isoformat(timespec="microseconds")[:-6] + "Z"


def link(
    stream: str, seq: int, kind: str, at: str, recorded_at: str, actor: str, data: str, prev: str
) -> bytes:
    """The bytes of one entry: a canonical JSON array, so that no two entries share a text."""
    # The text of json.dumps without its set-up, which would be half the cost of verifying.
    return (
        f"[{_quoted(stream)},{seq:d},{_quoted(kind)},{_quoted(at)},{_quoted(recorded_at)}"
        f",{_quoted(actor)},{_quoted(data)},{_quoted(prev)}]"
    ).encode()


def commitment(value: Any, salt: str) -> str:
    """What the chain holds in place of a private fact."""
    return digest(salt.encode() + canonical(value))


def is_commitment(held: Any) -> bool:
    """Whether an entry holds a digest here, and not the words that an older house left open."""
    return isinstance(held, str) and _DIGEST.fullmatch(held) is not None


def sealer(key: bytes) -> Callable[..., str]:
    """Make the function that seals heads and roots under a key the database never sees."""

    def seal(*parts: object) -> str:
        text = "|".join(str(part) for part in parts)
        return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()

    return seal
