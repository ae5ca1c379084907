"""Public numbers 公开号码 as the settings name them: pure, so that checks may ask at start-up."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qs

from django.conf import settings

from sunhall.ground.sealed.normal import normal_phone

_CODE = re.compile(r"[a-z][a-z0-9-]{0,38}")
_DIGITS = re.compile(r"\d{3,20}")
_ASKED = {"code", "name", "owner"}


@dataclass(frozen=True)
class Number:
    """One number that people may write to."""

    code: str
    name: str
    digits: str
    owner: str = ""


def numbers() -> Iterator[Number]:
    """The numbers that can be meant; none without the gateway's key."""
    for line in settings.SMS_NUMBERS if settings.SMS_KEY else ():
        if not slip_in(line):
            digits, asked = _read(line)
            code = asked["code"]
            yield Number(code, asked.get("name", code), digits, asked.get("owner", ""))


def account_of(called: str) -> str:
    """The code of the number that was written to; "" for one that is not ours."""
    digits = normal_phone(called)
    return next((one.code for one in numbers() if one.digits == digits), "")


def is_ours(caller: str) -> bool:
    """Whether a text comes from a number of ours: our own voice come back."""
    return bool(account_of(caller))


def slip_in(line: str) -> str:
    """What is wrong with a line; "" when nothing is."""
    digits, asked = _read(line)
    if not _DIGITS.fullmatch(digits):
        return "it does not begin with a number"
    if stray := sorted(set(asked) - _ASKED):
        return f"it names {', '.join(stray)}, which means nothing"
    if not _CODE.fullmatch(asked.get("code", "")):
        return "code= is missing or not small letters and digits"
    return ""


def _read(line: str) -> tuple[str, dict[str, str]]:
    digits, _, rest = line.partition("?")
    asked = {name: values[-1] for name, values in parse_qs(rest).items()}
    return normal_phone(digits), asked
