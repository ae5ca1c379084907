"""Doors of the handler: one request, and every move on it (H2, H5; ux B4)."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sunhall.ground.access.actor import Actor
from sunhall.ground.files import queries as files
from sunhall.ground.files import serve
from sunhall.ground.kit.verdict import YES, Verdict, no
from sunhall.ground.web.doors import Request, staff
from sunhall.ground.web.parts import part
from sunhall.hotline import actions, queries
from sunhall.hotline.views import handler_forms as h
from sunhall.hotline.views.acting import Act, ActForm, act, context_of, draft_for, settled
from sunhall.hotline.views.case import page_of
from sunhall.matters import actions as matter_actions
from sunhall.people import actions as people

form_page = require_http_methods(["GET", "POST"])


def _choices_of_posts(request: Request, found: Any, form: ActForm) -> dict[str, Any]:
    """The posts to choose from: what was searched, else the one the catalogue names."""
    name = "suggested" if "suggested" in form.fields else "to"
    text = form.data.get(f"{name}_search", "") if form.is_bound else ""
    chosen = str(form[name].value() or "")
    here = found.matter.offered_to or found.matter.owner
    choices = h.posts_found(text or chosen, besides=here) if text or chosen else []
    return {"post_field": form[name], "post_query": text, "post_choices": choices}


RETURN = Act(
    "return",
    "request-return",
    _("退回"),
    _("退回"),
    h.ReturnForm,
    lambda number, data, by: actions.return_request(
        number,
        reason_code=data["reason_code"],
        reason=data["reason"],
        suggested=data["suggested"],
        version=data["version"],
        by=by,
    ),
    said=_("已退回"),
    hint=_("退回须写明理由并建议承办岗位；第二次退回后由有权裁定的人员决定。"),
    fields="hotline/workbench/_fields_return.html",
    more=_choices_of_posts,
)
NOTE = Act(
    "note",
    "request-note",
    _("添加办理记录"),
    _("保存记录"),
    h.NoteForm,
    lambda number, data, by: matter_actions.add_note(
        number, text=data["text"], shown_to_person=data["shown_to_person"], by=by
    ),
    said=_("已保存办理记录"),
)
CONTACT = Act(
    "contact",
    "request-contact",
    _("记录联系"),
    _("保存联系记录"),
    h.ContactForm,
    lambda number, data, by: matter_actions.record_contact(
        number, way=data["way"], result=data["result"], words=data["words"], by=by
    ),
    said=_("已保存联系记录"),
    hint=_("诉求人能看到这条记录；如没有接到，可以提出异议。"),
    fields="hotline/workbench/_fields_contact.html",
)
PAUSE = Act(
    "pause",
    "request-pause",
    _("暂停计时"),
    _("暂停计时"),
    h.PauseForm,
    lambda number, data, by: matter_actions.pause_clock(
        number, ground=data["ground"], paper=data["paper"], version=data["version"], by=by
    ),
    said=_("已暂停计时"),
    hint=_("暂停期间各项时限都不走；事由和文书编号诉求人可见。"),
)
EXTENSION = Act(
    "extend",
    "request-extension",
    _("申请延期"),
    _("提交申请"),
    h.ExtensionForm,
    lambda number, data, by: matter_actions.ask_extension(
        number, n=data["n"], reason=data["reason"], by=by
    ),
    said=_("已提交延期申请，等待审批"),
    hint=_("每件只能延期一次，由本单位负责人审批；批准前原期限不变。"),
)
ANSWER = Act(
    "answer",
    "request-answer",
    _("答复诉求人"),
    _("发出答复"),
    h.AnswerForm,
    lambda number, data, by: actions.answer_request(number, **data, by=by),
    said=_("已答复，等待回访"),
    fields="hotline/workbench/_fields_answer.html",
    theirs=lambda matter: _last_answer(matter),
    more=lambda request, found, form: {
        "templates": [
            {"title": one.name, "text": one.text, "code": one.code}
            for one in queries.templates_for(found.matter.class_code)
        ],
        "preview": form.data.get("text") or form.initial.get("text", ""),
    },
)
INSTRUCT = Act(
    "instruct",
    "request-instruct",
    _("批示交办"),
    _("批示交办"),
    h.InstructForm,
    lambda number, data, by: actions.instruct_request(
        number, to=data["to"], words=data["words"], version=data["version"], by=by
    ),
    said=_("已批示交办"),
    fields="hotline/workbench/_fields_instruct.html",
    more=_choices_of_posts,
)


def _may_decide(actor: Actor, facts: Any) -> Verdict:
    if not facts.extension_asked:
        return no("没有待审批的延期申请")
    return YES


DECISION = Act(
    "decide",
    "request-decision",
    _("审批延期"),
    _("提交审批意见"),
    h.DecisionForm,
    lambda number, data, by: matter_actions.decide_extension(
        number, granted=data["granted"] == "yes", reason=data["reason"], by=by
    ),
    said=_("已审批延期申请"),
    fields="hotline/workbench/_fields_decision.html",
    verdict=_may_decide,
    more=lambda request, found, form: {"asked": queries.extension_of(found)},
)


def _last_answer(matter: Any) -> dict[str, str]:
    last = matter.answers.order_by("-at", "-pk").first()
    names = ("text", "outcome", "cause", "basis", "plan")
    return {name: getattr(last, name) for name in names} if last else {}


@staff("workbench.enter")
@require_GET
def request_page(request: Request, number: str) -> HttpResponse:
    """One request: summary, clocks, text, timeline, and the work that is open to this actor."""
    found = queries.request_for(request.actor, number)
    matter_actions.be_present(number, editing=False, by=request.actor)
    context = page_of(request, found)
    if "answer" in context["open"] and request.actor.may("hotline.answer"):
        initial = draft_for(request.actor, ANSWER.draft_key(number))
        form = ANSWER.form(initial=initial, found=found)
        context |= context_of(request, found, ANSWER, form)
    return part(request, "hotline/workbench/request.html#case", **context)


@staff("hotline.answer")
@require_POST
def sign(request: Request, number: str) -> HttpResponse:
    """Sign 签收 with one key."""
    queries.request_for(request.actor, number)
    actions.sign_request(number, version=_version(request), by=request.actor)
    return settled(request, number, str(_("已签收，由您的岗位负责")))


@staff("hotline.answer")
@form_page
def give_back(request: Request, number: str) -> HttpResponse:
    """Return 退回."""
    return act(request, number, RETURN)


@staff("hotline.answer")
@form_page
def note(request: Request, number: str) -> HttpResponse:
    """Add a record of work."""
    return act(request, number, NOTE)


@staff("hotline.answer")
@form_page
def contact(request: Request, number: str) -> HttpResponse:
    """Record an attempt to reach the person."""
    return act(request, number, CONTACT)


@staff("hotline.answer")
@form_page
def pause(request: Request, number: str) -> HttpResponse:
    """Pause the clocks."""
    return act(request, number, PAUSE)


@staff("hotline.answer")
@require_POST
def resume(request: Request, number: str) -> HttpResponse:
    """Start the clocks again."""
    queries.request_for(request.actor, number)
    matter_actions.resume_clock(number, version=_version(request), by=request.actor)
    return settled(request, number, str(_("已恢复计时")))


@staff("hotline.answer")
@form_page
def extension(request: Request, number: str) -> HttpResponse:
    """Ask for time."""
    return act(request, number, EXTENSION)


@staff("matters.decide_extension")
@form_page
def decision(request: Request, number: str) -> HttpResponse:
    """Decide on more time."""
    return act(request, number, DECISION)


@staff("matters.decide_extension")
@require_GET
def extensions(request: Request) -> HttpResponse:
    """The requests for more time that wait for this actor."""
    waiting = queries.extensions_waiting(request.actor)
    return part(request, "hotline/workbench/extensions.html#list", waiting=waiting)


@staff("hotline.answer")
@form_page
def answer(request: Request, number: str) -> HttpResponse:
    """Answer, with a template put in where the cursor stands."""
    return act(request, number, ANSWER, initial=_with_template(request, number))


@staff("hotline.answer")
@require_POST
def preview(request: Request, number: str) -> HttpResponse:
    """What the person will read."""
    found = queries.request_for(request.actor, number)
    return part(
        request,
        "hotline/workbench/preview.html",
        found=found,
        preview=request.POST.get("text", ""),
    )


@staff("hotline.answer")
@form_page
def instruct(request: Request, number: str) -> HttpResponse:
    """A leader's instruction 批示."""
    return act(request, number, INSTRUCT)


