"""The page of figures of the knowledge base (norms 1.5; H12)."""

from datetime import date, timedelta

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from sunhall.ground.kit.now import now, today
from sunhall.ground.web.doors import Request, staff
from sunhall.ground.web.forms import DayField
from sunhall.ground.web.parts import page
from sunhall.knowledge import queries
from sunhall.knowledge.rules import FIGURES


class PeriodForm(forms.Form):
    """From when to when, both days included."""

    is_filter = True
    first = DayField(label=_("从"), required=False)
    last = DayField(label=_("到"), required=False)

    def clean(self) -> dict[str, date]:
        """The days in order, or the first one is named."""
        data = super().clean() or {}
        if data.get("first") and data.get("last") and data["first"] > data["last"]:
            self.add_error("first", _("开始日期请不要晚于结束日期"))
        return data


@staff("figures.read")
@require_GET
def figures(request: Request) -> HttpResponse:
    """Updated on time, answered on time, in use and cited, by owner, each with its numbers."""
    first, last = today() - timedelta(days=90), today()
    form = PeriodForm(request.GET or None, initial={"first": first, "last": last})
    if form.is_bound and form.is_valid():
        first = form.cleaned_data["first"] or first
        last = form.cleaned_data["last"] or last
    return page(
        request,
        "knowledge/workbench/figures.html",
        status=422 if form.errors else 200,
        form=form,
        first=first,
        last=last,
        lines=queries.figures(first, last),
        definitions=FIGURES,
        as_of=now(),
    )
