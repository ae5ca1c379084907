"""Public figures: n, period, definition, as-of, rows, CSV on one page (D2; ux B9, E60)."""

import csv
from datetime import date
from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from sunhall.ground.kit.now import today
from sunhall.ground.kit.refusal import NotFound
from sunhall.ground.web.doors import Request, open_to_public
from sunhall.ground.web.parts import page
from sunhall.matters.queries.figures import Period
from sunhall.sunshine import queries, rules

PERIODS = {"month": 0, "quarter": 2, "year": 11}


@open_to_public
@require_GET
def figures(request: Request) -> HttpResponse:
    """The figures of a period, each with its definition on the same page."""
    chosen = request.GET.get("period", "quarter")
    period = _period(chosen)
    told = queries.report(period)
    words = _words(period)
    link = f"{reverse('portal:figures-rows')}?from={period.first}&to={period.last}"
    return page(
        request,
        "sunshine/portal/figures.html",
        tiles=[_tile(one, words, link) for one in queries.published(told)],
        period=words,
        periods=_choices(chosen),
        as_of=told.as_of,
        least=rules.LEAST,
        csv_url=link,
        points=[_point(month) for month in queries.by_month()],
        rating_rows=_rating_rows(queries.stars(period)),
    )


@open_to_public
@require_GET
def rows(request: Request) -> StreamingHttpResponse:
    """The rows beneath the figures as CSV at an address that stays (ux B9)."""
    try:
        first = date.fromisoformat(request.GET.get("from", ""))
        last = date.fromisoformat(request.GET.get("to", ""))
    except ValueError as error:
        raise NotFound(_("请在地址中写明起止日期，如 ?from=2026-01-01&to=2026-03-31")) from error
    period = Period(first, last)
    lines = csv.writer(_Echo())
    text = (lines.writerow(row) for row in (rules.COLUMNS, *queries.rows(period)))
    answer = StreamingHttpResponse(text, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="requests-{first}-{last}.csv"'
    return answer


class _Echo:
    """A file that gives back each line, so that a large table is streamed."""

    def write(self, value: str) -> str:
        return value


def _period(chosen: str) -> Period:
    back = PERIODS.get(chosen, PERIODS["quarter"])
    return Period(queries.months_ago(back), today())


def _choices(chosen: str) -> list[dict[str, Any]]:
    words = {"month": _("本月"), "quarter": _("近三个月"), "year": _("近十二个月")}
    at = reverse("portal:figures")
    return [
        {"text": text, "url": f"{at}?period={code}", "current": code == chosen}
        for code, text in words.items()
    ]


def _tile(one: queries.Published, period: str, link: str) -> dict[str, Any]:
    definition = one.figure.definition
    return {
        "definition": definition,
        "label": _(definition.words),
        "value": one.value,
        "is_rate": definition.is_rate,
        "n": one.n,
        "period": period,
        "anchor": f"#{definition.name}",
        "csv": link,
    }


def _words(period: Period) -> str:
    words = _("%(first)s 至 %(last)s 收到")
    return words % {"first": period.first, "last": period.last}


def _point(month: queries.Month) -> dict[str, Any]:
    return {"label": f"{MONTHS[month.first.month]}", "hits": month.hits, "n": month.n}


def _rating_rows(stars: list[int]) -> list[dict[str, Any]]:
    return [{"label": _("全部评价"), "counts": stars}] if stars else []
