"""What the person says to the appointment of a dialogue, and the entry for their calendar (H6)."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from sunhall.ground.access.actor import Actor
from sunhall.ground.kit.refusal import NotFound
from sunhall.ground.web.doors import Request
from sunhall.ground.web.forms import taken
from sunhall.ground.web.parts import page
from sunhall.hotline import actions, queries, rules
from sunhall.hotline.rules.rooms import REPLIES
from sunhall.hotline.views.dialogue import entry_of
from sunhall.hotline.views.portal.opening import own_request
from sunhall.hotline.views.portal.replying import status_of


class ReplyForm(forms.Form):
    """Comes, or asks for another time, with reasons if one likes 约谈答复."""

    answer = forms.ChoiceField(
        label=_("这个时间您能来吗"),
        widget=forms.RadioSelect,
        choices=list(REPLIES.items()),
        error_messages={"required": _("请选择按时参加，或希望改时间")},
    )
    wished = forms.CharField(
        label=_("什么时间方便"), required=False, max_length=200, widget=forms.TextInput()
    )
    words = forms.CharField(
        label=_("原因或其他要求"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


@own_request
@require_http_methods(["GET", "POST"])
def reply(request: Request, *, row: Any, actor: Actor) -> HttpResponse:
    """Accept an appointment or ask for another time; both are kept, the unit hears at once."""
    number = row.matter.number
    verdict = rules.MOVES.verdict("reply_dialogue", actor, queries.facts(row.matter))
    if request.method == "GET" and not verdict:
        return redirect("portal:request", number)
    form = ReplyForm(request.POST or None)
    if form.is_valid() and taken(
        form, lambda: actions.reply_to_dialogue(number, by=actor, **form.cleaned_data)
    ):
        messages.success(request, _said(form.cleaned_data["answer"]))
        return redirect("portal:request", number)
    return page(
        request,
        "hotline/portal/reply.html",
        status=status_of(form),
        form=form,
        row=row,
        dialogue=queries.dialogue_of(row),
        is_open=bool(verdict),
    )


@own_request
@require_GET
def entry(request: Request, *, row: Any, actor: Actor) -> HttpResponse:
    """The appointment for the person's own calendar."""
    dialogue = queries.dialogue_of(row)
    if dialogue is None:
        raise NotFound(row.matter.number)
    return entry_of(row, dialogue)


def _said(answer: str) -> str:
    if answer == "accept":
        return gettext("已告诉承办单位您会参加。")
    return gettext("已告诉承办单位，他们会与您另约时间。期限照常计算。")
