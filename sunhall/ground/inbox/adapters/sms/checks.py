"""Start-up checks of the public numbers."""

from collections.abc import Iterator

from django.conf import settings
from django.core.checks import CheckMessage, Error

from sunhall.ground.inbox.adapters.sms.numbers import slip_in


def complaints() -> Iterator[CheckMessage]:
    """Numbers without a key that proves the gateway, or a line that cannot be meant."""
    if settings.SMS_NUMBERS and not settings.SMS_KEY:
        yield Error(
            "SUNHALL_SMS_NUMBERS names numbers, but SUNHALL_SMS_KEY is empty.",
            hint="Set the key that the gateway signs its callbacks with.",
            id="sunhall.E021",
        )
    codes: set[str] = set()
    for number, line in enumerate(settings.SMS_NUMBERS, 1):
        slip = slip_in(line)
        if not slip:
            code = line.partition("code=")[2].partition("&")[0]
            slip = f"the code {code!r} is used twice" if code in codes else ""
            codes.add(code)
        if slip:
            yield Error(
                f"Number {number} of SUNHALL_SMS_NUMBERS cannot be read: {slip}.",
                hint="Write 106900012345?code=mayor&name=Mayor.",
                id="sunhall.E022",
            )
