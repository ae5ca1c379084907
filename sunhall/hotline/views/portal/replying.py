"""What the person says to an answer: rating, dissatisfaction, wishes, disputes (H6, S9)."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from sunhall.ground.access.actor import SYSTEM, Actor
from sunhall.ground.kit.refusal import NotFound, require
from sunhall.ground.web.dates import due as due_words
from sunhall.ground.web.doors import Request, open_to_public
from sunhall.ground.web.forms import taken
from sunhall.ground.web.parts import page
from sunhall.hotline import actions, queries, rules
from sunhall.hotline.views.portal.forms import RatingForm, WishForm, WordsForm
from sunhall.hotline.views.portal.opening import own_request
from sunhall.matters import actions as matter_actions
from sunhall.matters.actions.telling import WAYS

both = require_http_methods(["GET", "POST"])


def status_of(form: Any) -> int:
    """Of a page whose form is shown: for the first time, or again because of what is wrong."""
    return 422 if form.errors else 200


@own_request
@both
def rate(request: Request, *, row: Any, actor: Actor) -> HttpResponse:
    """评价: two taps, five levels, none preselected; a bad one owes a dialogue (S9, E11)."""
    form = RatingForm(request.POST or None)
    number, talk_by = row.matter.number, _talk_by(row)

    def step() -> None:
        actions.rate_request(number, channel="web", by=actor, **form.cleaned_data)

    if form.is_valid() and taken(form, step):
        messages.success(request, _thanks(form.cleaned_data["stars"], talk_by))
        return redirect("portal:request", number)
    return page(
        request,
        "hotline/portal/rate.html",
        status=status_of(form),
        form=form,
        row=row,
        answer=row.matter.last_answer,
        verdict=rules.may_rate(actor, queries.facts(row.matter)),
        talk_by=talk_by,
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

    def step() -> None:
        require(rules.may_object(actor, queries.facts(row.matter)))
        actions.dissatisfy(number, said_to="portal", by=actor, **form.cleaned_data)

    if form.is_valid() and taken(form, step):
        messages.success(request, _("已记录。单位须在下面的期限前当面与您沟通。"))
        return redirect("portal:request-wish", number)
    return page(
        request,
        "hotline/portal/dissatisfy.html",
        status=status_of(form),
        form=form,
        row=row,
        verdict=rules.may_object(actor, queries.facts(row.matter)),
        talk_by=_talk_by(row),
    )


@own_request
@both
def wish(request: Request, *, row: Any, actor: Actor) -> HttpResponse:
    """Where the person would like to talk, and whether with a legal volunteer (H6)."""
    number = row.matter.number
    dialogue = queries.dialogue_of(row)
    is_open = dialogue is not None and not dialogue.held_at and not dialogue.planned_at
    if request.method == "GET" and not is_open:
        return redirect("portal:request", number)
    known = {"way": dialogue.way, "wants_lawyer": dialogue.wants_lawyer} if dialogue else {}
    form = WishForm(request.POST or None, initial=known)
    if form.is_valid() and taken(
        form, lambda: actions.wish_dialogue(number, by=actor, **form.cleaned_data)
    ):
        messages.success(request, _("已告诉承办单位，他们会按您的意愿与您约时间。"))
        return redirect("portal:request", number)
    return page(
        request,
        "hotline/portal/wish.html",
        status=status_of(form),
        form=form,
        row=row,
        standing=queries.standing(row),
        is_open=is_open,
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
    if form.is_valid() and taken(
        form,
        lambda: matter_actions.dispute_contact(number, contact, by=actor, **form.cleaned_data),
    ):
        messages.success(request, _("已记录您的异议，由督查人员核实。"))
        return redirect("portal:request", number)
    means = WAYS.get(attempt.way, attempt.way)
    return page(
        request,
        "hotline/portal/dispute.html",
        status=status_of(form),
        form=form,
        row=row,
        attempt=attempt,
        means=means,
    )


def _talk_by(row: Any) -> str:
    """By when a dialogue would be held; nothing where no dialogue follows any more."""
    if not rules.MOVES.verdict("dissatisfy", SYSTEM, queries.facts(row.matter)):
        return ""
    due = queries.promised("HL_DIALOGUE", row.matter.place)
    return due_words(due) if due else ""


def _thanks(stars: int, talk_by: str) -> str:
    if stars >= rules.GOOD_FROM:
        return _("谢谢，已收到您的评价。")
    if not talk_by:
        return _("已收到您的评价，会计入公开统计。")
    return _("已收到。单位须在 %(due)s 前当面与您沟通（约谈），谈过才能办结。") % {"due": talk_by}
