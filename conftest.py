"""Fixtures that every test may use, in `tests/` and beside the domains alike."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.cast import Cast, county


@pytest.fixture
def cast(db: None) -> Cast:
    """The county every test knows; see tests/cast.py."""
    return county()


@pytest.fixture
def client_for(cast: Cast) -> Callable[[str], Client]:
    """`client_for("handler")`: a browser in which that member of the cast is signed in."""
    return cast.client_for
