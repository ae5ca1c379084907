"""Public figures: n, period, definition, as-of, rows, CSV on one page (D2; ux B9, E60)."""

from datetime import date
from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from sunhall.ground.kit.now import now, today
from sunhall.ground.kit.refusal import NotFound
from sunhall.ground.web.doors import Request, open_to_public
from sunhall.ground.web.parts import page
from sunhall.ground.web.sheets import csv_answer
from sunhall.matters.queries.figures import Period
from sunhall.sunshine import queries, rules
from sunhall.sunshine.views import shapes
from sunhall.supervision.rules import last_of_month, months_before

QUARTER = 2
LEAST_COMPARED = 3


@open_to_public
@require_GET
def figures(request: Request, first: str = "", last: str = "") -> HttpResponse:
    """The figures of a period, each with its definition on the same page."""
    period = _period(first, last) if first else _recent(QUARTER)
    year = queries.groups(_year_to(period))
    within = [row for row in year if row.month >= period.first]
    offices = queries.named_groups(within, "office")
    topics = queries.named_groups(within, "topic")
    part = _part(request, [*offices, *topics])
    told = queries.report(period)
    shown = queries.of_part(period, part, told.as_of) if part else queries.published(told)
    months = _months_of(year, part, period)
    return page(
        request,
        "sunshine/portal/figures.html",
        part=part,
        tiles=[shapes.tile(one, _files(period)["rows"]) for one in shown],
        definitions=[one.figure.definition for one in shown],
        period=shapes.period_words(period),
        periods=_choices(period),
        as_of=told.as_of,
        points=[shapes.point(month) for month in months],
        change=shapes.change_words([shapes.point(month) for month in months]),
        offices=[] if part else [shapes.part_line(one, _here(period)) for one in offices],
        funnel=_funnel(offices),
        topics=[] if part else [shapes.part_line(one, _here(period)) for one in topics],
        rating=None if part else shapes.rating(queries.stars(period)),
        **_method(period),
    )


@open_to_public
@require_GET
def rows(request: Request, first: str, last: str) -> StreamingHttpResponse:
    """When each request came, was due and was answered, as CSV at an address that stays."""
    period = _period(first, last)
    return _csv("requests", period, rules.ROW_COLUMNS, queries.request_rows(period))


@open_to_public
@require_GET
def opinions(request: Request, first: str, last: str) -> StreamingHttpResponse:
    """What was said about the answers, without any date."""
    period = _period(first, last)
    return _csv("opinions", period, rules.OPINION_COLUMNS, queries.opinion_rows(period))


@open_to_public
@require_GET
def groups(request: Request, first: str, last: str) -> StreamingHttpResponse:
    """The counts of each office and topic."""
    period = _period(first, last)
    found = queries.groups(period)
    parts = [part for by in ("office", "topic") for part in queries.named_groups(found, by)]
    return _csv("groups", period, rules.GROUP_COLUMNS, queries.group_rows(parts))


def _csv(name: str, period: Period, columns: Any, lines: Any) -> StreamingHttpResponse:
    months = f"{period.first:%Y-%m}-{period.last:%Y-%m}"
    return csv_answer(f"{name}-{months}", [code for code, _words in columns], lines, public=True)


def _recent(back: int) -> Period:
    return Period(months_before(today(), back), last_of_month(_this_month()))


def _this_month() -> date:
    return today().replace(day=1)


def _year_to(period: Period) -> Period:
    """The twelve months that end with a period."""
    return Period(months_before(period.last, rules.MOST_MONTHS - 1), period.last)


def _period(first: str, last: str) -> Period:
    """Whole months, at most twelve, none of them in the future."""
    try:
        start, end = date.fromisoformat(f"{first}-01"), date.fromisoformat(f"{last}-01")
    except ValueError as error:
        raise NotFound(_("请在地址中写明起止月份，如 /figures/2026-01/2026-03/")) from error
    if not months_before(end, rules.MOST_MONTHS - 1) <= start <= end <= now().date():
        raise NotFound(_("可以查询截至本月的任意连续十二个月以内的时段"))
    return Period(start, last_of_month(end))


def _here(period: Period) -> str:
    return reverse("portal:figures-of", args=_months(period))


def _months(period: Period) -> list[str]:
    return [f"{period.first:%Y-%m}", f"{period.last:%Y-%m}"]


def _files(period: Period) -> dict[str, str]:
    return {
        name: reverse(f"portal:figures-{name}", args=_months(period))
        for name in ("rows", "opinions", "groups")
    }


def _choices(period: Period) -> list[dict[str, Any]]:
    words = {0: _("本月"), QUARTER: _("近三个月"), rules.MOST_MONTHS - 1: _("近十二个月")}
    return [
        {"text": text, "url": _here(_recent(back)), "current": _recent(back) == period}
        for back, text in words.items()
    ]


def _part(request: Request, parts: list[queries.Part]) -> queries.Part | None:
    """The office or topic asked for; one that may not be named is no page."""
    asked = [(by, request.GET[by]) for by in ("office", "topic") if request.GET.get(by)]
    if not asked:
        return None
    found = next((part for part in parts if (part.by, part.code) == asked[0]), None)
    if found is None:
        raise NotFound(urlencode(asked))
    return found


def _funnel(parts: list[queries.Part]) -> list[dict[str, Any]]:
    """Offices large enough to compare; two do not make a comparison."""
    points = [shapes.part_line(part, "") for part in parts]
    fit = [{**point, "url": ""} for point in points if point["fit"]]
    return fit if len(fit) >= LEAST_COMPARED else []


def _months_of(
    year: list[queries.Group], part: queries.Part | None, period: Period
) -> list[queries.Month]:
    if part is None:
        return queries.by_month(year)
    mine = [row for row in year if getattr(row, part.by) == part.code]
    return queries.months_of_part(mine, period)


def _method(period: Period) -> dict[str, Any]:
    files = _files(period)
    return {
        "least": rules.LEAST,
        "files": [
            (_("每件何时收到、何时到期、何时答复"), files["rows"], rules.ROW_COLUMNS),
            (_("群众怎么说（不带日期，以免对应到人）"), files["opinions"], rules.OPINION_COLUMNS),
            (_("按承办单位和分类汇总"), files["groups"], rules.GROUP_COLUMNS),
        ],
        "groups_csv": files["groups"],
        "opinions_csv": files["opinions"],
        "whole_url": _here(period),
        "revisions": rules.REVISIONS,
    }
