"""Number and code over the API: guesses are slowed down with the counters the page uses."""

from typing import Any

from django.http import HttpRequest

from sunhall.ground.access import guessing
from sunhall.ground.kit.refusal import NotFound
from sunhall.hotline import queries

WAIT_MINUTES = guessing.WAIT


class TooOften(Exception):
    """Too many wrong codes; wait a while."""


def proved(request: HttpRequest, number: str, code: str) -> Any:
    """The request whose number and code these are. Raises NotFound or TooOften."""
    number, code = queries.read_number(number), queries.read_code(code)
    what, sender = f"track:{number}"[:60], str(request.META.get("REMOTE_ADDR", ""))
    if guessing.wait(what, sender):
        raise TooOften
    found = queries.request_by_code(number, code)
    if found is None:
        guessing.missed(what, sender)
        raise NotFound(number)
    guessing.proved(what, sender)
    return found
