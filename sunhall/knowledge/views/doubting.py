"""Doors of 这条有误 and its reply (H12)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from sunhall.ground.web.doors import Request, staff
from sunhall.ground.web.forms import taken
from sunhall.ground.web.parts import after
from sunhall.knowledge import actions
from sunhall.knowledge.views.forms import DoubtForm, ReplyForm
from sunhall.knowledge.views.workbench import show


@staff("knowledge.read")
@require_http_methods(["GET", "POST"])
def doubt(request: Request, number: str) -> HttpResponse:
    """Say what is wrong in an article."""
    form = DoubtForm(request.POST or None)

    def step() -> object:
        return actions.doubt_article(number, words=form.cleaned_data["words"], by=request.actor)

    if request.method == "GET":
        return redirect("workbench:article", number)
    if form.is_valid() and taken(form, step):
        messages.success(request, _("已转维护单位核实，答复后您会收到消息"))
        return after(request, "workbench:article", number)
    return show(request, number, status=422, doubt_form=form)


@staff("knowledge.write")
@require_POST
def answer(request: Request, number: str, pk: int) -> HttpResponse:
    """Reply to whoever said so."""
    form = ReplyForm(request.POST)

    def step() -> object:
        data = form.cleaned_data
        return actions.answer_doubt(
            number, pk, verdict=data["verdict"], words=data["reply"], by=request.actor
        )

    if form.is_valid() and taken(form, step):
        messages.success(request, _("已答复纠错"))
        return after(request, "workbench:article", number)
    return show(request, number, status=422, reply_form=form, reply_to=pk)
