"""One small HTTP client for providers: JSON out, JSON in, no redirects, little patience."""

import json
from collections.abc import Mapping
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import HTTPRedirectHandler, Request, build_opener

from sunhall.ground.outbox.addresses import is_http
from sunhall.ground.outbox.letter import Rejected, Undelivered

_PATIENCE = 15.0
_MOST_ANSWER = 64 * 1024

# Statuses that ask for another try; any other refusal of ours is for good.
_LATER = frozenset({401, 403, 408, 409, 425, 429})


class _NoRedirect(HTTPRedirectHandler):
    """A redirected POST would lose its body, and a signed one must not go elsewhere."""

    def redirect_request(self, *_: Any) -> None:
        return None


_opener = build_opener(_NoRedirect)


class TooLarge(Exception):
    """The answer is larger than anybody wants it."""


def get_bytes(url: str, most: int) -> tuple[str, bytes]:
    """Get a file with its kind; raise TooLarge, or Undelivered when it cannot be had now."""
    if not is_http(url):
        raise Undelivered("the provider's address is not http")
    try:
        with _opener.open(Request(url), timeout=_PATIENCE) as answer:  # noqa: S310
            data = answer.read(most + 1)
            kind = str(answer.headers.get("Content-Type", ""))
    except HTTPError as error:
        with error:
            raise Undelivered(str(error.code)) from None
    except (URLError, OSError) as error:
        raise Undelivered(str(error)) from None
    if len(data) > most:
        raise TooLarge(most)
    return kind, data


def post_json(url: str, body: bytes, headers: Mapping[str, str]) -> dict[str, Any]:
    """Post a JSON body and read a JSON object; raise Rejected or Undelivered otherwise."""
    if not is_http(url):
        raise Undelivered("the provider's address is not http")
    request = Request(  # noqa: S310  # the scheme was just checked
        url, data=body, headers={"Content-Type": "application/json; charset=utf-8", **headers}
    )
    try:
        with _opener.open(request, timeout=_PATIENCE) as answer:
            read = answer.read(_MOST_ANSWER)
    except HTTPError as error:
        with error:
            said = error.read(300).decode("utf-8", "replace")
        kind = Rejected if 400 <= error.code < 500 and error.code not in _LATER else Undelivered
        raise kind(f"{error.code} {said}") from None
    except (URLError, OSError) as error:
        raise Undelivered(str(error)) from None
    try:
        found = json.loads(read)
    except ValueError:
        raise Undelivered("the answer is not JSON") from None
    if not isinstance(found, dict):
        raise Undelivered("the answer is not a JSON object")
    return found
