"""What the inbox does when time passes: it looks into what can be looked into."""

from sunhall.ground.inbox import talks
from sunhall.ground.inbox.channels import ADAPTERS


def look_into_channels() -> None:
    """Read every channel that is not pushed to 轮询来件渠道 (H1)."""
    for adapter in ADAPTERS:
        if adapter.poll is not None:
            adapter.poll()


def forget_old_talks() -> None:
    """A talk left lying is not kept longer than it serves (PIPL 19)."""
    talks.forget_old_talks()
