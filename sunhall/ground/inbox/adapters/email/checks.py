"""Start-up checks of the mailboxes."""

from collections.abc import Iterator

from django.conf import settings
from django.core.checks import CheckMessage, Error

from sunhall.ground.inbox.adapters.email.boxes import Box, slip_in


def complaints() -> Iterator[CheckMessage]:
    """A line that cannot be meant stops the start; the password in it is not repeated."""
    codes: set[str] = set()
    for number, line in enumerate(settings.MAILBOXES, 1):
        slip = slip_in(line)
        if not slip:
            code = Box.read(line).code
            slip = f"the code {code!r} is used twice" if code in codes else ""
            codes.add(code)
        if slip:
            yield Error(
                f"Mailbox {number} of SUNHALL_MAILBOXES cannot be read: {slip}.",
                hint="Write imaps://user:password@host/?code=mayor&name=Mayor, signs such as @ "
                "and , in the password as %40 and %2C.",
                id="sunhall.E020",
            )
