"""A fresh county without demonstration, and the command run inside the test."""

import argparse
import csv
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from sunhall.config.command import basics, figures, imports

Row = dict[str, str]
Run = Callable[..., dict[str, Any]]
HEADERS = ("编号", "诉求人", "标题", "内容", "受理时间", "答复内容", "答复时间", "分类", "地点")
ASKED: Row = {
    "编号": "1",
    "诉求人": "U1",
    "标题": "路灯",
    "内容": "村口路灯坏了",
    "受理时间": "2019/4/25 9:32:09",
}
ANSWERED: Row = ASKED | {"答复内容": "已经修好", "答复时间": "2019/5/10 14:56:53"}


@pytest.fixture
def fresh(db: None) -> None:
    """A county with its hotline office; calendar and limits are those the house ships."""
    basics.lay_office()


@pytest.fixture
def table(tmp_path: Path) -> Callable[..., Path]:
    """Write rows as a CSV file."""

    def write(*rows: Row, name: str = "mailbox.csv", headers: Sequence[str] = HEADERS) -> Path:
        path = tmp_path / name
        with path.open("w", encoding="utf-8", newline="") as out:
            made = csv.DictWriter(out, headers, restval="")
            made.writeheader()
            made.writerows(rows)
        return path

    return write


@pytest.fixture
def take(fresh: None, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run `sunhall import requests … --json`; what it printed at the end."""

    def run(path: Path, *words: str) -> dict[str, Any]:
        parser = argparse.ArgumentParser()
        imports.arguments(parser)
        assert imports.run(parser.parse_args(["requests", str(path), *words, "--json"])) == 0
        said: dict[str, Any] = json.loads(capsys.readouterr().out)
        return said

    return run


@pytest.fixture
def count(fresh: None, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run `sunhall figures --json`."""

    def run(first: str, last: str) -> dict[str, Any]:
        parser = argparse.ArgumentParser()
        figures.arguments(parser)
        args = parser.parse_args(["--from", first, "--to", last, "--json"])
        assert figures.run(args) == 0
        said: dict[str, Any] = json.loads(capsys.readouterr().out)
        return said

    return run
