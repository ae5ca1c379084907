"""A report as it is printed: its words, its tables, a picture of what people asked about."""

from datetime import date
from typing import Any

from django.conf import settings

from sunhall.directory import queries as directory
from sunhall.ground.papers import words as papers
from sunhall.ground.papers.pictures import bars
from sunhall.reports import rules
from sunhall.reports.models import Report
from sunhall.reports.queries.content import name_of
from sunhall.reports.queries.reports import span_of, title_of

COPIES = "县委、县政府主要领导"
DRAFT_MARK = "（草稿，未审签）"
MOST_BARS = 12


def paper_of(
    report: Report, *, on: date | None = None, check: papers.Check | None = None
) -> papers.Report:
    """The whole report; a draft says in its title that it is one."""
    is_draft = report.state == rules.DRAFT
    return papers.Report(
        masthead=rules.MASTHEADS[report.kind],
        issue=report.number or rules.issue_of(report.kind, span_of(report)),
        office=office_of(report),
        on=on,
        title=title_of(report) + (DRAFT_MARK if is_draft else ""),
        body=[*_paragraphs(report.body), *_tables(report.content, report.kind)],
        copies="" if is_draft else COPIES,
        check=check,
    )


def office_of(report: Report) -> str:
    """The office of the person who wrote it first, else of who approved it, signs."""
    people = [*report.authors.split(), report.approved_by]
    for code in people:
        kind, _mark, staff = code.partition(":")
        if kind == "staff":
            name = str(directory.staff_for(staff).organisation.name)
            county = str(settings.COUNTY)
            return name if name.startswith(county) else f"{county}{name}"
    return str(settings.COUNTY)


def figure_rows(content: dict[str, Any], kind: str) -> list[tuple[str, str, str, str]]:
    """Every figure: its words, this period, the one before, the same period last year."""
    found = []
    words = rules.figure_words()
    rates = {one.name for one in rules.RECEIVED if one.definition.is_rate}
    for name, label in words.items():
        cells = [
            _cell(content[period]["figures"][name], is_rate=name in rates)
            for period in ("now", "before", "last_year")
        ]
        found.append((label, cells[0], cells[1], cells[2]))
    return found


def element_rows(content: dict[str, Any], code: str) -> list[tuple[str, str, int, int]]:
    """Each value of an element: code, words, now, before; in order of number or of time."""
    now, before = (content[period]["elements"][code] for period in ("now", "before"))
    values = sorted(now) if code == "when" else sorted({*now, *before})
    rows = [
        (value, name_of(content, code, value), now.get(value, 0), before.get(value, 0))
        for value in values
    ]
    return rows if code == "when" else sorted(rows, key=lambda row: (-row[2], -row[3], row[0]))


def _cell(figure: list[int], *, is_rate: bool) -> str:
    if not is_rate:
        return str(figure[0])
    share = rules.rate_of(figure)
    return "—" if share is None else f"{share:.1%}（{figure[0]}/{figure[1]}）"


def _tables(content: dict[str, Any], kind: str) -> list[papers.Block]:
    before = rules.BEFORE[kind]
    head = ("指标", rules.THIS[kind], before, "去年同期")
    blocks: list[papers.Block] = [
        papers.Table(head, figure_rows(content, kind), caption="表1 主要数字", numeric=(1, 2, 3))
    ]
    classes = [(label, now) for _v, label, now, _b in element_rows(content, "class") if now]
    if classes:
        blocks.append(papers.Figure(bars(classes[:MOST_BARS]), "图1 群众反映较多的类别（件）"))
    for number, element in enumerate(rules.COUNTED, 2):
        rows = [
            (label, str(now), "—" if element.code == "when" else str(was))
            for _value, label, now, was in element_rows(content, element.code)
        ]
        if rows:
            head_ = (element.words, "件数", before)
            caption = f"表{number} {element.words}"
            blocks.append(papers.Table(head_, rows, caption=caption, numeric=(1, 2)))
    return blocks


def _paragraphs(body: str) -> list[papers.Block]:
    """Lines that begin like 一、are headings."""
    return [
        papers.Heading(line) if line[:2].endswith("、") else papers.Text(line)
        for line in (one.strip() for one in body.splitlines())
        if line
    ]
