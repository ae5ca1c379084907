"""Start-up checks of the official account."""

from collections.abc import Iterator

from django.core.checks import CheckMessage, Error

from sunhall.ground.inbox.adapters.wechat.account import slips


def complaints() -> Iterator[CheckMessage]:
    """Settings that cannot be meant stop the start; none of them is repeated."""
    for slip in slips():
        yield Error(
            f"The official account cannot be read: {slip}.",
            hint="Copy token and EncodingAESKey from the server settings of the account.",
            id="sunhall.E023",
        )
