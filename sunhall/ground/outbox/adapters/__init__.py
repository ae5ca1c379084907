"""Adapters: how each channel leaves the house. Each gives the provider's own id of the message."""

from collections.abc import Callable

from sunhall.ground.outbox.adapters import email, sms, wechat
from sunhall.ground.outbox.channels import EMAIL, INAPP, SMS, WECHAT
from sunhall.ground.outbox.letter import Letter


def _stay(letter: Letter) -> str:
    """An in-app message is its own row; reaching its hour is all that it waited for."""
    return ""


_SENDERS: dict[str, Callable[[Letter], str]] = {
    INAPP: _stay,
    SMS: sms.send,
    EMAIL: email.send,
    WECHAT: wechat.send,
}


def send(channel: str, letter: Letter) -> str:
    """Send a letter over a channel."""
    return _SENDERS[channel](letter)
