"""Search, and the export of the very same rows (K1)."""

from typing import Any

from django import forms
from django.http import HttpResponse, StreamingHttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from sunhall.ground.access.actor import Actor
from sunhall.ground.kit.given import whole
from sunhall.ground.kit.now import today
from sunhall.ground.web.doors import Request, staff
from sunhall.ground.web.forms import DayField
from sunhall.ground.web.parts import part
from sunhall.ground.web.sheets import csv_answer
from sunhall.hotline import queries as hotline
from sunhall.matters import queries as matters
from sunhall.places import queries as places

PAGE = 50
MOST_EXPORTED = 50_000


class SearchForm(forms.Form):
    """What is searched for; everything may stay empty."""

    is_filter = True

    q = forms.CharField(label=_("编号、姓名、电话或内容"), required=False, max_length=200)
    class_code = forms.ChoiceField(label=_("分类"), required=False)
    place = forms.CharField(label=_("地点"), required=False, max_length=60)
    state = forms.ChoiceField(label=_("状态"), required=False)
    from_on = DayField(label=_("登记自"), required=False)
    to_on = DayField(label=_("至"), required=False)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        states = list(matters.states(actor).items())
        self.fields["state"].choices = [("", _("全部")), *states]  # type: ignore[attr-defined]
        tops = list(hotline.top_classes())
        self.fields["class_code"].choices = [("", _("全部")), *tops]  # type: ignore[attr-defined]

    def asked(self) -> matters.Asked:
        """What the matters are asked for; a place may be given by name or pinyin initials."""
        data = self.cleaned_data if self.is_valid() else {}
        place = data.get("place", "").strip()
        if place and whole(place) is None:
            found = places.search_places(place, limit=1)
            place = found[0].code if found else "0"
        return matters.Asked(
            words=data.get("q", ""),
            class_code=data.get("class_code", ""),
            place=place,
            state=data.get("state", ""),
            from_on=data.get("from_on"),
            to_on=data.get("to_on"),
        )


@staff("workbench.enter")
@require_GET
def search(request: Request) -> HttpResponse:
    """Find matters; without a question the newest."""
    form = SearchForm(request.GET, actor=request.actor)
    rows = matters.with_names(matters.searched(request.actor, form.asked()))
    found = list(rows[_start(request) : _start(request) + PAGE + 1])
    query = request.GET.copy()
    query["start"] = str(_start(request) + PAGE)
    return part(
        request,
        "workbench/search.html#results",
        form=form,
        q=request.GET.get("q", ""),
        lines=matters.lines(found[:PAGE], to=request.actor),
        next_url=f"?{query.urlencode()}" if len(found) > PAGE else "",
        export_query=request.GET.urlencode(),
        is_narrowed=any(request.GET.get(name) for name in form.fields),
    )


@staff("workbench.enter")
@require_GET
def export(request: Request) -> StreamingHttpResponse:
    """The same rows as CSV: no names, no phones; cells that could run as formulas are tamed."""
    rows = matters.with_names(
        matters.searched(request.actor, SearchForm(request.GET, actor=request.actor).asked())
    )
    cells = matters.cells(rows[:MOST_EXPORTED].iterator(chunk_size=500))
    return csv_answer(f"matters-{today():%Y%m%d}", matters.SHEET_HEAD, cells)


def _start(request: Request) -> int:
    return min(whole(request.GET.get("start", "")) or 0, 10_000)
