"""Doors that keep work from being lost: drafts and presence (ux A3-05, A3-07)."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from sunhall.ground.kit.now import now
from sunhall.ground.kit.refusal import NotFound
from sunhall.ground.web.doors import Request, staff
from sunhall.ground.web.parts import part
from sunhall.hotline.views.acting import draft_data
from sunhall.matters import actions as matter_actions
from sunhall.matters import queries as matters

WRITING = timedelta(seconds=60)
LONGEST_KEY = 80


@staff("workbench.enter")
@require_POST
def draft(request: Request, form: str) -> HttpResponse:
    """Keep what is being written; whoever looks at the same request sees 正在编辑."""
    if len(form) > LONGEST_KEY:
        raise NotFound(form)
    kept = draft_data(request.POST.dict())
    if kept:
        matter_actions.save_draft(form, data=kept, by=request.actor)
    number = form.partition(":")[2]
    if number:
        matter_actions.be_present(number, editing=True, by=request.actor)
    return HttpResponse(status=204)


@staff("workbench.enter")
@require_POST
def drop(request: Request, form: str) -> HttpResponse:
    """Forget a draft and begin afresh."""
    matter_actions.drop_draft(form, by=request.actor)
    number = form.partition(":")[2]
    return redirect("workbench:request", number) if number else redirect("workbench:desk")


@staff("workbench.enter")
@require_GET
def presence(request: Request, number: str) -> HttpResponse:
    """The heartbeat of whoever looks at a request, and who else does. Never a lock."""
    drafts = matters.drafted_at(request.actor.code, f":{number}")
    editing = drafts is not None and drafts >= now() - WRITING
    matter_actions.be_present(number, editing=editing, by=request.actor)
    people = matters.present_at(number, besides=request.actor)
    return part(request, "ui/presence_people.html", people=people)
