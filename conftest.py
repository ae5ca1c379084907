"""Fixtures that every test may use, in `tests/` and beside the domains alike."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db.backends.base.operations import BaseDatabaseOperations
from django.test import Client

from sunhall.ground.journal.triggers import allow_change, forbid_change
from tests.cast import Cast, county


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--touching-database",
        action="store_true",
        help="only tests that touch the database: the others cannot differ between engines",
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not config.getoption("--touching-database"):
        return
    touching = [item for item in items if _touches_database(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(touching)])
    items[:] = touching


def _touches_database(item: pytest.Item) -> bool:
    fixtures = set(getattr(item, "fixturenames", ()))
    wants = {"db", "transactional_db", "live_server", "django_db_setup"}
    return bool(fixtures & wants) or item.get_closest_marker("django_db") is not None


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
