"""What the inbox does when time passes: it looks into what can be looked into."""

from sunhall.ground.inbox import media, talks
from sunhall.ground.inbox.adapters.sms import pieces
from sunhall.ground.inbox.adapters.wechat import receive
from sunhall.ground.inbox.channels import ADAPTERS


def look_into_channels() -> None:
    """Read every channel that is not pushed to 轮询来件渠道 (H1)."""
    for adapter in ADAPTERS:
        if adapter.poll is not None:
            adapter.poll()


def join_left_pieces() -> None:
    """Take in long texts of which a part did not come 长短信缺段 (H1)."""
    pieces.join_left_pieces()


def forget_old_pieces() -> None:
    """Delete parts of texts that were joined days ago (PIPL 19)."""
    pieces.forget_old_pieces()


def forget_old_talks() -> None:
    """A talk left lying is not kept longer than it serves (PIPL 19)."""
    talks.forget_old_talks()
    media.forget_unused()
    receive.forget_old_replies()
