"""Doors of listed supervision 挂号督办 (V4)."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sunhall.directory import queries as directory
from sunhall.ground.web.doors import Request, staff
from sunhall.ground.web.forms import taken
from sunhall.ground.web.parts import page, tell
from sunhall.matters import queries as matters
from sunhall.supervision import actions, queries, rules
from sunhall.supervision.views.forms import ListingForm, ReasonForm, TextForm
from sunhall.supervision.views.letters import MOST, tabs


@staff("workbench.enter")
@require_GET
def listings(request: Request) -> HttpResponse:
    """The public board within the house: how many are listed, how many were removed, which."""
    removed = request.GET.get("state") == "removed"
    rows = queries.listings_for(request.actor)
    counts = {
        "open": rows.filter(removed_at=None).count(),
        "late": rows.filter(removed_at=None, late_at__isnull=False).count(),
        "removed": rows.filter(removed_at__isnull=False).count(),
    }
    found = list(rows.filter(removed_at__isnull=not removed)[:MOST])
    names = directory.names_of(one.listed_by for one in found)
    posts = queries.named_posts(one.matter.owner for one in found)
    return page(
        request,
        "supervision/workbench/listings.html",
        tabs=tabs(request, "listings"),
        counts=counts,
        removed=removed,
        rows=[
            {
                "listing": one,
                "by": names.get(one.listed_by, ""),
                "post": posts.get(one.matter.owner, ""),
                "lamp": _lamp(one),
            }
            for one in found
        ],
    )


@staff("workbench.enter")
@require_GET
def listing(request: Request, pk: int) -> HttpResponse:
    """One listed matter: order, limit, progress."""
    return _shown(request, pk)


@staff("supervision.list")
@require_http_methods(["GET", "POST"])
def listing_new(request: Request, number: str) -> HttpResponse:
    """List a matter."""
    matter = matters.matter_for(request.actor, number)
    form = ListingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made: list[Any] = []
        if taken(
            form,
            lambda: made.append(actions.list_matter(number, **form.cleaned_data, by=request.actor)),
        ):
            tell(request, str(_("已挂号：%(paper)s") % {"paper": made[0].number}))
            return redirect("workbench:listing", made[0].pk)
    return page(
        request,
        "supervision/workbench/listing_new.html",
        status=422 if form.errors else 200,
        form=form,
        matter=matter,
        verdict=rules.may_list(
            request.actor, phase=matter.phase, is_listed=queries.is_listed(matter)
        ),
    )


@staff("workbench.enter")
@require_POST
def listing_progress(request: Request, pk: int) -> HttpResponse:
    """Write down progress."""
    queries.listing_for(request.actor, pk)
    form = TextForm(request.POST, label=_("进展"))
    if form.is_valid() and taken(
        form, lambda: actions.add_progress(pk, text=form.cleaned_data["text"], by=request.actor)
    ):
        tell(request, str(_("进展已记录")))
        return redirect("workbench:listing", pk)
    return _shown(request, pk, progress=form)


@staff("supervision.list")
@require_POST
def listing_remove(request: Request, pk: int) -> HttpResponse:
    """Remove it from the list."""
    queries.listing_for(request.actor, pk)
    form = ReasonForm(request.POST)
    if form.is_valid() and taken(
        form,
        lambda: actions.remove_listing(pk, reason=form.cleaned_data["reason"], by=request.actor),
    ):
        tell(request, str(_("已销号")))
        return redirect("workbench:listing", pk)
    return _shown(request, pk, remove=form)


def _lamp(listing: Any) -> Any:
    return queries.lamp_before(listing.due_at, 2)


def _shown(request: Request, pk: int, *, progress: Any = None, remove: Any = None) -> HttpResponse:
    found = queries.listing_for(request.actor, pk)
    facts = queries.listing_facts(found)
    lines = list(found.progress.order_by("at", "pk"))
    names = directory.names_of([found.listed_by, found.removed_by, *(one.by for one in lines)])
    unit = queries.unit_of(request.actor)
    return page(
        request,
        "supervision/workbench/listing.html",
        status=422 if progress or remove else 200,
        listing=found,
        lamp=_lamp(found),
        matter=found.matter,
        post=queries.named_posts([found.matter.owner]).get(found.matter.owner, ""),
        listed_by=names.get(found.listed_by, ""),
        removed_by=names.get(found.removed_by, ""),
        lines=[{"row": one, "by": names.get(one.by, "")} for one in lines],
        may_progress=rules.may_progress(request.actor, facts, post=queries.turn_of(found.matter)),
        may_remove=rules.may_remove(request.actor, facts, organisation=unit),
        progress=progress or TextForm(label=_("进展")),
        remove=remove or ReasonForm(),
    )
