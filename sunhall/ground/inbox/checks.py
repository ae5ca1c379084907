"""Start-up checks: a channel that must work and cannot stops the start, not the first letter.

They run before there are rows, so they know the settings of each channel and nothing else.
"""

from typing import Any

from django.core.checks import CheckMessage

from sunhall.ground.inbox.adapters.email import checks as email
from sunhall.ground.inbox.adapters.sms import checks as sms
from sunhall.ground.inbox.adapters.wechat import checks as wechat

CHECKS = (email.complaints, sms.complaints, wechat.complaints)


def channels_in_can_work(**_: Any) -> list[CheckMessage]:
    """Every channel that is switched on has all that it needs to take in."""
    return [found for complaints in CHECKS for found in complaints()]
