"""Inner figures: from, to and kind; each figure opens the rows it rests on (D2)."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.http import HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from sunhall.calls import queries as calls
from sunhall.ground.kit.now import LOCAL, today
from sunhall.ground.kit.refusal import NotFound
from sunhall.ground.web import dates
from sunhall.ground.web.doors import Request, staff
from sunhall.ground.web.forms import DayField
from sunhall.ground.web.parts import page
from sunhall.ground.web.sheets import csv_answer
from sunhall.matters import queries as matters
from sunhall.matters.queries.figures import Figure, Period, Report
from sunhall.sunshine import queries
from sunhall.sunshine.views import shapes
from sunhall.supervision import queries as supervision
from sunhall.supervision.rules import months_before

MOST_EXPORTED = 50_000


class PeriodForm(forms.Form):
    """Which days of receipt, and which kind of matter."""

    first = DayField(label=gettext_lazy("收到自"))
    last = DayField(label=gettext_lazy("至"))
    kind = forms.ChoiceField(label=gettext_lazy("事项种类"))

    def __init__(self, given: Any) -> None:
        start = {
            "first": f"{months_before(today(), 2)}",
            "last": f"{today()}",
            "kind": "request",
        }
        asked = {name: given.get(name) or value for name, value in start.items()}
        super().__init__(asked)
        kinds = [(kind.code, _(kind.words)) for kind in matters.all_kinds()]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The last day is not before the first."""
        data = self.cleaned_data
        first, last = data.get("first"), data.get("last")
        if first and last and last < first:
            self.add_error("last", _("结束日期应不早于开始日期"))
        return data

    def period(self) -> Period:
        """The days asked for."""
        return Period(self.cleaned_data["first"], self.cleaned_data["last"])


@staff("figures.read")
@require_GET
def figures(request: Request) -> HttpResponse:
    """Every figure of a period with its definition, n and the rows beneath."""
    form = PeriodForm(request.GET)
    told = None
    if form.is_valid():
        told = queries.inner_report(request.actor, form.period(), form.cleaned_data["kind"])
    return page(
        request,
        "sunshine/workbench/figures.html",
        status=200 if told else 422,
        form=form,
        told=told,
        lines=[_line(figure, request) for figure in told.figures.values()] if told else [],
        phone=_phone(request, told) if told else [],
        **_change(request),
    )


@staff("figures.read")
@require_GET
def rows(request: Request) -> HttpResponse:
    """The matters beneath a figure, as far as this actor may see them, the newest first."""
    name, found = _beneath(request)
    page_rows, after = queries.page_of(found, before=request.GET.get("before", ""))
    lines = matters.lines(matters.with_names(page_rows), to=request.actor)
    query = request.GET.copy()
    query["before"] = after
    return page(
        request,
        "sunshine/workbench/rows.html",
        name=name,
        total=found.count(),
        lines=[(line, reverse(line.address, args=[line.number])) for line in lines],
        next_url=f"{reverse('workbench:figure-rows')}?{query.urlencode()}" if after else "",
        back_url=f"{reverse('workbench:figures')}?{_asked(request)}",
        csv_url=f"{reverse('workbench:figure-rows-csv')}?"
        f"{_asked(request, name=_name(request), **_part(request))}",
    )


@staff("figures.read")
@require_GET
def export(request: Request) -> StreamingHttpResponse:
    """The same rows as CSV: no names, no phones."""
    _words, found = _beneath(request)
    head = [_("编号"), _("环节"), _("地点"), _("责任岗位"), _("收到"), _("首次答复"), _("是否满意")]
    rows = matters.with_names(found.order_by("opened_at", "number"))
    return csv_answer(f"{_name(request)}-{today():%Y%m%d}", head, _cells(rows))


def _change(request: Request) -> dict[str, Any]:
    """Whether answers in time really change: requests of twelve months, month by month."""
    months = supervision.by_month(request.actor)
    points = [
        {"label": dates.month(one.month.month), "hits": one.on_time, "n": one.n} for one in months
    ]
    return {"points": points if len(points) > 1 else [], "change": shapes.change_words(points)}


def _phone(request: Request, told: Report) -> list[dict[str, Any]]:
    """The rates of the telephone of the same days, beside those of requests (norms 1.5)."""
    if told.kind != queries.REQUEST:
        return []
    days = {"first": f"{told.period.first}", "last": f"{told.period.last}"}
    opens = reverse("workbench:calls") if request.actor.may("calls.answer") else ""
    lines = []
    for one in calls.figures(told.period.start, told.period.end):
        asked = urlencode(days | {"outcome": shapes.OUTCOMES.get(one.measure.code, "answered")})
        url = f"{opens}?{asked}" if opens else ""
        lines.append({"one": one, "value": shapes.phone_words(one), "url": url})
    return lines


def _cells(rows: Any) -> Iterator[tuple[str, ...]]:
    said = {None: "", True: _("是"), False: _("否")}
    for row in rows[:MOST_EXPORTED].iterator(chunk_size=500):
        yield (
            row.number,
            matters.kind(row.kind).moves.words(row.stage),
            row.place_name or row.place,
            row.post_name or row.owner,
            f"{row.opened_at.astimezone(LOCAL):%Y-%m-%d %H:%M}",
            f"{row.answered_at.astimezone(LOCAL):%Y-%m-%d %H:%M}" if row.answered_at else "",
            said[row.satisfied],
        )


def _line(figure: Figure, request: Request) -> dict[str, Any]:
    definition = figure.definition
    asked = _asked(request, name=definition.name)
    return {
        "definition": definition,
        "words": _(definition.words),
        "value": shapes.value_words(figure),
        "part": figure.part if definition.is_rate else None,
        "excluded": figure.excluded,
        "out_url": f"{reverse('workbench:figure-rows')}?{asked}&out=1",
        "n": figure.n,
        "url": f"{reverse('workbench:figure-rows')}?{asked}",
        "part_url": f"{reverse('workbench:figure-rows')}?{asked}&part=1",
        "csv": f"{reverse('workbench:figure-rows-csv')}?{asked}",
    }


def _beneath(request: Request) -> tuple[str, Any]:
    """The words of a figure and the matters it rests on."""
    form = PeriodForm(request.GET)
    if not form.is_valid():
        raise NotFound(request.GET.urlencode())
    name, kind = _name(request), form.cleaned_data["kind"]
    definition = queries.definition(name)
    part, out = bool(request.GET.get("part")), bool(request.GET.get("out"))
    found = queries.rows_of_figure(
        request.actor, name, form.period(), kind, part=part and not out, out=out
    )
    if office := request.GET.get("office", "")[:64]:
        found = queries.of_office(found, office)
    words = _(definition.numerator) if part and not out else _(definition.words)
    return (_("%(name)s（已剔除的）") % {"name": words} if out else words), found


def _part(request: Request) -> dict[str, str]:
    """Which of the rows are asked for, as the address says: above the line, left out, an office."""
    return {name: request.GET[name] for name in ("part", "out", "office") if request.GET.get(name)}


def _name(request: Request) -> str:
    return request.GET.get("name", "")[:40]


def _asked(request: Request, **more: str) -> str:
    form = PeriodForm(request.GET)
    return urlencode({**form.data, **more})
