"""Start-up checks: a scanner address that cannot be meant stops the start, a silent one is told.

A silent scanner closes no hall: what comes meanwhile bears 未扫描 and is scanned by the schedule
as soon as somebody answers. That a public site has none at all is said by `check --deploy`.
"""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning

from sunhall.ground.files.scanner import answers, is_address


def scanner_has_an_address(**_: Any) -> list[CheckMessage]:
    """SUNHALL_CLAMAV is empty, host:port or unix:/path."""
    if settings.CLAMAV and not is_address(settings.CLAMAV):
        return [
            Error(
                f"SUNHALL_CLAMAV={settings.CLAMAV!r} is no address of clamd.",
                hint="Write host:port or unix:/path, or leave it empty.",
                id="sunhall.E010",
            )
        ]
    if settings.CLAMAV and not answers():
        return [
            Warning(
                f"The virus scanner at {settings.CLAMAV} does not answer: files are marked 未扫描.",
                hint="Start clamd or correct SUNHALL_CLAMAV; what waits is scanned then.",
                id="sunhall.W010",
            )
        ]
    return []


def public_site_has_a_scanner(**_: Any) -> list[CheckMessage]:
    """Whoever opens a hall to everybody is told that uploads go unscanned."""
    if settings.CLAMAV:
        return []
    return [
        Warning(
            "No virus scanner is configured: every upload stays marked 未扫描.",
            hint="Set SUNHALL_CLAMAV to the address of clamd; what waits is scanned then.",
            id="sunhall.W011",
        )
    ]
