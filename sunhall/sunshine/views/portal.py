"""Public figures: n, period, definition, as-of, rows, CSV on one page (D2; ux B9, E60; 0016)."""

from datetime import date
from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from sunhall.ground.kit.now import today
from sunhall.ground.kit.refusal import NotFound
from sunhall.ground.web.doors import Request, open_to_public
from sunhall.ground.web.parts import page
from sunhall.ground.web.sheets import csv_answer
from sunhall.sunshine import queries, rules
from sunhall.sunshine.views import shapes
from sunhall.supervision.rules import months_before

QUARTER = 2
YEAR = rules.MOST_MONTHS - 1
LEAST_COMPARED = 3
SCOPES = ("office", "topic")

Span = tuple[date, date]


@open_to_public
@require_GET
def figures(request: Request, first: str = "", last: str = "") -> HttpResponse:
    """The figures of a span of months, each with its definition on the same page."""
    span = _span(first, last) if first else _back(QUARTER)
    part = _part(request, span)
    if part is not None:
        return _page_of_part(request, span, part)
    told = queries.told(*span)
    shown = queries.published(told)
    points = [shapes.point(month) for month in queries.by_month(_year_to(span))]
    return page(
        request,
        "sunshine/portal/figures.html",
        tiles=[shapes.tile(one, _files(span)) for one in shown] if told.releases else [],
        definitions=[one.figure.definition for one in shown],
        period=shapes.months_words(*_covered(told, span)),
        waiting=shapes.waiting_words(*span, told),
        periods=_choices(span),
        as_of=told.as_of,
        points=points,
        change=shapes.change_words(points),
        groups=[_group(by, span) for by in SCOPES],
        rating=shapes.rating(queries.stars(told)),
        **_method(span),
    )


def _page_of_part(request: Request, span: Span, part: queries.Part) -> HttpResponse:
    """One office or topic: the newest table that tells of it, and the tables before."""
    tables = queries.tables(part.by, months_before(span[1], YEAR), span[1])
    table = queries.tables(part.by, *span)[-1]
    shown = queries.of_part(part)
    points = [shapes.point(month) for month in queries.months_of_part(part, tables)]
    return page(
        request,
        "sunshine/portal/part.html",
        part=part,
        tiles=[shapes.tile(one, _files(span), in_groups=True) for one in shown],
        definitions=[one.figure.definition for one in shown],
        period=shapes.months_words(table.first, table.last),
        as_of=table.as_of,
        points=points if part.by == "office" else [],
        change=shapes.change_words(points),
        **_method(span),
    )


@open_to_public
@require_GET
def rows(request: Request, first: str, last: str) -> StreamingHttpResponse:
    """Whether and when each request was answered, as CSV at an address that stays."""
    span = _span(first, last)
    return _csv("requests", span, rules.ROW_COLUMNS, queries.request_rows(queries.told(*span)))


@open_to_public
@require_GET
def opinions(request: Request, first: str, last: str) -> StreamingHttpResponse:
    """What was said about the answers: how often each was said."""
    span = _span(first, last)
    lines = queries.opinion_rows(queries.told(*span))
    return _csv("opinions", span, rules.OPINION_COLUMNS, lines)


@open_to_public
@require_GET
def groups(request: Request, first: str, last: str) -> StreamingHttpResponse:
    """The counts of each office and topic that may be told."""
    span = _span(first, last)
    found = [table for by in SCOPES for table in queries.tables(by, *span)]
    return _csv("groups", span, rules.GROUP_COLUMNS, queries.group_rows(found))


def _csv(name: str, span: Span, columns: Any, lines: Any) -> StreamingHttpResponse:
    months = "-".join(_months(span))
    return csv_answer(f"{name}-{months}", [code for code, _words in columns], lines, public=True)


def _newest() -> date:
    return queries.newest() or rules.settled(today())


def _back(count: int) -> Span:
    """So many months back from the newest that was published."""
    last = _newest()
    return months_before(last, count), last


def _year_to(span: Span) -> queries.Told:
    """What was published of the twelve months that end with a span."""
    return queries.told(months_before(span[1], YEAR), span[1])


def _span(first: str, last: str) -> Span:
    """Whole months, at most twelve, none of them in the future."""
    try:
        start, end = date.fromisoformat(f"{first}-01"), date.fromisoformat(f"{last}-01")
    except ValueError as error:
        raise NotFound(_("请在地址中写明起止月份，如 /figures/2026-01/2026-03/")) from error
    if not months_before(end, YEAR) <= start <= end <= today():
        raise NotFound(_("可以查询截至本月的任意连续十二个月以内的时段"))
    return start, end


def _covered(told: queries.Told, span: Span) -> Span:
    """The months of which something is told here."""
    if not told.releases:
        return span
    return told.releases[0].first, told.releases[-1].last


def _here(span: Span) -> str:
    return reverse("portal:figures-of", args=_months(span))


def _months(span: Span) -> list[str]:
    return [f"{month:%Y-%m}" for month in span]


def _files(span: Span) -> dict[str, str]:
    return {
        name: reverse(f"portal:figures-{name}", args=_months(span))
        for name in ("rows", "opinions", "groups")
    }


def _choices(span: Span) -> list[dict[str, Any]]:
    words = {0: _("最近一期"), QUARTER: _("近三个月"), YEAR: _("近十二个月")}
    spans = {back: _latest() if back == 0 else _back(back) for back in words}
    return [
        {"text": text, "url": _here(spans[back]), "current": spans[back] == span}
        for back, text in words.items()
    ]


def _latest() -> Span:
    """The newest release; it may have taken in months that were too small by themselves."""
    last = _newest()
    found = _year_to((last, last)).releases
    return (found[-1].first, found[-1].last) if found else (last, last)


def _group(by: str, span: Span) -> dict[str, Any]:
    """The newest table of offices or topics, with the months it is of."""
    tables = queries.tables(by, *span)
    if not tables:
        return {"by": by, "parts": []}
    table = tables[-1]
    lines = [shapes.part_line(part, _here(span)) for part in queries.parts(table)]
    return {
        "by": by,
        "parts": lines,
        "funnel": _funnel(lines) if by == "office" else [],
        "period": shapes.months_words(table.first, table.last),
        "as_of": table.as_of,
    }


def _part(request: Request, span: Span) -> queries.Part | None:
    """The office or topic asked for; one that may not be named is no page."""
    asked = [(by, request.GET[by]) for by in SCOPES if request.GET.get(by)]
    if not asked:
        return None
    by, code = asked[0]
    tables = queries.tables(by, *span)
    found = [part for table in tables[-1:] for part in queries.parts(table) if part.code == code]
    if not found:
        raise NotFound(urlencode(asked))
    return found[0]


def _funnel(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Offices to compare; two do not make a comparison."""
    return [{**line, "url": ""} for line in lines] if len(lines) >= LEAST_COMPARED else []


def _method(span: Span) -> dict[str, Any]:
    files = _files(span)
    return {
        "least": rules.LEAST,
        "files": [
            (_("每件是否答复、是否按时、用了几个工作日"), files["rows"], rules.ROW_COLUMNS),
            (_("群众怎么说（只有件数，以免对应到人）"), files["opinions"], rules.OPINION_COLUMNS),
            (_("按承办单位和分类汇总"), files["groups"], rules.GROUP_COLUMNS),
        ],
        "groups_csv": files["groups"],
        "opinions_csv": files["opinions"],
        "whole_url": _here(span),
        "revisions": rules.REVISIONS,
    }
