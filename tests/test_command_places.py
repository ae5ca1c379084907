"""`sunhall places`: the same action as the page, from the shell."""

import argparse
import json
from pathlib import Path

import pytest

from sunhall.config.command import places
from sunhall.places.models import Place

pytestmark = pytest.mark.django_db


def run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    places.arguments(parser)
    return places.run(parser.parse_args(words))


def test_lists_in_any_order_are_taken_once_and_bad_rows_are_named(tmp_path: Path, capsys) -> None:
    towns, county = tmp_path / "towns.csv", tmp_path / "county.csv"
    towns.write_text("code,name\n990101100,东山镇\n990101999201,没有乡镇的村\n", encoding="utf-8")
    county.write_text("代码,名称\n990101,青禾县\n", encoding="gb18030")
    assert run(str(towns), str(county), "--dry-run", "--json") == 1
    assert not Place.objects.exists()
    assert run(str(towns), str(county), "--json") == 1
    told = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert (told["rows"], told["new"]) == (3, 2)
    assert told["rejected"][0]["row"] == 3
    assert run(str(county)) == 0
    assert capsys.readouterr().out.strip() == "新增 0，更名 0，未变 1，未采用 0"
