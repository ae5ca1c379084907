"""The chain: what is hashed, and how heads and roots are sealed. No database here."""

import hashlib
import hmac
import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from sunhall.ground.kit.digest import canonical, digest

GENESIS = ""


def instant(at: datetime) -> str:
    """The one text of an instant: UTC with microseconds."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def link(
    stream: str, seq: int, kind: str, at: str, recorded_at: str, actor: str, data: str, prev: str
) -> bytes:
    """The bytes of one entry: a canonical JSON array, so that no two entries share a text."""
    return json.dumps(
        [stream, seq, kind, at, recorded_at, actor, data, prev],
        ensure_ascii=False,
        separators=(",", ":"),
    ).encode()


def commitment(value: Any, salt: str) -> str:
    """What the chain holds in place of a private fact."""
    return digest(salt.encode() + canonical(value))


def sealer(key: bytes) -> Callable[..., str]:
    """Make the function that seals heads and roots under a key the database never sees."""

    def seal(*parts: object) -> str:
        text = "|".join(str(part) for part in parts)
        return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()

    return seal
