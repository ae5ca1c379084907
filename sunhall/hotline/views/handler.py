"""Doors of the handler: one request, signing, undoing, and who asks (H2, H5; ux B4)."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sunhall.ground.files import queries as files
from sunhall.ground.files import serve
from sunhall.ground.kit.refusal import NotFound
from sunhall.ground.web.doors import Request, staff
from sunhall.ground.web.parts import part
from sunhall.hotline import actions, queries
from sunhall.hotline.views import handler_forms as h
from sunhall.hotline.views.acting import context_of, draft_for, settled
from sunhall.hotline.views.case import page_of
from sunhall.hotline.views.handler_acts import ANSWER
from sunhall.matters import actions as matter_actions
from sunhall.people import actions as people

form_page = require_http_methods(["GET", "POST"])


@staff("workbench.enter")
@require_GET
def request_page(request: Request, number: str) -> HttpResponse:
    """One request: summary, clocks, text, timeline, and the work that is open to this actor."""
    found = queries.request_for(request.actor, number)
    matter_actions.be_present(number, editing=False, by=request.actor)
    context = page_of(request, found)
    if "answer" in context["open"] and request.actor.may("hotline.answer"):
        initial = draft_for(request.actor, ANSWER.draft_key(number))
        form = ANSWER.form(initial=initial, found=found)
        context |= context_of(request, found, ANSWER, form)
    return part(request, "hotline/workbench/request.html#case", **context)


# What the button 撤销 was drawn for → the action that takes exactly that back.
UNDO: dict[str, Callable[..., Any]] = {
    "return": matter_actions.undo_return,
    "note": matter_actions.undo_note,
    "pause": matter_actions.undo_pause,
    "close": actions.undo_close,
}


@staff("workbench.enter")
@require_POST
def undo(request: Request, number: str) -> HttpResponse:
    """Take back 撤销 what was done last, if nothing has come after it (ux A3-09)."""
    queries.request_for(request.actor, number)
    what = request.POST.get("token", "")
    take_back = UNDO.get(what)
    if take_back is None:
        raise NotFound(number)
    undone = take_back(number, by=request.actor)
    if what == "note":
        # The words were wrong here, not worthless: they are in the form again.
        matter_actions.save_draft(f"note:{number}", data={"text": undone.text}, by=request.actor)
    return settled(request, number, _("已撤销"))


@staff("matters.decide_extension")
@require_GET
def extensions(request: Request) -> HttpResponse:
    """The requests for more time that wait for this actor."""
    waiting = queries.extensions_waiting(request.actor)
    return part(request, "hotline/workbench/extensions.html#list", waiting=waiting)


@staff("hotline.answer")
@require_POST
def preview(request: Request, number: str) -> HttpResponse:
    """What the person will read."""
    found = queries.request_for(request.actor, number)
    return part(
        request,
        "hotline/workbench/preview.html",
        found=found,
        preview=request.POST.get("text", ""),
    )


@staff("people.reveal")
@form_page
def person(request: Request, number: str) -> HttpResponse:
    """Show one masked fact of the person once, with a reason that is logged (K6)."""
    found = queries.request_for(request.actor, number)
    form = h.RevealForm(request.POST or None)
    context: dict[str, Any] = {"found": found, "reveal_form": form, "person": None}
    queries.require_person(request.actor, found)
    if request.method == "POST" and form.is_valid():
        field = form.cleaned_data["field"]
        context["revealed"] = people.reveal(
            found.matter.person, field, form.cleaned_data["reason"], by=request.actor
        )
        context["revealed_label"] = dict(form.fields["field"].choices)[field]  # type: ignore[attr-defined]
    return part(request, "hotline/workbench/person.html#person", **context)


@staff("workbench.enter")
@require_GET
def file(request: Request, number: str, code: str) -> HttpResponseBase:
    """Open one file of a request."""
    found = queries.request_for(request.actor, number)
    stored = files.file_of(f"matter:{found.matter.number}", code)
    return serve.stream(request, stored, by=request.actor)


@staff("workbench.enter")
@require_GET
def posts(request: Request) -> HttpResponse:
    """Posts whose name, organisation or code holds what was typed."""
    name = "suggested" if "suggested_search" in request.GET else "to"
    text = request.GET.get(f"{name}_search", "")
    field = forms.Form()
    field.fields[name] = forms.CharField()
    return part(
        request,
        "hotline/workbench/posts.html",
        post_field=field[name],
        query=text,
        choices=h.posts_found(text) if text.strip() else [],
    )
