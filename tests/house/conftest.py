"""The walls: one run is enough, whatever the database."""

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "/tests/house/" in str(item.path):
            item.add_marker(pytest.mark.house)
