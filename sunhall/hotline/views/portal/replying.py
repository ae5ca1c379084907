"""What the person says back: rating, dissatisfaction, wishes, disputes, more material (H6, S9)."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from sunhall.ground.access.actor import Actor
from sunhall.ground.kit.refusal import NotFound
from sunhall.ground.web.dates import due as due_words
from sunhall.ground.web.doors import Request, open_to_public
from sunhall.ground.web.parts import page
from sunhall.hotline import actions, queries, rules
from sunhall.hotline.views.portal.forms import (
    PublicationForm,
    RatingForm,
    SupplementForm,
    WishForm,
    WordsForm,
)
from sunhall.hotline.views.portal.opening import own_request
from sunhall.hotline.views.portal.uploads import kept_uploads
from sunhall.matters import actions as matter_actions
from sunhall.matters import rules as matter_rules
from sunhall.matters.actions.telling import WAYS

both = require_http_methods(["GET", "POST"])


def _status(request: Request) -> int:
    return 422 if request.method == "POST" else 200


def _due_words(row: Any) -> str:
    due = queries.promised("HL_DIALOGUE", row.matter.place)
    return due_words(due) if due else ""


@own_request
@both
def rate(request: Request, *, row: Any, actor: Actor) -> HttpResponse:
    """评价: two taps, five levels, none preselected; a bad one owes a dialogue (S9, E11)."""
    form = RatingForm(request.POST or None)
    number = row.matter.number
    if request.method == "POST" and form.is_valid():
        stars = form.cleaned_data["stars"]
        matter_actions.rate_answer(number, channel="web", by=actor, **form.cleaned_data)
        messages.success(request, _thanks(row, stars))
        return redirect("portal:request", number)
    return page(
        request,
        "hotline/portal/rate.html",
        status=_status(request),
        form=form,
        row=row,
        answer=row.matter.last_answer,
        verdict=matter_rules.may_rate(actor, queries.facts(row.matter)),
        talk_by=_due_words(row),
    )


@open_to_public
@require_GET
def reasons(request: Request) -> HttpResponse:
    """The reasons that fit the level just chosen; without scripts all are shown at once."""
    stars = request.GET.get("stars", "")
    form = RatingForm(initial={"reasons": request.GET.getlist("reasons")})
    fitting = rules.reasons_for(int(stars) if stars in "12345" and stars else None)
    form.fields["reasons"].choices = list(fitting.items())  # type: ignore[attr-defined]
    return page(request, "hotline/portal/_reasons.html", form=form)


@own_request
@both
def dissatisfy(request: Request, *, row: Any, actor: Actor) -> HttpResponse:
    """不满意: says first what follows and by when, then opens the dialogue (H6; 000#1)."""
    form = WordsForm(request.POST or None)
    number = row.matter.number
    if request.method == "POST" and form.is_valid():
        actions.dissatisfy(number, said_to="portal", by=actor, **form.cleaned_data)
        messages.success(request, _("已记录。单位须在下面的期限前当面与您沟通。"))
        return redirect("portal:request-wish", number)
    return page(
        request,
        "hotline/portal/dissatisfy.html",
        form=form,
        row=row,
        verdict=rules.MOVES.verdict("dissatisfy", actor, queries.facts(row.matter)),
        talk_by=_due_words(row),
    )


@own_request
@both
def wish(request: Request, *, row: Any, actor: Actor) -> HttpResponse:
    """Where the person would like to talk, and whether with a legal volunteer (H6)."""
    number = row.matter.number
    dialogue = queries.dialogue_of(row)
    if dialogue is None or dialogue.held_at or dialogue.planned_at:
        return redirect("portal:request", number)
    known = {"way": dialogue.way, "wants_lawyer": dialogue.wants_lawyer}
    form = WishForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        actions.wish_dialogue(number, by=actor, **form.cleaned_data)
        messages.success(request, _("已告诉承办单位，他们会按您的意愿与您约时间。"))
        return redirect("portal:request", number)
    return page(
        request,
        "hotline/portal/wish.html",
        status=_status(request),
        form=form,
        row=row,
        standing=queries.standing(row),
    )


@own_request
@both
def dispute(request: Request, *, row: Any, actor: Actor, contact: int) -> HttpResponse:
    """没有联系过我: both records stay, a supervisor looks into it (ux finding 2)."""
    number = row.matter.number
    attempt = row.matter.contacts.filter(pk=contact).first()
    if attempt is None:
        raise NotFound(str(contact))
    form = WordsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        matter_actions.dispute_contact(number, contact, by=actor, **form.cleaned_data)
        messages.success(request, _("已记录您的异议，由督查人员核实。"))
        return redirect("portal:request", number)
    means = WAYS.get(attempt.way, attempt.way)
    return page(
        request, "hotline/portal/dispute.html", form=form, row=row, attempt=attempt, means=means
    )


@own_request
@both
def supplement(request: Request, *, row: Any, actor: Actor) -> HttpResponse:
    """补充材料: more words, photos and files while the request is open."""
    number = row.matter.number
    form = SupplementForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        owner = f"supplement:{number}"
        kept = kept_uploads(request, form, owner=owner)
        if form.is_valid():
            text = form.cleaned_data["text"]
            actions.supplement_request(number, text=text, files=kept, files_of=owner, by=actor)
            messages.success(request, _("已补充，承办单位看得到。"))
            return redirect("portal:request", number)
    return page(
        request, "hotline/portal/supplement.html", status=_status(request), form=form, row=row
    )


@own_request
@both
def withdraw(request: Request, *, row: Any, actor: Actor) -> HttpResponse:
    """撤回: an interruption page before what cannot be taken back (A1-25)."""
    number = row.matter.number
    form = WordsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.withdraw_request(number, by=actor, **form.cleaned_data)
        messages.success(request, _("已撤回。"))
        return redirect("portal:request", number)
    verdict = rules.MOVES.verdict("withdraw", actor, queries.facts(row.matter))
    return page(request, "hotline/portal/withdraw.html", form=form, row=row, verdict=verdict)


@own_request
@both
def publish(request: Request, *, row: Any, actor: Actor) -> HttpResponse:
    """公开前预览: exactly what everyone would see, to shorten, to agree to or to take back (D1)."""
    number = row.matter.number
    case = queries.case_of(row)
    form = PublicationForm(request.POST or None, initial={"text": case.text})
    if request.method == "POST" and "stop" in request.POST:
        actions.publish_request(number, is_public=False, by=actor)
        messages.success(request, _("已停止公开。"))
        return redirect("portal:request", number)
    if request.method == "POST" and form.is_valid():
        row.public_text = form.cleaned_data["text"]
        if "agree" in request.POST:
            actions.publish_request(number, is_public=True, text=row.public_text, by=actor)
            messages.success(request, _("已同意公开，答复后显示。"))
            return redirect("portal:request", number)
        case = queries.case_of(row)
    return page(request, "hotline/portal/publish.html", form=form, row=row, case=case)


def _thanks(row: Any, stars: int) -> str:
    if stars >= rules.GOOD_FROM:
        return _("谢谢，已收到您的评价。")
    return _("已收到。单位须在 %(due)s 前当面与您沟通（约谈），谈过才能办结。") % {
        "due": _due_words(row)
    }
