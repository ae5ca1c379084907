"""A legal volunteer's own page by link: invitations, absences, hours given (H6; 000#1 二)."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sunhall.ground.kit.refusal import NotFound
from sunhall.ground.web.doors import Request, open_to_public
from sunhall.ground.web.forms import taken
from sunhall.ground.web.parts import page
from sunhall.hotline import actions, queries
from sunhall.hotline.rules.volunteers import WEEK, fields_words, hours_words
from sunhall.hotline.views.volunteer_forms import AnswerForm, AwayForm

form_page = require_http_methods(["GET", "POST"])


@open_to_public
@never_cache
@require_GET
def own(request: Request, token: str) -> HttpResponse:
    """What lies ahead, what waits for an answer, and the hours given."""
    row = queries.volunteer_by_token(token)
    return page(
        request,
        "hotline/portal/volunteer.html",
        row=row,
        token=token,
        load=queries.load_of(row),
        fields=fields_words(row.fields),
        week=[
            (words, hours_words(row.hours, day))
            for day, words in enumerate(WEEK)
            if hours_words(row.hours, day)
        ],
        ahead=queries.told_ahead(row),
        absences=queries.absences_of(row),
        services=queries.services_of(row),
    )


@open_to_public
@never_cache
@form_page
def answer(request: Request, token: str, pk: int) -> HttpResponse:
    """Say whether one comes; who does not says why."""
    row = queries.volunteer_by_token(token)
    one = next((each for each in queries.told_ahead(row) if each.invitation.pk == pk), None)
    if one is None:
        raise NotFound(str(pk))
    form = AnswerForm(request.POST or None)
    by = queries.volunteer_actor(row)
    if form.is_valid() and taken(
        form, lambda: actions.answer_invitation(pk, **form.cleaned_data, by=by)
    ):
        messages.success(request, _said(form.cleaned_data["answer"]))
        return redirect("portal:volunteer", token)
    return page(
        request,
        "hotline/portal/volunteer_answer.html",
        status=422 if form.errors else 200,
        form=form,
        one=one,
        token=token,
    )


@open_to_public
@never_cache
@form_page
def away(request: Request, token: str) -> HttpResponse:
    """Say when one cannot be called."""
    row = queries.volunteer_by_token(token)
    form = AwayForm(request.POST or None)
    by = queries.volunteer_actor(row)
    if form.is_valid() and taken(
        form, lambda: actions.note_absence(row.code, **form.cleaned_data, by=by)
    ):
        messages.success(request, _("已登记，这段时间不会邀请您"))
        return redirect("portal:volunteer", token)
    return page(
        request,
        "hotline/portal/volunteer_away.html",
        status=422 if form.errors else 200,
        form=form,
        token=token,
    )


@open_to_public
@require_POST
def back(request: Request, token: str, pk: int) -> Any:
    """One can be called again."""
    row = queries.volunteer_by_token(token)
    actions.end_absence(pk, by=queries.volunteer_actor(row))
    messages.success(request, _("已取消请假"))
    return redirect("portal:volunteer", token)


def _said(given: str) -> str:
    if given == "accept":
        return _("已告诉主办单位您会参加，谢谢您")
    return _("已告诉主办单位，他们会另请一位")
