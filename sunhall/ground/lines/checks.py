"""Start-up checks: an exchange that is half configured stops the start, not the first call."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning

from sunhall.ground.lines.exchange import ARI, SIMULATOR, WEBHOOK


def exchange_is_whole(**_: Any) -> list[CheckMessage]:
    """The exchange that is named has all it needs; one that is not named has nothing."""
    return list(_complaints(settings.LINES))


def _complaints(name: str) -> Iterator[CheckMessage]:
    given = [settings.LINES_URL, settings.LINES_KEY]
    if name in ("", SIMULATOR) and any(given):
        yield Error(
            "An address or key of an exchange is given, but SUNHALL_LINES does not name one.",
            hint="Set SUNHALL_LINES to ari or webhook, or leave SUNHALL_LINES_URL and _KEY empty.",
            id="sunhall.E030",
        )
    if name in (ARI, WEBHOOK) and not (_is_http(settings.LINES_URL) and settings.LINES_KEY):
        yield Error(
            f"SUNHALL_LINES={name} is asked for, but its address or its key is missing.",
            hint="Set SUNHALL_LINES_URL (http or https) and SUNHALL_LINES_KEY.",
            id="sunhall.E031",
        )
    elif name == ARI and not all(settings.LINES_KEY.partition(":")):
        yield Error(
            "The key of Asterisk is not user:password, as ari.conf names them.",
            hint="Set SUNHALL_LINES_KEY to user:password.",
            id="sunhall.E032",
        )
    if name == ARI and "{number}" not in settings.LINES_OUT:
        yield Error(
            "SUNHALL_LINES_OUT does not say where a number goes, so nobody outside can be called.",
            hint="Write it as PJSIP/{number}@trunk.",
            id="sunhall.E033",
        )
    if name == SIMULATOR and not settings.DEMO:
        yield Warning(
            "SUNHALL_LINES=simulator: anybody at the desk can make up calls.",
            hint="Only for trials; name a real exchange before people call.",
            id="sunhall.W030",
        )


def _is_http(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme in {"http", "https"} and bool(parts.hostname)
