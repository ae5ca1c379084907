"""Fixtures that every test may use, in `tests/` and beside the domains alike."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db.backends.base.operations import BaseDatabaseOperations
from django.test import Client

from sunhall.ground.journal.triggers import allow_change, forbid_change
from tests.cast import Cast, county


@pytest.fixture
def cast(db: None) -> Cast:
    """The county every test knows; see tests/cast.py."""
    return county()


@pytest.fixture
def client_for(cast: Cast) -> Callable[[str], Client]:
    """`client_for("handler")`: a browser in which that member of the cast is signed in."""
    return cast.client_for


@pytest.fixture(scope="session", autouse=True)
def _journal_lets_tests_be_emptied() -> Iterator[None]:
    """Let the append-only triggers step aside while a test that really committed is wiped."""
    patch = pytest.MonkeyPatch()
    flush = BaseDatabaseOperations.execute_sql_flush

    def wipe(self: Any, sql_list: list[str]) -> None:
        with self.connection.schema_editor() as editor:
            allow_change(apps, editor)
        flush(self, sql_list)
        with self.connection.schema_editor() as editor:
            forbid_change(apps, editor)

    patch.setattr(BaseDatabaseOperations, "execute_sql_flush", wipe)
    yield
    patch.undo()
