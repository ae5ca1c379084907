"""The cipher of sealed values: AES-256-GCM or SM4-GCM (GB/T 32907), with a key ring.

A sealed value reads `v1.<cipher>.<key id>.<nonce, ciphertext and tag in base64url>`. The place
it stands in (`table.column`) is authenticated with it, so a value copied into another column
does not open.
"""

import base64
import binascii
import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

CIPHERS = ("aes-gcm", "sm4-gcm")
VERSION = "v1"

_NONCE, _TAG, _MASTER = 12, 16, 32
_KEY_BYTES = {"aes-gcm": 32, "sm4-gcm": 16}
# Lower case only: SQLite compares the beginning of a sealed value without regard to case.
_ID = re.compile(r"[a-z0-9_-]{1,32}")


class SealError(Exception):
    """A sealed value cannot be opened, or the key ring cannot be used."""


@dataclass(frozen=True)
class KeyRing:
    """The keys by id, newest first, and the cipher that new values are sealed with."""

    keys: dict[str, dict[str, bytes]]
    cipher: str

    @property
    def newest(self) -> str:
        """The id of the key that seals; the others only open."""
        return next(iter(self.keys))

    def seal(self, text: str, place: str) -> str:
        """Seal a text for one place with the newest key."""
        nonce = secrets.token_bytes(_NONCE)
        body = encrypt(self.cipher, self.keys[self.newest][self.cipher], nonce, text, place)
        packed = base64.urlsafe_b64encode(nonce + body).decode().rstrip("=")
        return f"{VERSION}.{self.cipher}.{self.newest}.{packed}"

    def open(self, sealed: str, place: str) -> str:
        """Open a value with the key it names, which may be an old one."""
        cipher, key_id, packed = _parts(sealed, place)
        if key_id not in self.keys:
            raise SealError(
                f"{place} is sealed with key {key_id!r}, which is not in the key ring; put it "
                "back into SUNHALL_SEALED_KEYS behind the newest key"
            )
        try:
            raw = base64.b64decode(packed + "=" * (-len(packed) % 4), altchars=b"-_", validate=True)
            return decrypt(cipher, self.keys[key_id][cipher], raw[:_NONCE], raw[_NONCE:], place)
        except (InvalidTag, binascii.Error, ValueError) as error:
            raise SealError(f"a value of {place} was altered, or moved from elsewhere") from error

    def is_fresh(self, sealed: str) -> bool:
        """Whether a value is already sealed with the newest key and the chosen cipher."""
        return sealed.startswith(f"{VERSION}.{self.cipher}.{self.newest}.")


def key_ring(words: Iterable[str], cipher: str) -> KeyRing:
    """Build the ring from `id:hex64` words, newest first."""
    if cipher not in CIPHERS:
        raise SealError(f"unknown cipher {cipher!r}; choose one of {', '.join(CIPHERS)}")
    keys: dict[str, dict[str, bytes]] = {}
    for word in words:
        key_id, _, text = word.partition(":")
        if not _ID.fullmatch(key_id) or not re.fullmatch(r"[0-9a-fA-F]{64}", text):
            raise SealError(
                f"sealed key {key_id!r} is malformed; write id:KEY with a lower-case id and "
                "KEY as 64 hex digits"
            )
        if key_id in keys:
            raise SealError(f"sealed key id {key_id!r} stands twice in the key ring")
        master = bytes.fromhex(text)
        keys[key_id] = {name: _derived(master, name) for name in CIPHERS}
    if not keys:
        raise SealError("the key ring is empty; set SUNHALL_SEALED_KEYS")
    return KeyRing(keys, cipher)


def encrypt(cipher: str, key: bytes, nonce: bytes, text: str, place: str) -> bytes:
    """Encrypt and authenticate; gives ciphertext followed by the tag."""
    encryptor = Cipher(_block(cipher, key), modes.GCM(nonce)).encryptor()
    encryptor.authenticate_additional_data(place.encode())
    return encryptor.update(text.encode()) + encryptor.finalize() + encryptor.tag


def decrypt(cipher: str, key: bytes, nonce: bytes, body: bytes, place: str) -> str:
    """Check and decrypt what `encrypt` gave."""
    if len(nonce) != _NONCE or len(body) < _TAG:
        raise ValueError("too short")
    decryptor = Cipher(_block(cipher, key), modes.GCM(nonce, body[-_TAG:])).decryptor()
    decryptor.authenticate_additional_data(place.encode())
    return (decryptor.update(body[:-_TAG]) + decryptor.finalize()).decode()


def _block(cipher: str, key: bytes) -> algorithms.AES | algorithms.SM4:
    return algorithms.AES(key) if cipher == "aes-gcm" else algorithms.SM4(key)


def _derived(master: bytes, cipher: str) -> bytes:
    """One master key gives each cipher its own key, so no key ever serves two ciphers."""
    hkdf = HKDF(hashes.SHA256(), _KEY_BYTES[cipher], salt=None, info=f"sunhall {cipher}".encode())
    return hkdf.derive(master)


def _parts(sealed: str, place: str) -> tuple[str, str, str]:
    parts = sealed.split(".")
    if len(parts) != 4 or parts[0] != VERSION or parts[1] not in CIPHERS:
        raise SealError(f"a value of {place} is not sealed; it was written past the house")
    return parts[1], parts[2], parts[3]
