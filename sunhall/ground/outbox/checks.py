"""Start-up checks: a channel that must work and cannot stops the start, not the first message."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error

from sunhall.ground.outbox.addresses import is_http, is_wechat_key, mailbox
from sunhall.ground.outbox.channels import CHANNELS, EMAIL, SMS, WECHAT


def channels_have_addresses(**_: Any) -> list[CheckMessage]:
    """Every channel named in SUNHALL_CHANNELS is known, and has all that it needs to send."""
    return list(_complaints(set(settings.OUTBOX_CHANNELS)))


def _complaints(named: set[str]) -> Iterator[Error]:
    if unknown := sorted(named - set(CHANNELS)):
        yield Error(
            f"SUNHALL_CHANNELS names unknown channels: {', '.join(unknown)}.",
            hint=f"Choose from {', '.join(CHANNELS)}.",
            id="sunhall.E001",
        )
    if SMS in named and not (is_http(settings.SMS_URL) and settings.SMS_KEY):
        yield Error(
            "SUNHALL_CHANNELS names sms, but the gateway has no address or no key.",
            hint="Set SUNHALL_SMS_URL to an http(s) address and SUNHALL_SMS_KEY, or drop sms.",
            id="sunhall.E002",
        )
    if EMAIL in named and mailbox(settings.EMAIL_URL) is None:
        yield Error(
            "SUNHALL_CHANNELS names email, but SUNHALL_SMTP_URL is no address with a sender.",
            hint="Write smtp://user:password@host:port?from=hall@example.cn, or drop email.",
            id="sunhall.E003",
        )
    if WECHAT in named and not (
        is_http(settings.WECHAT_URL) and is_wechat_key(settings.WECHAT_KEY)
    ):
        yield Error(
            "SUNHALL_CHANNELS names wechat, but its address or its key is missing.",
            hint="Set SUNHALL_WECHAT_URL and SUNHALL_WECHAT_KEY as appid:secret, or drop wechat.",
            id="sunhall.E004",
        )
