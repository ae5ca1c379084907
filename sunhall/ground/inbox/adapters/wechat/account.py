"""The official account as the settings name it: pure, so that checks may ask at start-up."""

import base64
import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings

CHANNEL = "wechat"
# What the account is called among ours; there is one.
CODE = "account"
_TOKEN = re.compile(r"[A-Za-z0-9]{3,32}")
_AES_KEY = re.compile(r"[A-Za-z0-9]{43}")


@dataclass(frozen=True)
class Account:
    """What is needed to read what comes in; without an AES key in the clear."""

    app: str
    token: str
    aes_key: bytes


def account() -> Account | None:
    """The account that can be read, if it is configured and can be meant."""
    if not settings.WECHAT_TOKEN or next(slips(), ""):
        return None
    return Account(_app(), settings.WECHAT_TOKEN, key_of(settings.WECHAT_AES_KEY))


def key_of(text: str) -> bytes:
    """The 32 bytes of an EncodingAESKey; none for an empty one."""
    return base64.b64decode(text + "=") if text else b""


def slips() -> Iterator[str]:
    """What is wrong with the settings of the account."""
    if not settings.WECHAT_TOKEN:
        if settings.WECHAT_AES_KEY:
            yield "SUNHALL_WECHAT_AES_KEY is set, but SUNHALL_WECHAT_TOKEN is not"
        return
    if not _TOKEN.fullmatch(settings.WECHAT_TOKEN):
        yield "SUNHALL_WECHAT_TOKEN is not 3 to 32 letters and digits"
    if not _app():
        yield "SUNHALL_WECHAT_KEY names no app id"
    if settings.WECHAT_AES_KEY and not _is_key(settings.WECHAT_AES_KEY):
        yield "SUNHALL_WECHAT_AES_KEY is not an EncodingAESKey of 43 letters and digits"


def _app() -> str:
    return str(settings.WECHAT_KEY).partition(":")[0]


def _is_key(text: str) -> bool:
    try:
        return bool(_AES_KEY.fullmatch(text)) and len(key_of(text)) == 32
    except binascii.Error:
        return False
