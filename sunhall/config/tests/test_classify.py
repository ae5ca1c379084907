"""`sunhall train classify` and `sunhall classify`: learnt classes and no others (H2)."""

import argparse
import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings

from sunhall.config.command import classify, train
from sunhall.ground.kit.refusal import Refused
from sunhall.hotline import actions as hotline
from sunhall.hotline.queries.suggestion import suggested_classes, trained_model
from sunhall.hotline.tests.makers import CLASS, lay_desk, make_request
from tests.cast import Cast

LESSON = {
    "城乡建设": ["小区物业不作为，电梯坏了没人修", "楼下违章建筑挡住采光", "路灯坏了晚上看不见"],
    "劳动和社会保障": ["工厂拖欠工资三个月", "养老保险交不上", "公司不签劳动合同还拖欠工资"],
    "教育文体": ["学校乱收补课费", "老师体罚学生", "孩子上小学学区划分不合理"],
}
Write = Callable[..., Path]


@pytest.fixture(autouse=True)
def own_folder(settings: LazySettings, tmp_path: Path) -> None:
    settings.VAR = tmp_path


def run(module: Any, *words: str) -> None:
    parser = argparse.ArgumentParser()
    module.arguments(parser)
    assert module.run(parser.parse_args(words)) == 0


def lesson(table: Write) -> Path:
    rows = [
        {"内容": f"{text}，请处理{at}", "一级分类": name}
        for name, texts in LESSON.items()
        for text in texts
        for at in range(4)
    ]
    return table(*rows, name="lesson.csv", headers=["内容", "一级分类"])


def taught(table: Write) -> None:
    columns = ["--column", "text=内容", "--column", "class=一级分类"]
    run(train, "classify", str(lesson(table)), *columns, "--json")


def test_training_keeps_the_model_under_its_version(
    table: Write, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    taught(table)
    taught(table)
    said = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert (said["version"], said["rows"], said["classes"]) == (2, 36, 3)
    kept = {path.name for path in (tmp_path / "models").iterdir()}
    assert kept == {"classify-0001.model", "classify-0002.model", "classify.model", "classify.json"}
    assert json.loads((tmp_path / "models" / "classify.json").read_text())["version"] == 2
    model = trained_model()
    assert model is not None
    assert set(model.classes) == set(LESSON)


def test_every_row_gets_a_class_the_model_was_taught_and_keeps_its_columns(
    table: Write, tmp_path: Path
) -> None:
    taught(table)
    asked = [
        {"id": "1", "内容": "老板拖欠工资不给", "class": "旧"},
        {"id": "2", "内容": "学校收补课费", "class": ""},
        {"id": "3", "内容": "qwerty", "class": ""},
        {"id": "4", "内容": "", "class": ""},
    ]
    out = tmp_path / "out.csv"
    file = table(*asked, name="ask.csv", headers=["id", "内容", "class"])
    run(classify, str(file), "--column", "text=内容", "--out", str(out))
    with out.open(encoding="utf-8", newline="") as made:
        rows = list(csv.DictReader(made))
    assert list(rows[0]) == ["id", "内容", "class (输入)", "class", "score"]
    assert [row["id"] for row in rows] == ["1", "2", "3", "4"][: len(rows)]
    assert [row["class"] for row in rows[:2]] == ["劳动和社会保障", "教育文体"]
    assert {row["class"] for row in rows} <= set(LESSON)
    assert all(0 <= float(row["score"]) <= 1 for row in rows)
    assert rows[0]["class (输入)"] == "旧"


def test_a_column_must_be_named_and_must_be_there(table: Write) -> None:
    with pytest.raises(Refused, match="请用 --column class=列名"):
        run(train, "classify", str(lesson(table)), "--column", "text=内容")
    with pytest.raises(Refused, match="写法不对"):
        run(train, "classify", str(lesson(table)), "--column", "colour=内容")
    with pytest.raises(Refused, match="表格中没有“正文”列"):
        run(
            train,
            *("classify", str(lesson(table))),
            *("--column", "text=正文", "--column", "class=一级分类"),
        )


def test_without_a_model_the_way_out_is_told(table: Write, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="请先训练"):
        run(classify, str(lesson(table)), "--column", "text=内容", "--out", str(tmp_path / "o.csv"))
    assert not (tmp_path / "o.csv").exists()


@pytest.mark.django_db
def test_without_a_file_the_countys_own_requests_teach_what_they_were_classed_as(
    cast: Cast,
) -> None:
    lay_desk(cast)
    for at in range(4):
        make_request(cast, upto="classified", text=f"路灯坏了，晚上看不见路，第{at}盏")
        poor = make_request(cast, text=f"低保停发了，家里没有收入，第{at}月").matter.number
        hotline.classify_request(poor, class_code="02", by=cast.operator)
        secret = make_request(cast, text="路灯边的邻居藏枪", is_confidential=True).matter.number
        hotline.classify_request(secret, class_code=CLASS, by=cast.operator)
    run(train, "classify")
    model = trained_model()
    assert model is not None
    assert any("路灯" in term for term in model.vocabulary)
    assert not any("藏枪" in term for term in model.vocabulary)
    assert suggested_classes("村口路灯坏了，晚上看不见路")[0].code == CLASS
