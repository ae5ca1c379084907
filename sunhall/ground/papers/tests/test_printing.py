"""Letters and reports: the same bytes, the right paper, and no text ever read as a command."""

import re
from datetime import date

import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st

from sunhall.ground.kit.refusal import Refused
from sunhall.ground.papers import checks, fonts
from sunhall.ground.papers.printing import day, letter, report
from sunhall.ground.papers.words import Block, Check, Figure, Heading, Letter, Report, Table, Text

pytestmark = pytest.mark.skipif(not fonts.may_print(), reason="no Chinese font on this machine")

CHECK = Check("4839-2071-5566", "https://qinghe.example/papers/483920715566/")
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="100" height="20">'
    '<rect width="60" height="9"/></svg>'
)
EVIL = (
    '#read("/etc/passwd")',
    "#panic()",
    "$ x^ $ #",
    '"]) #eval("1")',
    "\\u{0} ]}",
    "#import sys: *",
    "@nobody <label>",
    "`raw` *b* _i_ // /* ",
)


def a_letter(body: list[Block], **more: object) -> Letter:
    given: dict[str, object] = {
        "mark": "青禾县阳光热线中心",
        "number": "青热督〔2026〕3号",
        "title": "关于限期办理石桥村口路灯损坏诉求的督办函",
        "to": "民政局社会救助岗",
        "sign": "青禾县阳光热线中心",
        "on": date(2026, 3, 5),
        "check": CHECK,
    }
    return Letter(body=body, **{**given, **more})  # type: ignore[arg-type]


def pages(pdf: bytes) -> int:
    found = re.search(rb"/Count (\d+)", pdf)
    assert found
    return int(found[1])


def test_the_same_letter_gives_the_same_bytes_and_another_word_others() -> None:
    first = letter(a_letter([Text("请于五个工作日内书面回复。")]))
    assert first.startswith(b"%PDF-")
    assert letter(a_letter([Text("请于五个工作日内书面回复。")])) == first
    assert letter(a_letter([Text("请于三个工作日内书面回复。")])) != first


def test_a_page_is_a4_and_takes_22_lines_of_28_characters() -> None:
    two_lines = Text("一" * 26 + "二" * 28)  # the first begins two characters in
    plain = Report(title="", body=[two_lines] * 11)
    assert pages(report(plain)) == 1
    assert pages(report(Report(title="", body=[*plain.body, Text("三")]))) == 2
    assert pages(report(Report(title="", body=[*plain.body[:10], Text("一" * 55)]))) == 2
    assert pages(report(Report(title="", body=[two_lines] * 22))) == 2
    found = re.search(rb"/MediaBox *\[([^\]]+)\]", report(plain))
    assert found
    assert [round(float(one)) for one in found[1].split()] == [0, 0, 595, 842]


@pytest.mark.parametrize("evil", EVIL)
def test_a_command_of_the_typesetter_is_printed_as_it_was_written(evil: str) -> None:
    body = [Heading(evil), Text(evil), Table([evil, "n"], [[evil, evil]], caption=evil)]
    pdf = letter(
        a_letter(body, title=evil, to=evil, number=evil, mark=evil, sign=evil, attachments=[evil],
                 copies=evil, contact=evil)
    )  # fmt: skip
    assert pages(pdf) >= 1


@settings(max_examples=25)
@given(st.text(max_size=60), st.lists(st.text(max_size=20), min_size=1, max_size=4))
def test_any_text_of_anybody_can_be_printed(text: str, cells: list[str]) -> None:
    body = [Heading(text, level=2), Text(text), Table(cells, [cells, cells[:1]])]
    assert pages(report(Report(title=text, masthead=text[:9], issue=text, office=text, body=body)))


def test_headings_tables_and_figures_stand_in_a_report() -> None:
    body = [
        Heading("一、总体情况"),
        Text("上周约谈十二次。\n\n群众满意九次。"),
        Table(["单位", "约谈"], [["民政局", "7"]] * 40, caption="表1", numeric=[1]),
        Figure(SVG, "图1 各单位约谈次数"),
    ]
    paper = Report(
        title="上周情况",
        masthead="群众约谈工作专报",
        issue="第12期",
        office="热线中心",
        on=date(2026, 11, 23),
        body=body,
        copies="县委、县政府主要领导",
        check=CHECK,
    )
    assert pages(report(paper)) == 3
    assert report(paper) == report(paper)


def test_a_day_is_written_without_zeros() -> None:
    assert day(date(2026, 3, 5)) == "2026年3月5日"


def test_a_machine_without_a_chinese_font_refuses_with_the_way_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bare = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False)
    monkeypatch.setattr(fonts, "known", lambda: bare)
    with pytest.raises(Refused, match="SUNHALL_FONTS"):
        letter(a_letter([Text("一")]))
    assert [one.id for one in checks.machine_has_a_chinese_font()] == ["sunhall.W013"]
