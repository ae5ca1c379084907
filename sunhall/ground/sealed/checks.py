"""Start-up check: keys that cannot open or seal anything stop the start."""

from typing import Any

from django.core.checks import CheckMessage, Error

from sunhall.ground.sealed.cipher import SealError
from sunhall.ground.sealed.ring import ring


def keys_are_well_formed(**_: Any) -> list[CheckMessage]:
    """SUNHALL_SEALED_KEYS holds `id:KEY` words, each with 64 hex digits."""
    try:
        ring()
    except SealError as error:
        return [Error(f"{error}.", hint="See SUNHALL_SEALED_KEYS.", id="sunhall.E020")]
    return []
