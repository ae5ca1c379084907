"""The list behind a number of a report: exactly the rows it counts, each with its ten elements."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from sunhall.ground.kit.given import whole
from sunhall.ground.kit.now import LOCAL
from sunhall.ground.web.doors import Request, staff
from sunhall.ground.web.parts import page
from sunhall.ground.web.sheets import csv_answer
from sunhall.reports import queries, rules

PAGE = 50
CHUNK = 500


@dataclass(frozen=True)
class Asked:
    """The rows behind one number: its words, the requests, and when each fact happened."""

    words: str
    told: Sequence[rules.Elements]
    at: Sequence[datetime | None]


@staff("reports.read")
@require_GET
def rows(request: Request, pk: int) -> HttpResponse:
    """One page of the rows behind a number."""
    found = queries.report_for(request.actor, pk)
    asked = _asked(request, found)
    start = (whole(request.GET.get("from", "")) or 0) // PAGE * PAGE
    shown = queries.listed(request.actor, asked.told[start : start + PAGE])
    here = reverse("workbench:report-rows", args=[pk])
    return page(
        request,
        "reports/workbench/rows.html",
        report=found,
        title=queries.title_of(found),
        words=asked.words,
        total=len(asked.told),
        rows=list(zip(shown, asked.at[start : start + PAGE], strict=True)),
        has_facts=any(asked.at),
        previous_url=_again(request, here, start - PAGE) if start else "",
        next_url=_again(request, here, start + PAGE) if start + PAGE < len(asked.told) else "",
        csv_url=_again(request, reverse("workbench:report-rows-csv", args=[pk]), 0),
    )


@staff("reports.read")
@require_GET
def export(request: Request, pk: int) -> StreamingHttpResponse:
    """The same rows as CSV: masked as on the page."""
    found = queries.report_for(request.actor, pk)
    asked = _asked(request, found)
    head = [_("编号"), *(_(element.words) for element in rules.ELEMENTS)]
    return csv_answer(f"{found.kind}-{found.first}", head, _cells(request, asked.told))


def _cells(request: Request, told: Sequence[rules.Elements]) -> Iterator[tuple[str, ...]]:
    for at in range(0, len(told), CHUNK):
        for row in queries.listed(request.actor, told[at : at + CHUNK]):
            when = f"{row.when.astimezone(LOCAL):%Y-%m-%d %H:%M}" if row.when else ""
            yield (
                row.number,
                row.who,
                when,
                _(row.channel) if row.channel else "",
                row.class_words,
                _(row.opinion) if row.opinion else "",
                _(row.limit) if row.limit else "",
                _(row.result) if row.result else "",
                f"{row.handler} {row.handler_name}".strip(),
                f"{_(row.supervisor) if row.supervisor else ''} {row.supervisor_names}".strip(),
                _(row.revisit) if row.revisit else "",
            )


def _asked(request: Request, report: Any) -> Asked:
    """What the address asks for; what no report counts is no page."""
    name, code = request.GET.get("figure", ""), request.GET.get("element", "")
    if code:
        value = request.GET.get("value", "")
        told = queries.rows_with(report, code, value)
        label = queries.name_of(report.content, code, value)
        element = rules.element(code)
        head = _(element.words) if element else ""
        return Asked(f"{head}{_('：')}{_(label)}", told, [None] * len(told))
    if name in rules.HAPPENING_WORDS:
        facts = queries.facts_of(report, name)
        words = _(rules.HAPPENING_WORDS[name])
        return Asked(words, [one for one, _fact in facts], [fact.at for _one, fact in facts])
    part = bool(request.GET.get("part"))
    told = queries.rows_of(report, name, part=part)
    return Asked(_(_words_of(name, part=part)), told, [None] * len(told))


def _words_of(name: str, *, part: bool) -> str:
    known = rules.counted(name)
    if known is None:
        return ""
    return known.definition.numerator if part else known.definition.words


def _again(request: Request, here: str, start: int) -> str:
    query = request.GET.copy()
    query.pop("from", None)
    if start:
        query["from"] = str(start)
    return f"{here}?{query.urlencode()}"
