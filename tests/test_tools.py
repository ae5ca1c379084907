"""The tools: a word they do not know is refused before anything begins."""

import subprocess
import sys
from pathlib import Path

import pytest

from tools.bench.__main__ import NAMES

ROOT = Path(__file__).resolve().parent.parent
TOOLS = ("bench", "check", "docs", "messages", "screenshots", "shape", "test")


def run(tool: str, *words: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", f"tools.{tool}", *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
    )


@pytest.mark.parametrize("tool", TOOLS)
def test_a_tool_tells_its_usage_and_does_nothing_else(tool: str) -> None:
    asked = run(tool, "--help")
    assert asked.returncode == 0
    assert asked.stdout.startswith("usage: ")
    odd = run(tool, "--odd")
    assert odd.returncode == 2
    assert odd.stderr.startswith("usage: ")
    assert odd.stdout == ""


def test_an_unknown_measurement_is_refused_with_the_list_of_those_there_are() -> None:
    odd = run("bench", "jurnal")
    assert odd.returncode == 2
    assert f"there are {', '.join(NAMES)}" in odd.stderr


def test_every_measurement_stands_in_a_file_of_its_own() -> None:
    assert [name for name in NAMES if not (ROOT / f"tools/bench/{name}.py").exists()] == []
