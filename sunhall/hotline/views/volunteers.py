"""Doors of the pool of legal volunteers 法律志愿者: list, one, and what is kept of them (H6)."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sunhall.ground.kit.refusal import NotFound
from sunhall.ground.web.doors import Request, staff
from sunhall.ground.web.forms import taken
from sunhall.ground.web.parts import after, page
from sunhall.hotline import actions, queries
from sunhall.hotline.rules.volunteers import FIELDS, WEEK, fields_words, hours_words
from sunhall.hotline.views.volunteer_forms import (
    NEW,
    AnswerForm,
    AwayForm,
    MinutesForm,
    ReasonForm,
    TieForm,
    VolunteerForm,
)

form_page = require_http_methods(["GET", "POST"])


@staff("workbench.enter")
@require_GET
def volunteers(request: Request) -> HttpResponse:
    """The pool with fields of law, next call and the load of a year."""
    field = request.GET.get("field", "")
    field = field if field in FIELDS else ""
    may_keep = request.actor.may("hotline.registers")
    everybody = may_keep and request.GET.get("left") == "1"
    return page(
        request,
        "hotline/workbench/volunteers.html",
        loads=[
            (one, fields_words(one.volunteer.fields))
            for one in queries.volunteer_loads(field=field, everybody=everybody)
        ],
        tabs=[
            {"text": words, "url": f"?field={one}" if one else "?", "current": one == field}
            for one, words in {"": _("全部"), **FIELDS}.items()
        ],
        field=field,
        everybody=everybody,
        may_keep=may_keep,
    )


@staff("workbench.enter")
@require_GET
def volunteer(request: Request, code: str) -> HttpResponse:
    """One volunteer: hours of the week, absences, calls and hours; ties only to who keeps them."""
    row = queries.volunteer_for(code)
    may_keep = request.actor.may("hotline.registers")
    seen = queries.seen_numbers(request.actor, row)
    return page(
        request,
        "hotline/workbench/volunteer.html",
        row=row,
        load=queries.load_of(row),
        fields=fields_words(row.fields),
        week=[(words, hours_words(row.hours, day)) for day, words in enumerate(WEEK)],
        absences=queries.absences_of(row),
        ties=queries.ties_of(row) if may_keep else [],
        invitations=queries.invitations_of(row),
        services=queries.services_of(row),
        seen=seen,
        may_keep=may_keep,
        phone=queries.volunteer_phone(row),
        link=_link(row) if may_keep and row.is_active else "",
        history=queries.register_history("volunteers:legal", code=code) if may_keep else [],
    )


@staff("hotline.registers")
@form_page
def kept(request: Request, code: str) -> HttpResponse:
    """Enrol a volunteer, or change what is known."""
    row = None if code == NEW else queries.volunteer_for(code)
    initial = {"name": row.name, "field": row.field, "fields_of_law": row.fields} if row else {}
    form = VolunteerForm(request.POST or None, row=row, initial=initial)

    def step() -> None:
        told = form.told
        actions.enrol_volunteer(told.pop("code", code), **told, by=request.actor)

    if form.is_valid() and taken(form, step):
        messages.success(request, _("已保存法律志愿者"))
        return after(request, "workbench:volunteers")
    return page(
        request,
        "hotline/workbench/volunteer_form.html",
        status=422 if form.errors else 200,
        form=form,
        row=row,
    )


@staff("hotline.registers")
@form_page
def away(request: Request, code: str) -> HttpResponse:
    """Note an absence that was told on the telephone."""
    row = queries.volunteer_for(code)
    form = AwayForm(request.POST or None)
    do = lambda data: actions.note_absence(code, **data, by=request.actor)  # noqa: E731
    return _form(request, row, form, do, title=_("志愿者请假"), said=_("已登记请假"))


@staff("hotline.registers")
@require_POST
def back(request: Request, code: str, pk: int) -> HttpResponse:
    """End an absence."""
    actions.end_absence(pk, by=request.actor)
    messages.success(request, _("已销假"))
    return after(request, "workbench:volunteer", code)


@staff("hotline.registers")
@form_page
def tie(request: Request, code: str) -> HttpResponse:
    """Declare a tie."""
    row = queries.volunteer_for(code)
    form = TieForm(request.POST or None)
    do = lambda data: actions.declare_tie(code, **data, by=request.actor)  # noqa: E731
    return _form(request, row, form, do, title=_("登记利害关系"), said=_("已登记，遇到时不能邀请"))


@staff("hotline.registers")
@form_page
def tie_end(request: Request, code: str, pk: int) -> HttpResponse:
    """End a tie, and say why."""
    row = queries.volunteer_for(code)
    form = ReasonForm(request.POST or None)
    do = lambda data: actions.end_tie(pk, **data, by=request.actor)  # noqa: E731
    return _form(request, row, form, do, title=_("解除回避"), said=_("已解除回避"))


@staff("hotline.registers")
@form_page
def service(request: Request, code: str, pk: int) -> HttpResponse:
    """Correct the minutes of a service."""
    row = queries.volunteer_for(code)
    form = MinutesForm(request.POST or None)
    do = lambda data: actions.correct_service(pk, **data, by=request.actor)  # noqa: E731
    return _form(request, row, form, do, title=_("更正服务时长"), said=_("已更正服务时长"))


@staff("hotline.registers")
@require_POST
def renew(request: Request, code: str) -> HttpResponse:
    """A new address for the volunteer's own page."""
    actions.renew_volunteer_link(code, by=request.actor)
    messages.success(request, _("已更换链接，原链接不再有效"))
    return after(request, "workbench:volunteer", code)


@staff("hotline.registers")
@require_POST
def close(request: Request, code: str) -> HttpResponse:
    """Let a volunteer leave the pool."""
    actions.close_volunteer(code, by=request.actor)
    messages.success(request, _("已退出志愿者队伍，历史记录保留"))
    return after(request, "workbench:volunteer", code)


@staff("workbench.enter")
@form_page
def answer(request: Request, number: str, pk: int) -> HttpResponse:
    """Write down what a volunteer said on the telephone."""
    found = queries.request_for(request.actor, number)
    row = queries.invitation_by(pk)
    if row.booking.dialogue.matter_id != found.matter.pk:
        raise NotFound(str(pk))
    form = AnswerForm(request.POST or None)
    form.fields["answer"].label = _("志愿者怎么说")
    if form.is_valid() and taken(
        form, lambda: actions.answer_invitation(pk, **form.cleaned_data, by=request.actor)
    ):
        messages.success(request, _("已记录志愿者的答复"))
        return after(request, "workbench:request", number)
    return page(
        request,
        "hotline/workbench/volunteer_act.html",
        status=422 if form.errors else 200,
        form=form,
        title=_("记录法律志愿者答复"),
        lede=row.volunteer.name,
        back=reverse("workbench:request", args=[number]),
    )


Do = Callable[[dict[str, Any]], object]


def _form(
    request: Request, row: Any, form: forms.Form, do: Do, *, title: str, said: str
) -> HttpResponse:
    """A form about one volunteer on a page of its own."""
    if form.is_valid() and taken(form, lambda: do(form.cleaned_data)):
        messages.success(request, said)
        return after(request, "workbench:volunteer", row.code)
    return page(
        request,
        "hotline/workbench/volunteer_act.html",
        status=422 if form.errors else 200,
        form=form,
        title=title,
        lede=row.name,
        back=reverse("workbench:volunteer", args=[row.code]),
    )


def _link(row: Any) -> str:
    path = reverse("portal:volunteer", args=[queries.volunteer_token(row)])
    return f"{settings.SITE_URL}{path}"
