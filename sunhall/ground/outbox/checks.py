"""Start-up checks: a channel that must work and cannot stops the start, not the first message."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error

from sunhall.ground.outbox.addresses import is_http, is_wechat_key, mailbox
from sunhall.ground.outbox.channels import CHANNELS, EMAIL, SMS, WECHAT


def channels_have_addresses(**_: Any) -> list[CheckMessage]:
    """Every channel named, or given an address, is known and has all that it needs to send."""
    given = {SMS: settings.SMS_URL, EMAIL: settings.EMAIL_URL, WECHAT: settings.WECHAT_URL}
    meant = {channel for channel, address in given.items() if address}
    return list(_complaints(set(settings.OUTBOX_CHANNELS) | meant))


def _complaints(named: set[str]) -> Iterator[Error]:
    if unknown := sorted(named - set(CHANNELS)):
        yield Error(
            f"SUNHALL_CHANNELS names unknown channels: {', '.join(unknown)}.",
            hint=f"Choose from {', '.join(CHANNELS)}.",
            id="sunhall.E001",
        )
    if SMS in named and not (is_http(settings.SMS_URL) and settings.SMS_KEY):
        yield Error(
            "The channel sms is asked for, but the gateway has no http(s) address or no key.",
            hint="Set SUNHALL_SMS_URL (http or https) and SUNHALL_SMS_KEY, or leave both empty.",
            id="sunhall.E002",
        )
    if EMAIL in named and mailbox(settings.EMAIL_URL) is None:
        yield Error(
            "The channel email is asked for, but SUNHALL_SMTP_URL is no address with a sender.",
            hint="Write smtp://user:password@host:port?from=hall@example.cn, or drop email.",
            id="sunhall.E003",
        )
    if WECHAT in named and not (
        is_http(settings.WECHAT_URL) and is_wechat_key(settings.WECHAT_KEY)
    ):
        yield Error(
            "The channel wechat is asked for, but its address or its key is missing or malformed.",
            hint="Set SUNHALL_WECHAT_URL and SUNHALL_WECHAT_KEY as appid:secret, or drop wechat.",
            id="sunhall.E004",
        )
