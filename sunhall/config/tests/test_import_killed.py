"""An import killed at any instant goes on where it was, and takes no row twice (H8)."""

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from sunhall.config.tests.conftest import ANSWERED, Row

ROWS = 160
KILL_AT = (1, 60)
PATIENCE = 120


@pytest.fixture
def county(tmp_path: Path) -> dict[str, str]:
    """The environment of a county of its own."""
    env = {name: text for name, text in os.environ.items() if not name.startswith("SUNHALL_")}
    env |= {
        "SUNHALL_VAR": str(tmp_path / "var"),
        "DATABASE_URL": f"sqlite:///{tmp_path / 'var' / 'county.sqlite3'}",
        "DJANGO_SETTINGS_MODULE": "sunhall.config.settings",
    }
    subprocess.run([*command(), "setup"], env=env, check=True, capture_output=True)
    return env


def command() -> list[str]:
    return [sys.executable, "-m", "sunhall.config.command"]


def taken(env: dict[str, str]) -> int:
    """How many rows are committed, seen from outside."""
    path = env["DATABASE_URL"].removeprefix("sqlite:///")
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as reader:
        return int(reader.execute("SELECT count(*) FROM hotline_request").fetchone()[0])


def killed_after(args: list[str], env: dict[str, str], rows: int) -> None:
    """Run the import and kill it as soon as so many rows are committed."""
    process = subprocess.Popen(args, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for _ in range(PATIENCE * 50):
        if taken(env) >= rows:
            break
        try:
            process.wait(timeout=0.02)
            break
        except subprocess.TimeoutExpired:
            continue
    process.kill()
    process.wait()


def test_an_import_killed_twice_ends_with_every_row_once(
    county: dict[str, str], table: Callable[..., Path]
) -> None:
    rows: list[Row] = [ANSWERED | {"编号": str(at), "诉求人": f"U{at % 40}"} for at in range(ROWS)]
    args = [*command(), "import", "requests", str(table(*rows)), "--json"]
    for at in KILL_AT:
        killed_after(args, county, at)
    before = taken(county)
    assert 0 < before < ROWS
    done = subprocess.run(args, env=county, check=True, capture_output=True)
    said = json.loads(done.stdout)
    assert said == {
        "rows": ROWS,
        "imported": ROWS - before,
        "unchanged": before,
        "rejected": [],
    }
    assert taken(county) == ROWS
    verified = subprocess.run([*command(), "verify"], env=county, check=False, capture_output=True)
    assert verified.returncode == 0, verified.stdout.decode()
