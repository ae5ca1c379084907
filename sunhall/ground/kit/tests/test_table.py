"""Tables come as offices write them: with title lines, odd encodings, quotes and empty tails."""

import csv
import gzip
import io
import tempfile
from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from sunhall.ground.kit import table
from sunhall.ground.kit.refusal import Refused

PLAIN = "编号,主题,内容\n001,路灯不亮,村口路灯坏了三天\n002,噪音,夜里施工\n"


def written(path: Path, content: str | bytes, encoding: str = "utf-8") -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    return path


def cells(path: Path) -> list[dict[str, str]]:
    return [dict(row) for row in table.rows(path)]


def workbook(path: Path, *sheets: list[list[object]], hidden: int | None = None) -> Path:
    book = xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd hh:mm:ss"})
    for at, lines in enumerate(sheets):
        sheet = book.add_worksheet()
        if at == hidden:
            sheet.hide()
        else:
            sheet.activate()
        for number, line in enumerate(lines):
            sheet.write_row(number, 0, line)
    book.close()
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_every_encoding_an_office_uses_gives_the_same_rows(tmp_path: Path, encoding: str) -> None:
    path = written(tmp_path / "requests.csv", PLAIN, encoding)
    assert cells(path)[0] == {"编号": "001", "主题": "路灯不亮", "内容": "村口路灯坏了三天"}


def test_a_zipped_table_is_known_by_its_bytes_and_not_by_its_name(tmp_path: Path) -> None:
    path = written(tmp_path / "requests.dat", gzip.compress(PLAIN.encode("gb18030")))
    assert [row["编号"] for row in table.rows(path)] == ["001", "002"]


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_the_delimiter_is_found(tmp_path: Path, delimiter: str) -> None:
    path = written(tmp_path / "t.csv", PLAIN.replace(",", delimiter))
    assert table.columns(path) == ["编号", "主题", "内容"]


def test_the_delimiter_is_found_below_a_title_line(tmp_path: Path) -> None:
    path = written(tmp_path / "t.csv", "群众诉求登记表\n\n" + PLAIN.replace(",", "\t"))
    assert table.columns(path) == ["编号", "主题", "内容"]


def test_row_numbers_are_those_a_spreadsheet_shows(tmp_path: Path) -> None:
    path = written(tmp_path / "t.csv", '编号,内容\n1,"第一行\n第二行"\n\n2,完\n')
    assert [(row.number, row["内容"]) for row in table.rows(path)] == [
        (2, "第一行\n第二行"),
        (4, "完"),
    ]


def test_a_quoted_cell_keeps_commas_quotes_and_line_breaks(tmp_path: Path) -> None:
    path = written(tmp_path / "t.csv", '编号,内容\r\n1,"他说""修"",\r\n没修"\r\n')
    assert cells(path) == [{"编号": "1", "内容": '他说"修",\r\n没修'}]


def test_empty_tail_rows_are_left_out(tmp_path: Path) -> None:
    path = written(tmp_path / "t.csv", PLAIN + ",,\n , ,\n\n\n")
    assert len(cells(path)) == 2


def test_zero_bytes_and_a_mark_before_a_header_are_dropped(tmp_path: Path) -> None:
    path = written(tmp_path / "t.csv", "\ufeff\ufeff编号,内容\n1,路\0灯\n")
    assert cells(path) == [{"编号": "1", "内容": "路灯"}]


def test_a_short_row_is_filled_and_a_long_row_shows_what_is_too_much(tmp_path: Path) -> None:
    path = written(tmp_path / "t.csv", "编号,主题,内容\n1,路灯\n2,路灯,坏了,三天,\n")
    short, long = table.rows(path)
    assert short["内容"] == ""
    assert (short.extra, long.extra) == ((), ("三天",))


def test_columns_without_or_with_the_same_name_can_be_told_apart(tmp_path: Path) -> None:
    path = written(tmp_path / "t.csv", ",内容,内容\n0,甲,乙\n")
    assert table.columns(path) == ["第 1 列", "内容", "内容 (2)"]


def test_line_breaks_inside_a_header_become_one_space(tmp_path: Path) -> None:
    path = written(tmp_path / "t.csv", '编号,"信息\n来源"\n1,网络\n')
    assert [row["信息 来源"] for row in table.rows(path, need=["信息\n来源"])] == ["网络"]


