"""The visitor's address behind a proxy: believed from our own, from nobody else."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from sunhall.config.middleware import ProxyMiddleware


def address_seen(came_from: str, told: str) -> str:
    """The address that the house works with."""
    seen: list[str] = []

    def answer(request: HttpRequest) -> HttpResponse:
        seen.append(request.META["REMOTE_ADDR"])
        return HttpResponse()

    headers = {"HTTP_X_FORWARDED_FOR": told} if told else {}
    ProxyMiddleware(answer)(RequestFactory().get("/", REMOTE_ADDR=came_from, **headers))
    return seen[0]


@pytest.mark.parametrize(
    ("came_from", "told", "seen"),
    [
        ("127.0.0.1", "203.0.113.7", "203.0.113.7"),
        ("127.0.0.1", "198.51.100.9, 203.0.113.7", "203.0.113.7"),
        ("127.0.0.1", "", "127.0.0.1"),
        ("203.0.113.7", "198.51.100.9", "203.0.113.7"),
    ],
)
def test_only_our_own_proxy_is_believed(
    settings: object, came_from: str, told: str, seen: str
) -> None:
    settings.PROXIES = ["127.0.0.1"]
    assert address_seen(came_from, told) == seen


def test_without_a_proxy_nobody_is_believed() -> None:
    assert address_seen("127.0.0.1", "203.0.113.7") == "127.0.0.1"
