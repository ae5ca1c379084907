"""The one spelling of a value before it is compared: pure, no secrets."""

import re
import unicodedata

_GAPS = re.compile(r"[\s\-‐-―()（）.·]+")
_MAINLAND = re.compile(r"^(?:\+?86|0086)(?=1\d{10}$)")


def normal_text(value: str) -> str:
    """Fold width, case and gaps, so that two ways of writing one value become one."""
    # Folding one can uncover another (a dropped gap joins an accent to its letter).
    while (folded := _GAPS.sub("", unicodedata.normalize("NFKC", value)).upper()) != value:
        value = folded
    return value


def normal_phone(value: str) -> str:
    """Drop gaps and the country code of a mainland mobile number."""
    return _MAINLAND.sub("", normal_text(value))


def normal_email(value: str) -> str:
    """Fold width, case and outer gaps only: a dot or a hyphen may part two people."""
    while (folded := unicodedata.normalize("NFKC", value).strip().casefold()) != value:
        value = folded
    return value


def normal_for(purpose: str, value: str) -> str:
    """Write a value the way its purpose compares it."""
    if purpose == "email":
        return normal_email(value)
    return normal_phone(value) if purpose == "phone" else normal_text(value)
