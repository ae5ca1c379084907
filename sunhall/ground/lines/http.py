"""One small HTTP client for exchanges: a telephone rings now or not at all, so little patience."""

from collections.abc import Mapping
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import HTTPRedirectHandler, Request, build_opener

from sunhall.ground.lines.exchange import Declined, Unreachable

PATIENCE = 4.0
MOST_SOUND = 64 * 1024 * 1024


class _NoRedirect(HTTPRedirectHandler):
    """What is signed or carries a password must not go elsewhere."""

    def redirect_request(self, *_: Any) -> None:
        return None


_opener = build_opener(_NoRedirect)


def ask(method: str, url: str, headers: Mapping[str, str], body: bytes | None = None) -> bytes:
    """Ask once; raise Declined for what the exchange refuses, Unreachable for all else."""
    request = Request(url, data=body, headers=dict(headers), method=method)  # noqa: S310  # checks.py saw the scheme
    try:
        with _opener.open(request, timeout=PATIENCE) as answer:
            return bytes(answer.read(MOST_SOUND))
    except HTTPError as error:
        with error:
            said = error.read(200).decode("utf-8", "replace")
        kind = Unreachable if error.code >= 500 or error.code in (401, 403) else Declined
        raise kind(f"{error.code} {said}") from None
    except (URLError, OSError) as error:
        raise Unreachable(str(error)) from None
