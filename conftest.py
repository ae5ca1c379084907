"""Fixtures that every test may use, in `tests/` and beside the domains alike."""

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db.backends.base.operations import BaseDatabaseOperations
from django.test import Client
from django.utils import translation
from hypothesis import settings

from sunhall.ground.journal.triggers import allow_change, forbid_change
from sunhall.ground.web import waiting
from sunhall.hotline.tests.makers import lay_desk
from tests.cast import Cast, county

# Another Chromium, such as one of the oldest that is to work, is named by CHROMIUM.
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
# Without a graphics card the software that stands in for one costs more than plain drawing.
CHROMIUM_ARGS = ["--no-sandbox", "--disable-gpu", *os.environ.get("CHROMIUM_ARGS", "").split()]

# No test is timed, a property neither: on a busy machine a first call may take its while.
settings.register_profile("house", settings(settings.default, deadline=None))
settings.load_profile("house")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--touching-database",
        action="store_true",
        help="only tests that touch the database: the others cannot differ between engines",
    )
    parser.addoption(
        "--shots", action="store_true", help="keep pictures of the journeys' pages in build/shots"
    )


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    # What takes minutes begins first, or one core waits at the end for the other.
    items.sort(key=lambda item: item.get_closest_marker("long") is None)
    if not config.getoption("--touching-database"):
        return
    touching = [item for item in items if _touches_database(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(touching)])
    items[:] = touching


def _touches_database(item: pytest.Item) -> bool:
    fixtures = set(getattr(item, "fixturenames", ()))
    wants = {"db", "transactional_db", "live_server", "django_db_setup"}
    marked = any(item.get_closest_marker(name) for name in ("django_db", "both_engines"))
    return bool(fixtures & wants) or marked


@pytest.fixture
def cast(db: None) -> Cast:
    """The county every test knows; see tests/cast.py."""
    return county()


@pytest.fixture
def desk(cast: Cast) -> Cast:
    """The county with its hotline as it was set up."""
    lay_desk(cast)
    return cast


@pytest.fixture
def client_for(cast: Cast) -> Callable[[str], Client]:
    """`client_for("handler")`: a browser in which that member of the cast is signed in."""
    return cast.client_for


@pytest.fixture(autouse=True)
def _next_test_begins_anew() -> Iterator[None]:
    """Forget the language of the last request, and what was counted in another database."""
    yield
    translation.deactivate()
    waiting.forget()


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


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """One Chromium for every test in a browser: two would quarrel over Playwright's loop."""
    playwright = pytest.importorskip("playwright.sync_api")
    if not os.path.exists(CHROMIUM):
        pytest.skip("no Chromium on this machine")
    # Playwright runs a loop of its own in this thread; the ORM must not mistake it for ours.
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with playwright.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_ARGS)
        yield browser
        browser.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]
    else:
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = before
