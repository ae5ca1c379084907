"""Channels 来件渠道: which there are. A new one is a package of `adapters/` and a line below."""

from sunhall.ground.inbox.adapters.email.adapter import ADAPTER as EMAIL
from sunhall.ground.inbox.adapters.sms.adapter import ADAPTER as SMS
from sunhall.ground.inbox.adapters.wechat.adapter import ADAPTER as WECHAT
from sunhall.ground.inbox.channel import Adapter
from sunhall.ground.kit.refusal import NotFound

ADAPTERS: tuple[Adapter, ...] = (EMAIL, SMS, WECHAT)


def adapter(code: str) -> Adapter:
    """The adapter of a channel, or NotFound."""
    for one in ADAPTERS:
        if one.code == code:
            return one
    raise NotFound(code)
