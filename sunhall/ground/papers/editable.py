"""The same report as a DOCX that people go on editing 可编辑稿; the PDF is what is kept.

Pictures are left out, for the format takes no SVG; the tables beside them hold every number.
"""

import io
from datetime import UTC, datetime
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from sunhall.ground.papers.printing import clean, day
from sunhall.ground.papers.words import Block, Figure, Heading, Report, Table, Text

TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FANGSONG, HEI, KAI, TITLE = "仿宋_GB2312", "黑体", "楷体_GB2312", "方正小标宋简体"
RED = RGBColor(0xC8, 0x10, 0x2E)
FACES = {1: HEI, 2: KAI, 3: FANGSONG}


def document(paper: Report) -> bytes:
    """Write a report as a DOCX with the margins and faces of GB/T 9704."""
    made: Any = Document()
    _page(made)
    if paper.masthead:
        _line(made, paper.masthead, 32, TITLE, centred=True, red=True)
        if paper.issue:
            _line(made, paper.issue, 16, FANGSONG, centred=True)
        head = "　".join(one for one in (paper.office, day(paper.on) if paper.on else "") if one)
        if head:
            _line(made, head, 16, FANGSONG, centred=True)
    _line(made, paper.title, 22, TITLE, centred=True, style="Title")
    for block in paper.body:
        _block(made, block)
    if paper.copies:
        _line(made, f"抄送：{paper.copies}", 14, FANGSONG)
    return _bytes(made)


def _page(made: Any) -> None:
    section = made.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    style = made.styles["Normal"]
    style.font.name, style.font.size = FANGSONG, Pt(16)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FANGSONG)


def _block(made: Any, block: Block) -> None:
    match block:
        case Heading():
            level = min(3, max(1, block.level))
            _line(made, block.text, 16, FACES[level], style=f"Heading {level}")
        case Text():
            for line in block.text.splitlines():
                if line.strip():
                    _line(made, line.strip(), 16, FANGSONG, indented=True)
        case Table():
            _table(made, block)
        case Figure():
            pass


def _table(made: Any, block: Table) -> None:
    if block.caption:
        _line(made, block.caption, 12, HEI, centred=True)
    grid = made.add_table(rows=1, cols=len(block.head), style="Table Grid")
    for at, words in enumerate(block.head):
        _cell(grid.rows[0].cells[at], words, HEI)
    _repeat(grid.rows[0])
    for row in block.rows:
        cells = grid.add_row().cells
        for at, words in enumerate(row):
            _cell(cells[at], words, FANGSONG, right=at in block.numeric)


def _repeat(row: Any) -> None:
    """The head stands again on every page, and is a head to whoever listens to the file."""
    properties = row._tr.get_or_add_trPr()
    mark = properties.makeelement(qn("w:tblHeader"), {qn("w:val"): "true"})
    properties.append(mark)


def _cell(cell: Any, words: str, face: str, *, right: bool = False) -> None:
    paragraph = cell.paragraphs[0]
    _run(paragraph, words, 12, face)
    if right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _line(  # one line of a paper has a size, a face and a place
    made: Any, words: str, size: int, face: str, *, centred: bool = False, red: bool = False,
    indented: bool = False, style: str = "Normal",
) -> None:  # fmt: skip
    paragraph = made.add_paragraph(style=style)
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if indented:
        paragraph.paragraph_format.first_line_indent = Pt(2 * size)
    _run(paragraph, words, size, face, red=red)


def _run(paragraph: Any, words: str, size: int, face: str, *, red: bool = False) -> None:
    run = paragraph.add_run(clean(words))
    run.font.name, run.font.size = face, Pt(size)
    run.font.color.rgb = RED if red else RGBColor(0, 0, 0)
    run.font.bold = False
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), face)


def _bytes(made: Any) -> bytes:
    """Without the name of the program that wrote it and the day of its template."""
    about = made.core_properties
    about.author = about.last_modified_by = about.comments = ""
    about.created = about.modified = datetime(2000, 1, 1, tzinfo=UTC)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()
