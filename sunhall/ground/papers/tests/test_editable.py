"""The same report as DOCX: words, tables, no command; and pictures for paper."""

import io
import xml.etree.ElementTree as ElementTree

import pytest
from docx import Document

from sunhall.ground.papers.editable import document
from sunhall.ground.papers.pictures import bars
from sunhall.ground.papers.tests.test_printing import EVIL
from sunhall.ground.papers.words import Figure, Heading, Report, Table, Text


def opened(paper: Report) -> object:
    return Document(io.BytesIO(document(paper)))


def test_headings_paragraphs_and_tables_open_as_they_were_written() -> None:
    paper = Report(
        title="上周情况", masthead="阳光热线周报", issue="〔2026〕第46期", office="热线中心",
        copies="县委", body=[
            Heading("一、总体情况"), Text("第一段。\n\n第二段。"), Heading("（一）分项", level=2),
            Table(["单位", "件"], [["民政局", "7"], ["乡镇", "3"]], caption="表1", numeric=[1]),
            Figure(bars([("路灯", 3)]), "图1"),
        ],
    )  # fmt: skip
    found = opened(paper)
    words = [one.text for one in found.paragraphs]
    for line in (
        "阳光热线周报", "〔2026〕第46期", "上周情况", "一、总体情况", "第一段。", "第二段。",
        "（一）分项", "表1", "抄送：县委",
    ):  # fmt: skip
        assert line in words, line
    assert [one.style.name for one in found.paragraphs if one.text == "（一）分项"] == ["Heading 2"]
    assert [[cell.text for cell in row.cells] for row in found.tables[0].rows] == [
        ["单位", "件"],
        ["民政局", "7"],
        ["乡镇", "3"],
    ]


@pytest.mark.parametrize("evil", [*EVIL, "<w:p/>", "a\x00b\x0b", "]]>", "&amp;"])
def test_whatever_anybody_writes_is_text(evil: str) -> None:
    found = opened(Report(title=evil, body=[Text(evil), Table([evil], [[evil]], caption=evil)]))
    kept = "".join(sign for sign in evil if sign not in "\x00\x0b").strip()
    assert kept in [one.text for one in found.paragraphs]
    assert found.tables[0].rows[1].cells[0].text.strip() == kept


def test_bars_are_drawn_in_proportion_with_escaped_words() -> None:
    drawn = ElementTree.fromstring(bars([("<路灯&", 8), ("一" * 30, 4), ("没有", 0)]))  # noqa: S314  # our own
    space = "{http://www.w3.org/2000/svg}"
    wide = [float(one.get("width")) for one in drawn.iter(f"{space}rect")]
    assert wide[0] == 2 * wide[1] > wide[2] == 0
    assert [one.text for one in drawn.iter(f"{space}text")][:2] == ["<路灯&", "8"]
    assert bars([])
