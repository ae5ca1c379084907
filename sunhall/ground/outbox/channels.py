"""Channels 渠道: which there are, and which this county has configured."""

from django.conf import settings

INAPP, SMS, EMAIL, WECHAT = "inapp", "sms", "email", "wechat"
CHANNELS = (INAPP, SMS, EMAIL, WECHAT)


def channel_ready(channel: str) -> bool:
    """Whether messages can leave over this channel; one not named in SUNHALL_CHANNELS cannot.

    Ask before promising a person an SMS: `post_message` creates nothing for such a channel.
    """
    if channel not in CHANNELS:
        raise LookupError(f"unknown channel {channel!r}; choose one of {', '.join(CHANNELS)}")
    return channel in settings.OUTBOX_CHANNELS


def recipient_purpose(channel: str) -> str:
    """The purpose of a recipient's blind index: a phone is compared as a phone, and so on.

    The same purposes serve people and what comes in, so that an answer finds whom it answers.
    """
    return {SMS: "phone", EMAIL: "email"}.get(channel, f"outbox.{channel}")
