"""Whatever stands in an address, no page of the workbench breaks (K1)."""

from collections.abc import Callable
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse

from sunhall.hotline.tests.makers import lay_desk
from tests.cast import Cast

EARLY, LATE = "0001-01-01", "9999-12-31"
KEYS = ("9999-12-31T23:59:59-12:00~R", "0001-01-01T00:00:00+14:00~R", "²", "~", "~²")

ASKED = (
    ("handler", "inbox", "after", KEYS),
    ("operator", "triage", "after", KEYS),
    ("revisitor", "revisits", "after", KEYS),
    ("handler", "search", "start", ("²", "-1", "9" * 40)),
    ("handler", "search", "place", ("²", "9" * 40)),
    ("handler", "search", "from_on", (EARLY, LATE)),
    ("handler", "search-export", "to_on", (EARLY, LATE)),
    ("handler", "messages", "before", (*KEYS, "2026-01-01T00:00:00~5", "2026-01-01~²")),
    ("manager", "figures", "first", (EARLY, LATE)),
    ("manager", "figures", "last", (EARLY, LATE)),
    ("manager", "watch-list", "day", (EARLY, LATE)),
    ("manager", "watch-list", "after", KEYS),
    ("audit_admin", "audit", "before", ("²", "9" * 40)),
    ("audit_admin", "audit", "first", (EARLY, LATE)),
    ("system_admin", "calendar", "year", ("²", "9" * 40)),
)


@pytest.mark.parametrize(("who", "page", "name", "values"), ASKED)
def test_no_address_breaks_a_page(
    cast: Cast,
    client_for: Callable[[str], Client],
    who: str,
    page: str,
    name: str,
    values: tuple[str, ...],
) -> None:
    lay_desk(cast)
    client = client_for(who)
    for value in values:
        answer = client.get(f"{reverse(f'workbench:{page}')}?{urlencode({name: value})}")
        assert answer.status_code in (200, 404, 422)


def test_no_address_breaks_the_messages_of_a_resident(
    cast: Cast, client_for: Callable[[str], Client]
) -> None:
    client = client_for("resident")
    for value in ("²", "9" * 40):
        assert client.get(reverse("portal:messages"), {"before": value}).status_code == 200
