"""`sunhall hot`: hot issues of a file, hottest first, for any day (H9)."""

import argparse
import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sunhall.config.command import hot
from sunhall.ground.kit.refusal import Refused

HEADERS = ["标题", "内容", "日期", "姓名"]
COLUMNS = [
    *("--column", "subject=标题"),
    *("--column", "text=内容"),
    *("--column", "time=日期"),
    *("--column", "person=姓名"),
]
SAID = ["清河小区搅拌站噪音扰民", "投诉清河小区搅拌站的噪音", "清河小区附近搅拌站夜里噪音大"]
Write = Callable[..., Path]


def run(*words: str) -> None:
    parser = argparse.ArgumentParser()
    hot.arguments(parser)
    assert hot.run(parser.parse_args(words)) == 0


def messages(table: Write, *more: dict[str, str]) -> Path:
    rows: list[dict[str, Any]] = [
        {"标题": said, "内容": f"{said}，盼答复", "日期": f"2026/6/{at} 8:30", "姓名": f"某{at}"}
        for at, said in enumerate(SAID, 1)
    ]
    rows.append({"标题": "养老金", "内容": "何时发放", "日期": "2026-06-20", "姓名": "某"})
    return table(*rows, *more, name="messages.csv", headers=HEADERS)


def test_issues_are_told_with_place_words_persons_and_rows(
    table: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    run(str(messages(table)), *COLUMNS, "--on", "2026-06-03", "--json")
    told = json.loads(capsys.readouterr().out)
    (issue,) = told["issues"]
    assert told["messages"] == 3
    assert (issue["place"], issue["count"], issue["persons"]) == ("清河小区", 3, 3)
    assert issue["alarm"] is True
    assert issue["messages"] == ["2", "3", "4"]
    assert "盼答复" not in json.dumps(told, ensure_ascii=False)


def test_a_file_takes_the_issues_and_rows_without_a_time_are_counted(
    table: Write, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = {"标题": "清河小区", "内容": "搅拌站", "日期": "昨天", "姓名": "某"}
    out = tmp_path / "hot.csv"
    run(str(messages(table, bad)), *COLUMNS, "--out", str(out))
    with out.open(encoding="utf-8") as file:
        (row,) = csv.DictReader(file)
    assert (row["place"], row["count"], row["messages"]) == ("清河小区", "3", "2 3 4")
    assert "1 行没有内容或时间看不懂" in capsys.readouterr().err


def test_what_is_missing_is_named(table: Write) -> None:
    file = str(messages(table))
    with pytest.raises(Refused, match="time"):
        run(file, "--column", "text=内容", "--json")
    with pytest.raises(Refused, match="colour"):
        run(file, *COLUMNS, "--column", "colour=内容", "--json")
    with pytest.raises(Refused, match="地址"):
        run(file, *COLUMNS, "--column", "place=地址", "--json")
    with pytest.raises(Refused, match="一行"):
        run(file, "--column", "text=内容", "--column", "time=标题", "--json")
    with pytest.raises(Refused, match="至少"):
        run(file, *COLUMNS, "--least", "1", "--json")
