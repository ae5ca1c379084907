"""What the person decides about their own request: more material, taking it back, publication."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sunhall.ground.access.actor import Actor
from sunhall.ground.kit.refusal import require
from sunhall.ground.web.doors import Request
from sunhall.ground.web.forms import taken
from sunhall.ground.web.parts import page
from sunhall.hotline import actions, queries, rules
from sunhall.hotline.views.portal.forms import PublicationForm, SupplementForm, WordsForm
from sunhall.hotline.views.portal.opening import own_request
from sunhall.hotline.views.portal.replying import status_of
from sunhall.hotline.views.portal.uploads import kept_uploads, shown_files
from sunhall.matters import rules as matter_rules

both = require_http_methods(["GET", "POST"])


@own_request
@both
def supplement(request: Request, *, row: Any, actor: Actor) -> HttpResponse:
    """补充材料: more words, photos and files while the request is open."""
    number = row.matter.number
    owner = f"supplement:{number}"
    held = [stored.code for stored in shown_files(owner, request.POST.getlist("held"))]
    form = SupplementForm(request.POST or None, request.FILES or None, held=held)
    if form.is_bound:
        held += kept_uploads(request, form, owner=owner, already=len(held))
    if form.is_valid() and taken(
        form,
        lambda: actions.supplement_request(
            number, text=form.cleaned_data["text"], files=held, files_of=owner, by=actor
        ),
    ):
        messages.success(request, _("已补充，承办单位看得到。"))
        return redirect("portal:request", number)
    return page(
        request,
        "hotline/portal/supplement.html",
        status=status_of(form),
        form=form,
        row=row,
        kept=shown_files(owner, held),
        verdict=matter_rules.may_supplement(actor, queries.facts(row.matter)),
    )


@own_request
@both
def withdraw(request: Request, *, row: Any, actor: Actor) -> HttpResponse:
    """撤回: an interruption page before what cannot be taken back (A1-25)."""
    number = row.matter.number
    form = WordsForm(request.POST or None)

    def step() -> None:
        require(rules.may_take_back(actor, queries.facts(row.matter)))
        actions.withdraw_request(number, by=actor, **form.cleaned_data)

    if "confirm" in request.POST and form.is_valid() and taken(form, step):
        messages.success(request, _("已撤回。"))
        return redirect("portal:request", number)
    return page(
        request,
        "hotline/portal/withdraw.html",
        status=status_of(form),
        form=form,
        row=row,
        verdict=rules.may_take_back(actor, queries.facts(row.matter)),
    )


@own_request
@both
def publish(request: Request, *, row: Any, actor: Actor) -> HttpResponse:
    """公开前预览: exactly what everyone would see, to shorten, to agree to or to take back (D1)."""
    number = row.matter.number
    case = queries.case_of(row)
    form = PublicationForm(request.POST or None, initial={"text": case.text})
    if "stop" in request.POST:
        actions.publish_request(number, is_public=False, by=actor)
        messages.success(request, _("已停止公开。"))
        return redirect("portal:request", number)
    if form.is_valid():
        text = form.cleaned_data["text"]
        if "agree" in request.POST and taken(
            form, lambda: actions.publish_request(number, is_public=True, text=text, by=actor)
        ):
            messages.success(request, _("已同意公开。答复以后由工作人员审核，审核后才显示。"))
            return redirect("portal:request", number)
        row.public_text = text
        case = queries.case_of(row)
    return page(
        request,
        "hotline/portal/publish.html",
        status=status_of(form),
        form=form,
        row=row,
        case=case,
        publication=queries.publication_told(row),
        verdict=matter_rules.may_publish(actor, queries.facts(row.matter)),
    )
