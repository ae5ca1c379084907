"""Signature and message crypto of WeChat, as published: pure."""

import base64
import binascii
import hashlib
import hmac
import secrets

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

_BLOCK, _RANDOM, _LENGTH = 32, 16, 4


class Undecipherable(ValueError):
    """Not encrypted with our key, or not for our account."""


def signature(*parts: str) -> str:
    """SHA-1 of the parts, sorted and joined: what the scheme asks for."""
    return hashlib.sha1("".join(sorted(parts)).encode(), usedforsecurity=False).hexdigest()


def fits(signed: str, *parts: str) -> bool:
    """Whether a signature is that of these parts."""
    return hmac.compare_digest(signature(*parts).encode(), signed.encode("utf-8", "replace"))


def encrypted(message: bytes, key: bytes, app: str) -> str:
    """Encrypt a message for the account."""
    plain = secrets.token_bytes(_RANDOM) + len(message).to_bytes(_LENGTH, "big")
    plain += message + app.encode()
    missing = _BLOCK - len(plain) % _BLOCK
    run = _cipher(key).encryptor()
    return base64.b64encode(
        run.update(plain + bytes([missing]) * missing) + run.finalize()
    ).decode()


def decrypted(text: str, key: bytes, app: str) -> bytes:
    """Read an encrypted message, or raise Undecipherable."""
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise Undecipherable("base64") from None
    if not data or len(data) % 16:
        raise Undecipherable("length")
    run = _cipher(key).decryptor()
    plain = run.update(data) + run.finalize()
    padding = plain[-1]
    if not 1 <= padding <= _BLOCK or plain[-padding:] != bytes([padding]) * padding:
        raise Undecipherable("padding")
    inner = plain[_RANDOM:-padding]
    length = int.from_bytes(inner[:_LENGTH], "big")
    message, owner = inner[_LENGTH : _LENGTH + length], inner[_LENGTH + length :]
    if len(message) != length or owner != app.encode():
        raise Undecipherable("account")
    return message


def _cipher(key: bytes) -> Cipher[modes.CBC]:
    return Cipher(algorithms.AES(key), modes.CBC(key[:16]))
