"""Own views 我的视图: a search under a name, with its count; nobody else sees it (ux A3-02)."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from sunhall.ground.access.actor import Actor
from sunhall.ground.web.doors import Request, staff
from sunhall.ground.web.forms import taken
from sunhall.ground.web.parts import page, part, tell
from sunhall.matters import actions as matter_actions
from sunhall.matters import queries as matters
from sunhall.workbench.views.search import SearchForm

MOST_COUNTED = 1000


class ViewForm(forms.Form):
    """The name of a view, and the search it stands for."""

    name = forms.CharField(label=gettext_lazy("视图名称"), max_length=20)
    query = forms.CharField(widget=forms.HiddenInput, required=False)


@staff("workbench.enter")
@require_GET
def views(request: Request) -> HttpResponse:
    """Own views with their counts: beside the inbox as a row, alone to put in order."""
    saved = list(_counted(request.actor))
    return part(request, "workbench/views.html#tabs", saved=saved, form=None)


@staff("workbench.enter")
@require_POST
def save(request: Request) -> HttpResponse:
    """Keep the search one has just made."""
    form = ViewForm(request.POST)
    query = narrowed(QueryDict(request.POST.get("query", "")))
    if form.is_valid() and taken(form, lambda: _save(request, form, query)):
        tell(request, _("已存为我的视图「%(name)s」") % {"name": form.cleaned_data["name"]})
        return redirect(f"{reverse('workbench:search')}?{query}")
    saved = list(_counted(request.actor))
    return page(request, "workbench/views.html", status=422, saved=saved, form=form)


@staff("workbench.enter")
@require_POST
def drop(request: Request, pk: int) -> HttpResponse:
    """Forget a view."""
    name = matter_actions.drop_view(pk, by=request.actor)
    tell(request, _("已删除视图「%(name)s」") % {"name": name})
    return redirect("workbench:views")


@staff("workbench.enter")
@require_POST
def rise(request: Request, pk: int) -> HttpResponse:
    """Put a view one place further up."""
    matter_actions.raise_view(pk, by=request.actor)
    return redirect("workbench:views")


def narrowed(given: QueryDict) -> str:
    """What of an address narrows the search, and nothing else."""
    asked = {name: given.get(name, "").strip() for name in SearchForm.base_fields}
    return urlencode({name: value for name, value in asked.items() if value})


def _save(request: Request, form: ViewForm, query: str) -> None:
    matter_actions.save_view(form.cleaned_data["name"], query=query, by=request.actor)


def _counted(actor: Actor) -> Iterator[dict[str, Any]]:
    for view in matters.saved_views(actor):
        asked = SearchForm(QueryDict(view.query), actor=actor).asked()
        count = matters.searched(actor, asked)[:MOST_COUNTED].count()
        yield {
            "pk": view.pk,
            "name": view.name,
            "url": f"{reverse('workbench:search')}?{view.query}",
            "count": count,
            "more": count == MOST_COUNTED,
        }
