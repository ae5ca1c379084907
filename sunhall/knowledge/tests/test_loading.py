"""Tables of articles: tried first, taken as drafts for review, every bad row with its reason."""

import argparse
import csv
import io
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile

from sunhall.config.command import knowledge as command
from sunhall.ground.journal.record import told
from sunhall.ground.kit.now import LOCAL
from sunhall.ground.kit.refusal import Refused
from sunhall.knowledge import actions, events, queries, rules
from sunhall.knowledge.models import Article, Version
from tests.cast import Cast

NOON = datetime(2026, 11, 30, 12, 0, tzinfo=LOCAL)
URL = "/workbench/knowledge/load/"
GOOD = {
    "标题": "高龄津贴怎么领",
    "问题": "满八十岁的老人怎么申请高龄津贴？",
    "答案": "带身份证和银行卡到村（社区）登记，次月起发放。",
    "依据": "县高龄津贴办法第五条",
    "群众怎么说": "八十岁补贴",
    "生效日期": "2026年1月1日",
    "有效期至": "2027/12/31",
    "是否公开": "是",
    "维护单位": "民政局",
}


@pytest.fixture(autouse=True)
def clock() -> Any:
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


def sheet(*rows: dict[str, str]) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(GOOD))
    writer.writeheader()
    writer.writerows({**GOOD, **row} for row in rows)
    return out.getvalue().encode()


def upload(data: bytes, name: str = "知识.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, "text/csv")


def numbered(*rows: dict[str, str]) -> list[rules.Numbered]:
    return [(number, {**GOOD, **row}) for number, row in enumerate(rows, 2)]


@pytest.mark.parametrize(
    ("row", "field", "words"),
    [
        ({"标题": ""}, "标题", "请填写标题"),
        ({"答案": ""}, "答案", "请填写答案"),
        ({"依据": ""}, "依据", "请填写依据"),
        ({"标题": "长" * 81}, "标题", "80 个字"),
        ({"有效期至": ""}, "有效期至", "2027-12-31"),
        ({"有效期至": "明年"}, "有效期至", "2027-12-31"),
        ({"有效期至": "2026-02-30"}, "有效期至", "2027-12-31"),
        ({"有效期至": "2026-11-29"}, "有效期至", "已经过了"),
        ({"生效日期": "2028-01-01"}, "有效期至", "不要早于"),
        ({"是否公开": "也许"}, "是否公开", "“是”或“否”"),
        ({"维护单位": ""}, "维护单位", "代码或全称"),
        ({"维护单位": "气象站"}, "维护单位", "气象站"),
    ],
)
def test_a_row_that_cannot_be_taken_says_why(row: Any, field: str, words: str) -> None:
    plan = rules.planned(
        numbered(row), owners={"民政局": "qh-mz"}, held={}, today=date(2026, 11, 30)
    )
    [bad] = plan.errors
    assert (bad.row, bad.field) == (2, field)
    assert words in str(bad.reason)
    assert not plan.new


def test_two_rows_of_one_name_are_one_article_and_one_mistake() -> None:
    plan = rules.planned(
        numbered({}, {}), owners={"民政局": "qh-mz"}, held={}, today=date(2026, 11, 30)
    )
    assert len(plan.new) == 1
    assert "第 2 行" in str(plan.errors[0].reason)


def test_a_trial_writes_nothing_and_taking_it_leaves_all_to_the_reviewer(
    cast: Cast, client_for: Any
) -> None:
    client = client_for("manager")
    rows = [{}, {"标题": "临时救助", "维护单位": "qh-mz"}, {"标题": "", "答案": "无题"}]
    page = client.post(URL, {"file": upload(sheet(*rows))})
    html = page.content.decode()
    assert "请填写标题" in html
    assert "高龄津贴怎么领" in html
    assert not Article.objects.exists()
    carried = page.context["table"]
    assert client.post(URL, {"table": carried, "source": "知识.csv"}).status_code == 302
    assert Article.objects.count() == 2
    assert set(Version.objects.values_list("state", flat=True)) == {rules.SUBMITTED}
    article = Article.objects.get(title="高龄津贴怎么领")
    assert (article.organisation, article.origin) == ("qh-mz", "table:知识.csv")
    assert told(f"article:{article.number}") == [events.ArticleDrafted, events.ArticleSubmitted]
    version = article.versions.get()
    assert (version.valid_from, version.valid_until, version.is_public) == (
        date(2026, 1, 1), date(2027, 12, 31), True,
    )  # fmt: skip
    # Whoever loaded it does not let it out; the head of the department does.
    with pytest.raises(Refused, match="其他人员审核"):
        actions.publish_article(article.number, by=cast.manager)
    actions.publish_article(article.number, by=cast.head)


def test_the_same_table_again_changes_nothing(cast: Cast) -> None:
    first = actions.load_articles(numbered({}), source="a.csv", by=cast.manager)
    again = actions.load_articles(numbered({}), source="a.csv", by=cast.manager)
    assert (len(first.new), len(again.new), again.unchanged) == (1, 0, 1)
    other = actions.load_articles(numbered({"答案": "改了"}), source="a.csv", by=cast.manager)
    assert "已有同名知识" in str(other.errors[0].reason)
    assert Article.objects.count() == 1


def test_a_spreadsheet_is_read_as_well(cast: Cast, tmp_path: Path) -> None:
    path = tmp_path / "知识.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet()
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        page.write_row(0, 0, list(GOOD))
        page.write_row(1, 0, list(GOOD.values()))
        page.write_datetime(1, list(GOOD).index("有效期至"), datetime(2028, 6, 30), day)  # noqa: DTZ001
    plan = queries.plan_articles(queries.read_table(path))
    assert [one.draft.valid_until for one in plan.new] == [date(2028, 6, 30)]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", ""),
        ("标题,问题\n一,二\n".encode(), "表格缺少列"),
        (b"PK\x03\x04 not a workbook", "读不出 Excel"),
    ],
)
def test_a_file_that_is_no_such_table_says_what_is_missing(
    cast: Cast, client_for: Any, data: bytes, words: str
) -> None:
    answer = client_for("manager").post(URL, {"file": upload(data)})
    assert answer.status_code == 422
    assert words in answer.content.decode()


@pytest.mark.parametrize("carried", ["", "[[", "{}", '[["a", 1]]', "null"])
def test_a_page_that_was_altered_is_asked_for_anew(
    cast: Cast, client_for: Any, carried: str
) -> None:
    answer = client_for("manager").post(URL, {"table": carried})
    assert answer.status_code in (302, 422)
    assert not Article.objects.exists()


def test_only_who_manages_the_base_loads_tables(cast: Cast, client_for: Any) -> None:
    assert client_for("handler").get(URL).status_code == 403
    with pytest.raises(Refused, match="统管"):
        actions.load_articles(numbered({}), source="a.csv", by=cast.handler)


def test_the_command_tries_and_loads(cast: Cast, tmp_path: Path, capsys: Any) -> None:
    path = tmp_path / "知识.csv"
    path.write_bytes(sheet({}, {"标题": "", "答案": "无题"}))
    args = argparse.Namespace(file=path, dry_run=True, json=False)
    assert command.run(args) == 1
    assert not Article.objects.exists()
    assert "第 3 行 标题" in capsys.readouterr().err
    args = argparse.Namespace(file=path, dry_run=False, json=True)
    assert command.run(args) == 1
    assert '"new": 1' in capsys.readouterr().out
    assert Version.objects.get().state == rules.SUBMITTED
