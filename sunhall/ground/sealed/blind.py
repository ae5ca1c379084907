"""Blind indexes: finding a sealed value by equality without opening any."""

import hashlib
import hmac

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.hmac import HMAC
from django.conf import settings

from sunhall.ground.sealed.normal import normal_for


def blind_index(value: str, purpose: str) -> str:
    """Give the index under which a value is found, 64 hex digits; "" for an empty value.

    `purpose` separates columns that must not be compared with one another, such as `phone`
    and `id_number`. Key and digest are chosen when the house is installed: a change of either
    would make every stored index unfindable.
    """
    normal = normal_for(purpose, value)
    if not normal:
        return ""
    text = f"{purpose}\x00{normal}".encode()
    return keyed_hash(settings.BLIND_KEY.encode(), text, settings.JOURNAL_DIGEST)


def keyed_hash(key: bytes, text: bytes, algorithm: str) -> str:
    """Compute HMAC-SHA256 or HMAC-SM3 (RFC 2104 over GB/T 32905); hex."""
    if algorithm == "sm3":
        code = HMAC(key, hashes.SM3())
        code.update(text)
        return code.finalize().hex()
    return hmac.new(key, text, hashlib.sha256).hexdigest()
