"""Reports 日报、周报、月度分析 as they were sent: another system takes numbers and papers (H9)."""

from datetime import date, datetime
from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from ninja import Router, Schema
from ninja.params.functions import Path, Query

from sunhall.api.auth import caller, needs
from sunhall.api.schema import PROBLEMS
from sunhall.ground.files import serve
from sunhall.ground.papers import editable
from sunhall.ground.papers import queries as papers
from sunhall.reports import queries, rules

router = Router(tags=["reports"])
PAGE = 100
MOST = Path(ge=1, le=2**31 - 1)
PERIODS = ("now", "before", "last_year")


class ReportOut(Schema):
    """One report that was approved; `upto` is the last journal entry it was counted from."""

    id: int
    kind: Literal["day", "week", "month"]
    first: date
    last: date
    version: int
    number: str
    title: str
    approved_at: datetime
    upto: int
    digest: str
    check_code: str
    sha256: str


class ReportPage(Schema):
    """One page of reports by id, and the id to go on from; 0 at the end."""

    items: list[ReportOut]
    next: int


class FigureOut(Schema):
    """A number of the period, of the one before and of the same period last year.

    Each is [number], of a rate [numerator, denominator].
    """

    name: str
    words: str
    now: list[int]
    before: list[int]
    last_year: list[int]


class ElementOut(Schema):
    """How many requests received in the period, and in the one before, had this value."""

    element: str
    value: str
    words: str
    now: int
    before: int


class ReportFull(ReportOut):
    """The same with its words, figures and elements."""

    body: str
    figures: list[FigureOut]
    elements: list[ElementOut]


def _paper(kind: str, words: str) -> dict[str, Any]:
    schema = {"type": "string", "format": "binary"}
    return {"responses": {200: {"description": words, "content": {kind: {"schema": schema}}}}}


@router.get("", response={200: ReportPage, **PROBLEMS}, operation_id="list_reports")
@needs("reports.read")
def list_reports(
    request: HttpRequest,
    kind: Literal["day", "week", "month"] | None = None,
    after: int = Query(0, ge=0, le=2**31 - 1),
) -> dict[str, Any]:
    """List the approved reports by id; `after` is the last id of the page before."""
    rows = queries.sent_for(caller(request)).filter(pk__gt=after).order_by("pk")
    found = list((rows.filter(kind=kind) if kind else rows)[: PAGE + 1])
    more = len(found) > PAGE
    return {
        "items": [_shown(one) for one in found[:PAGE]],
        "next": found[PAGE - 1].pk if more else 0,
    }


@router.get("/{pk}", response={200: ReportFull, **PROBLEMS}, operation_id="show_report")
@needs("reports.read")
def show_report(request: HttpRequest, pk: int = MOST) -> dict[str, Any]:
    """Read one approved report."""
    found = queries.sent_report_for(caller(request), pk)
    return _shown(found) | {
        "body": found.body,
        "figures": _figures(found.content),
        "elements": _elements(found.content),
    }


@router.get(
    "/{pk}/pdf",
    response={200: None, **PROBLEMS},
    operation_id="show_report_pdf",
    openapi_extra=_paper("application/pdf", "The PDF kept when it was approved."),
)
@needs("reports.read")
def show_report_pdf(request: HttpRequest, pk: int = MOST) -> HttpResponseBase:
    """Fetch the kept PDF, byte for byte what `sha256` and the check code vouch for."""
    by = caller(request)
    found = queries.sent_report_for(by, pk)
    return serve.stream(request, papers.file_of(f"report:{found.pk}"), by=by, as_download=True)


@router.get(
    "/{pk}/docx",
    response={200: None, **PROBLEMS},
    operation_id="show_report_docx",
    openapi_extra=_paper(editable.TYPE, "The same words and tables, to write on."),
)
@needs("reports.read")
def show_report_docx(request: HttpRequest, pk: int = MOST) -> HttpResponse:
    """Fetch the report as DOCX."""
    found = queries.sent_report_for(caller(request), pk)
    answer = HttpResponse(
        editable.document(queries.paper_of(found)),
        content_type=editable.TYPE,
    )
    answer["Content-Disposition"] = f'attachment; filename="report-{found.kind}-{found.first}.docx"'
    answer["Cache-Control"] = "no-store"
    return answer


def _shown(report: Any) -> dict[str, Any]:
    paper = papers.paper_of(f"report:{report.pk}")
    return {
        **{name: getattr(report, name) for name in _PLAIN},
        "id": report.pk,
        "title": queries.title_of(report),
        "check_code": paper.code if paper else "",
        "sha256": paper.sha256 if paper else "",
    }


def _figures(content: dict[str, Any]) -> list[dict[str, Any]]:
    kept = content["now"]["figures"]
    words = rules.figure_words()
    return [
        {"name": name, "words": words.get(name, name)}
        | {period: content[period]["figures"].get(name, []) for period in PERIODS}
        for name in kept
    ]


def _elements(content: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {
            "element": element.code, "value": value, "words": words,
            "now": now, "before": before,
        }
        for element in rules.COUNTED
        for value, words, now, before in queries.element_rows(content, element.code)
    ]  # fmt: skip


_PLAIN = ("kind", "first", "last", "version", "number", "approved_at", "upto", "digest")
