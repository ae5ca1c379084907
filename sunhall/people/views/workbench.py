"""Pages for the desk: find a person, see them masked, read with a reason, correct, merge."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sunhall.ground.web.doors import Request, staff
from sunhall.ground.web.parts import after, page, part
from sunhall.people import actions, queries
from sunhall.people.rules import FIELDS
from sunhall.people.views.forms import (
    AnswerForm,
    CorrectForm,
    MergeForm,
    ReasonForm,
    RevealForm,
)

_FOUND = "people-found"


@staff("people.reveal")
@require_http_methods(["GET", "POST"])
def people(request: Request) -> HttpResponse:
    """Find a person by whole phone, e-mail, identity number, credit code or name.

    What is looked for comes by POST: an address is kept in logs and histories. Only the ids of
    who was found stay in the session, so that Back shows them again.
    """
    text = request.POST.get("q", "").strip()
    if text:
        found = queries.find_people(request.actor, text)
        request.session[_FOUND] = [one.public_id for one in found]
        if found:
            return after(request, "workbench:people")
    rows = queries.people_of(request.actor, request.session.get(_FOUND, []))
    waiting = queries.open_data_requests() if request.actor.may("people.manage") else None
    return page(
        request,
        "people/workbench/people.html",
        asked=text,
        found=[queries.seen(one) for one in rows],
        waiting=waiting.count() if waiting is not None else 0,
    )


@staff("people.reveal")
@require_GET
def person(request: Request, person_id: str) -> HttpResponse:
    """Show one person masked, with who has read what."""
    return _person(request, person_id)


@staff("people.reveal")
@require_POST
def person_reveal(request: Request, person_id: str) -> HttpResponse:
    """Read one sealed fact; the reason is kept."""
    form = RevealForm(request.POST)
    if not form.is_valid():
        return _person(request, person_id, status=422, reveal=form)
    field = form.cleaned_data["field"]
    value = actions.reveal(person_id, field, form.cleaned_data["reason"], by=request.actor)
    return _person(request, person_id, revealed=FIELDS[field], value=value)


@staff("people.manage")
@require_http_methods(["GET", "POST"])
def person_correct(request: Request, person_id: str) -> HttpResponse:
    """Put right what is held about a person."""
    row = queries.person_for(request.actor, person_id)
    form = CorrectForm(request.POST or None)
    if not form.is_valid():
        status = 422 if form.errors else 200
        return page(
            request,
            "people/workbench/correct.html",
            status=status,
            form=form,
            person=queries.seen(row, "detail"),
        )
    said = {name: text for name, text in form.cleaned_data.items() if text and name != "reason"}
    actions.correct_person(person_id, reason=form.cleaned_data["reason"], by=request.actor, **said)
    messages.success(request, _("已更正，更正前的内容保存在日志中"))
    return after(request, "workbench:person", person_id)


@staff("people.manage")
@require_POST
def person_merge(request: Request, person_id: str) -> HttpResponse:
    """Join a double to this record."""
    form = MergeForm(request.POST)
    if not form.is_valid():
        return _person(request, person_id, status=422, merge=form)
    double = form.cleaned_data["double"].strip()
    actions.merge_people(person_id, double, form.cleaned_data["reason"], by=request.actor)
    messages.success(request, _("已合并，可随时撤销"))
    return after(request, "workbench:person", person_id)


@staff("people.manage")
@require_POST
def person_unmerge(request: Request, person_id: str) -> HttpResponse:
    """Part a double from the record it was joined to."""
    form = ReasonForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    actions.unmerge_people(person_id, reason, by=request.actor)
    messages.success(request, _("已撤销合并"))
    return after(request, "workbench:person", person_id)


@staff("people.manage")
@require_GET
def data_requests(request: Request) -> HttpResponse:
    """List what people asked about their data, the oldest first."""
    rows = [(row, queries.seen(row.person)) for row in queries.open_data_requests()]
    return page(request, "people/workbench/data_requests.html", rows=rows)


@staff("people.manage")
@require_http_methods(["GET", "POST"])
def data_request(request: Request, pk: int) -> HttpResponse:
    """Answer one of them."""
    row = queries.data_request_for(pk)
    form = AnswerForm(request.POST or None)
    if form.is_valid():
        actions.answer_data_request(pk, by=request.actor, **form.cleaned_data)
        messages.success(request, _("已答复，申请人可在“我的个人信息”中看到"))
        return after(request, "workbench:data-requests")
    return page(
        request,
        "people/workbench/data_request.html",
        status=422 if form.errors else 200,
        row=row,
        person=queries.seen(row.person, "detail"),
        may_erase=queries.may_erase(row.person),
        form=form,
    )


def _person(request: Request, person_id: str, *, status: int = 200, **more: object) -> HttpResponse:
    row = queries.person_for(request.actor, person_id)
    kept = queries.current(row)
    may_manage = request.actor.may("people.manage")
    context = {
        "person": queries.seen(row, "detail"),
        "kept": queries.seen(kept) if kept.pk != row.pk else None,
        "doubles": [queries.seen(one) for one in queries.same_person(row)[1:]],
        # Why others looked may speak of a request that is confidential.
        "readings": queries.readings_of(row.public_id, by="" if may_manage else request.actor.code),
        "reveal": RevealForm(),
        "merge": MergeForm(),
        "may_manage": may_manage,
        **more,
    }
    return part(request, "people/workbench/person.html#reveal", status=status, **context)
