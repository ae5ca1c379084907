"""Doors of the minutes: read, signed on a pad or by photo, refused, corrected, printed (H6)."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sunhall.ground.files import receive, serve
from sunhall.ground.kit.refusal import NotFound
from sunhall.ground.web.doors import Request, staff
from sunhall.ground.web.forms import taken
from sunhall.ground.web.parts import after, page
from sunhall.hotline import actions, queries
from sunhall.hotline.rules.signing import SIGNERS, may_sign
from sunhall.hotline.views.handler_forms import long_text, radios

form_page = require_http_methods(["GET", "POST"])


class SignForm(forms.Form):
    """Who signs, and the picture of it; the digest names the text that was shown."""

    signer = radios(_("谁签字"), SIGNERS)
    name = forms.CharField(label=_("签字人姓名"), max_length=40)
    file = forms.FileField(label=_("签字照片"), required=False)
    means = forms.CharField(widget=forms.HiddenInput, required=False, initial="photo")
    seal = forms.CharField(widget=forms.HiddenInput, max_length=64)


class RefuseForm(forms.Form):
    """Who does not sign, and who saw it."""

    signer = radios(_("谁拒绝签字"), {k: v for k, v in SIGNERS.items() if k != "host"})
    name = forms.CharField(label=_("拒绝签字人姓名"), max_length=40)
    witness = forms.CharField(label=_("在场见证人姓名"), max_length=40)
    words = long_text(_("拒绝签字的理由"), rows=2, required=False)
    seal = forms.CharField(widget=forms.HiddenInput, max_length=64)


class CorrectForm(forms.Form):
    """The minutes as they ought to read, and why."""

    attendees = forms.CharField(label=_("参加人员"), required=False, max_length=200)
    minutes = long_text(_("约谈纪要"), rows=6)
    reason = forms.CharField(label=_("更正原因"), max_length=200)


@staff("workbench.enter")
@require_GET
def record(request: Request, number: str, pk: int) -> HttpResponse:
    """The minutes with their signatures, and what may be done with them."""
    dialogue = _held(request, number, pk)
    return page(
        request,
        "hotline/workbench/dialogue_record.html",
        **_told(request, number, dialogue),
        signatures=queries.signatures_of(dialogue),
        verdict=may_sign(request.actor, queries.signing_facts(dialogue)),
        paper=queries.paper_of_minutes(pk),
    )


@staff("workbench.enter")
@form_page
def sign(request: Request, number: str, pk: int) -> HttpResponse:
    """Take a signature: the text first, then the pad or the photo."""
    dialogue = _held(request, number, pk)
    seal = queries.seal_of_minutes(dialogue)
    form = SignForm(
        request.POST or None,
        request.FILES or None,
        initial={"seal": seal, "signer": request.GET.get("who", "")},
    )

    def step() -> None:
        data = dict(form.cleaned_data)
        upload = data.pop("file")
        received = receive.receive(upload) if upload else None
        means = data.pop("means") or "photo"
        actions.sign_minutes(number, pk, **data, means=means, file=received, by=request.actor)

    return _form(request, number, dialogue, form, step, "dialogue_sign.html", gettext("已签字"))


@staff("workbench.enter")
@form_page
def refuse(request: Request, number: str, pk: int) -> HttpResponse:
    """Note that somebody does not sign, and who saw it."""
    dialogue = _held(request, number, pk)
    seal = queries.seal_of_minutes(dialogue)
    form = RefuseForm(request.POST or None, initial={"seal": seal})

    def step() -> None:
        actions.refuse_signature(number, pk, **form.cleaned_data, by=request.actor)

    said = gettext("已记为拒绝签字")
    return _form(request, number, dialogue, form, step, "dialogue_refuse.html", said)


@staff("workbench.enter")
@form_page
def correct(request: Request, number: str, pk: int) -> HttpResponse:
    """Correct the minutes; what was signed before falls."""
    dialogue = _held(request, number, pk)
    initial = {"attendees": dialogue.attendees, "minutes": dialogue.minutes}
    form = CorrectForm(request.POST or None, initial=initial)

    def step() -> None:
        actions.correct_minutes(number, pk, **form.cleaned_data, by=request.actor)

    said = gettext("已更正纪要，原来的签字不再有效")
    return _form(request, number, dialogue, form, step, "dialogue_correct.html", said)


@staff("workbench.enter")
@require_POST
def print_record(request: Request, number: str, pk: int) -> HttpResponse:
    """Make the paper of the minutes."""
    _held(request, number, pk)
    actions.print_minutes(number, pk, by=request.actor)
    messages.success(request, gettext("已生成约谈记录"))
    return after(request, "workbench:dialogue-record", number, pk)


@staff("workbench.enter")
@require_GET
def paper(request: Request, number: str, pk: int) -> HttpResponseBase:
    """Open the paper of the minutes."""
    _held(request, number, pk)
    return serve.stream(request, queries.minutes_file(pk), by=request.actor)


@staff("workbench.enter")
@require_GET
def picture(request: Request, number: str, pk: int, code: str) -> HttpResponseBase:
    """Show the picture of a signature."""
    stored = queries.signature_file(_held(request, number, pk), code)
    return serve.stream(request, stored, by=request.actor)


def _held(request: Request, number: str, pk: int) -> Any:
    dialogue = queries.dialogue_for(request.actor, number, pk)
    if dialogue.held_at is None:
        raise NotFound(str(pk))
    return dialogue


def _told(request: Request, number: str, dialogue: Any) -> dict[str, Any]:
    found = queries.request_for(request.actor, number)
    return {
        "found": found,
        "matter": found.matter,
        "dialogue": dialogue,
        "office": queries.post_words(found.matter.owner),
    }


def _form(
    request: Request,
    number: str,
    dialogue: Any,
    form: forms.Form,
    step: Callable[[], object],
    template: str,
    said: str,
) -> HttpResponse:
    """A form about the minutes of one dialogue on a page of its own."""
    if form.is_valid() and taken(form, step):
        messages.success(request, said)
        return after(request, "workbench:dialogue-record", number, dialogue.pk)
    return page(
        request,
        f"hotline/workbench/{template}",
        status=422 if form.errors else 200,
        **_told(request, number, dialogue),
        form=form,
        verdict=may_sign(request.actor, queries.signing_facts(dialogue)),
    )
