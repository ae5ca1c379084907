"""Number and code over the API: guesses are slowed down with the counters the page uses."""

from typing import Any

from django.http import HttpRequest

from sunhall.ground.access import throttle
from sunhall.ground.kit.refusal import NotFound
from sunhall.hotline import queries

MOST = {"track": 5, "track-from": 20}
WAIT_MINUTES = 15


class TooOften(Exception):
    """Too many wrong codes; wait a while."""


def proved(request: HttpRequest, number: str, code: str) -> Any:
    """The request whose number and code these are. Raises NotFound or TooOften."""
    number, code = queries.read_number(number), queries.read_code(code)
    keys = {f"track:{number}": MOST["track"]}
    keys[f"track-from:{request.META.get('REMOTE_ADDR', '')}"] = MOST["track-from"]
    if any(throttle.blocked(key) for key in keys):
        raise TooOften
    found = queries.request_by_code(number, code)
    if found is None:
        for key, most in keys.items():
            throttle.count_failure(key[:120], most, WAIT_MINUTES)
        raise NotFound(number)
    throttle.forget(f"track:{number}")
    return found