@staff("people.reveal")
@form_page
def person(request: Request, number: str) -> HttpResponse:
    """Show one masked fact of the person once, with a reason that is logged (K6)."""
    found = queries.request_for(request.actor, number)
    form = h.RevealForm(request.POST or None)
    context: dict[str, Any] = {"found": found, "reveal_form": form, "person": None}
    queries.require_person(request.actor, found)
    if request.method == "POST" and form.is_valid():
        field = form.cleaned_data["field"]
        context["revealed"] = people.reveal(
            found.matter.person, field, form.cleaned_data["reason"], by=request.actor
        )
        context["revealed_label"] = dict(form.fields["field"].choices)[field]  # type: ignore[attr-defined]
    return part(request, "hotline/workbench/person.html#person", **context)


@staff("workbench.enter")
@require_GET
def file(request: Request, number: str, code: str) -> HttpResponseBase:
    """Open one file of a request."""
    found = queries.request_for(request.actor, number)
    stored = files.file_of(f"matter:{found.matter.number}", code)
    return serve.stream(request, stored, by=request.actor)


@staff("workbench.enter")
@require_GET
def posts(request: Request) -> HttpResponse:
    """Posts whose name, organisation or code holds what was typed."""
    name = "suggested" if "suggested_search" in request.GET else "to"
    text = request.GET.get(f"{name}_search", "")
    field = forms.Form()
    field.fields[name] = forms.CharField()
    return part(
        request,
        "hotline/workbench/posts.html",
        post_field=field[name],
        query=text,
        choices=h.posts_found(text) if text.strip() else [],
    )


def _version(request: Request) -> int | None:
    text = request.POST.get("version", "")
    return int(text) if text.isdigit() else None


def _with_template(request: Request, number: str) -> dict[str, str]:
    """Without scripts: put the chosen template behind what is written, never instead of it."""
    code = request.GET.get("template", "")
    if not code:
        return {}
    found = queries.request_for(request.actor, number)
    template = queries.templates_for(found.matter.class_code).filter(code=code).first()
    written = draft_for(request.actor, ANSWER.draft_key(number)).get("text", "").rstrip()
    return {"text": "\n".join(filter(None, [written, template.text if template else ""]))}
