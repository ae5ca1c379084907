"""Start-up checks: a scanner address that cannot be meant stops the start, a silent one is told."""

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