def test_a_few_broken_bytes_do_not_turn_the_good_rows_into_nonsense(tmp_path: Path) -> None:
    path = written(tmp_path / "t.csv", PLAIN.encode() + b"003,\xff\xe6,x\n")
    read = cells(path)
    assert read[0]["主题"] == "路灯不亮"
    assert "\ufffd" in read[2]["主题"]


def test_marks_of_earlier_damage_do_not_change_the_encoding(tmp_path: Path) -> None:
    path = written(tmp_path / "t.csv", "编号,内容\n1," + "\ufffd" * 99 + "\n")
    assert cells(path)[0]["内容"] == "\ufffd" * 99


def test_a_missing_column_is_named_together_with_those_present(tmp_path: Path) -> None:
    path = written(tmp_path / "t.csv", PLAIN)
    with pytest.raises(Refused, match="没有“类别”列；现有的列：编号、主题、内容") as caught:
        table.rows(path, need=["主题", "类别"])
    assert caught.value.field == "类别"


def test_an_empty_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="表格是空的"):
        table.rows(written(tmp_path / "t.csv", "\n\n"))


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"打不开文件 none\.csv"):
        table.rows(tmp_path / "none.csv")


def test_a_cut_off_archive_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path / "t.csv.gz", gzip.compress(PLAIN.encode())[:-12])
    with pytest.raises(Refused, match="不完整"):
        list(table.rows(path))


def test_a_quote_that_never_closes_names_its_row(tmp_path: Path) -> None:
    path = written(tmp_path / "t.csv", PLAIN + '003,"没有结束' + "长" * 140_000 + "\n")
    with pytest.raises(Refused, match=r"第 4 行.*引号"):
        list(table.rows(path))


def test_excel_cells_read_as_a_person_reads_them(tmp_path: Path) -> None:
    written_at = datetime.fromisoformat("2020-01-06 12:09:38")
    path = workbook(
        tmp_path / "t.xlsx",
        [
            ["诉求登记表"],
            ["编号", "电话", "时间", "日期", "匿名", "分值", "内容"],
            [24, 13800000000, written_at, date(2020, 1, 6), True, 1.5, "路灯"],
            [],
        ],
    )
    (row,) = table.rows(path)
    assert row.number == 3
    assert list(row.values()) == [
        *("24", "13800000000", "2020-01-06 12:09:38", "2020-01-06", "TRUE", "1.5", "路灯")
    ]


def test_hidden_and_empty_sheets_are_passed_over(tmp_path: Path) -> None:
    path = workbook(tmp_path / "t.xlsx", [["字典"], ["甲"]], [], [["编号"], ["001"]], hidden=0)
    assert cells(path) == [{"编号": "001"}]


def test_a_broken_workbook_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="读不出 Excel 文件"):
        table.rows(written(tmp_path / "t.xlsx", b"PK\x03\x04 not a workbook"))


def test_rows_are_streamed(tmp_path: Path) -> None:
    path = written(tmp_path / "t.csv", PLAIN + "003,灯,暗\n" * 20 + '004,"' + "长" * 140_000)
    assert next(table.rows(path))["编号"] == "001"


ANY_CELL = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)


@given(st.lists(st.tuples(ANY_CELL, ANY_CELL), max_size=8), st.sampled_from(["utf-8", "utf-8-sig"]))
def test_what_a_csv_writer_wrote_is_what_is_read(
    lines: list[tuple[str, str]], encoding: str
) -> None:
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    writer.writerows([("编号", "主题", "内容"), *((at, *line) for at, line in enumerate(lines))])
    with tempfile.TemporaryDirectory() as folder:
        path = written(Path(folder) / "t.csv", text.getvalue(), encoding)
        read = [(row["主题"], row["内容"]) for row in table.rows(path)]
    assert read == lines


CELLS = st.text(st.sampled_from("'=+-@ \t\r\n＝a1，\u3000"), max_size=6) | st.text(max_size=12)


@given(CELLS)
def test_a_guarded_cell_runs_nowhere_and_comes_back_as_it_was(cell: str) -> None:
    held = table.guarded(cell)
    assert table.unguarded(held) == cell
    assert not held.lstrip()[:1].startswith(tuple("=+-@＝＋－＠"))
    assert held == cell or held == f"'{cell}"


@given(st.lists(st.lists(CELLS, min_size=2, max_size=2), min_size=1, max_size=4))
def test_a_guarded_table_read_back_says_the_same(rows: list[list[str]]) -> None:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    for row in rows:
        writer.writerow([table.guarded(cell) for cell in row])
    text.seek(0)
    read = [[table.unguarded(cell) for cell in row] for row in csv.reader(text)]
    assert read == rows
