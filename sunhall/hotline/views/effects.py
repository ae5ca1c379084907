"""约谈成效: what dialogues achieved, by unit, town and month, each number with its rows (H6)."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from sunhall.ground.kit.now import today
from sunhall.ground.kit.refusal import NotFound
from sunhall.ground.web.components.filters import number, rate
from sunhall.ground.web.doors import Request, staff
from sunhall.ground.web.forms import DayField
from sunhall.ground.web.parts import page
from sunhall.hotline import queries
from sunhall.hotline.rules.effects import DEFINITIONS, GROUPS
from sunhall.matters.queries.figures import Figure, Period

MOST_ROWS = 200


class PeriodForm(forms.Form):
    """Which days dialogues were held on."""

    is_filter = True
    first = DayField(label=gettext_lazy("约谈自"))
    last = DayField(label=gettext_lazy("至"))

    def __init__(self, given: Any) -> None:
        day = today()
        start = {"first": f"{day.replace(month=1, day=1)}", "last": f"{day}"}
        super().__init__({name: given.get(name) or value for name, value in start.items()})

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
def effects(request: Request) -> HttpResponse:
    """Every figure with definition and rows, and the same by unit, town or month."""
    form = PeriodForm(request.GET)
    by = request.GET.get("by", "")
    by = by if by in GROUPS else "office"
    told = None
    if form.is_valid():
        told = queries.dialogue_effects(request.actor, form.period(), by=by)
    asked = {name: str(form.data[name]) for name in ("first", "last")}
    return page(
        request,
        "hotline/workbench/effects.html",
        status=200 if told else 422,
        form=form,
        told=told,
        lines=[_line(one, asked) for one in told.figures.values()] if told else [],
        tabs=[
            {"text": words, "url": f"?{urlencode({**asked, 'by': code})}", "current": code == by}
            for code, words in GROUPS.items()
        ],
        by=GROUPS[by],
        heads=[one.words for one in DEFINITIONS.values()],
        grouped=_grouped(told.groups, {**asked, "by": by}) if told else [],
    )


@staff("figures.read")
@require_GET
def rows(request: Request) -> HttpResponse:
    """The dialogues one number rests on, the latest first."""
    form = PeriodForm(request.GET)
    definition = DEFINITIONS.get(request.GET.get("name", ""))
    if definition is None or not form.is_valid():
        raise NotFound(request.GET.urlencode())
    part = request.GET.get("part") == "1"
    found = queries.effect_rows(
        request.actor,
        definition.name,
        form.period(),
        part=part,
        by=request.GET.get("by", ""),
        key=request.GET.get("key", ""),
    )
    asked = {name: str(form.data[name]) for name in ("first", "last")}
    return page(
        request,
        "hotline/workbench/effect_rows.html",
        words=definition.numerator if part else definition.words,
        total=found.count(),
        rows=found[:MOST_ROWS],
        most=MOST_ROWS,
        back=f"{reverse('workbench:dialogue-effects')}?{urlencode(asked)}",
    )


def _grouped(groups: Any, asked: dict[str, str]) -> list[tuple[str, list[dict[str, Any]]]]:
    return [
        (one.words, [_line(each, {**asked, "key": one.key}) for each in one.figures.values()])
        for one in groups
    ]


def _line(figure: Figure, asked: dict[str, str]) -> dict[str, Any]:
    definition = figure.definition
    to = reverse("workbench:dialogue-effect-rows")
    query = {**asked, "name": definition.name}
    return {
        "definition": definition,
        "words": definition.words,
        "value": _value(figure),
        "figure": figure,
        "url": f"{to}?{urlencode(query)}",
        "part_url": f"{to}?{urlencode({**query, 'part': '1'})}",
    }


def _value(figure: Figure) -> str:
    if figure.value is None:
        return "—"
    return str(rate(figure.value) if figure.definition.is_rate else number(figure.value))
