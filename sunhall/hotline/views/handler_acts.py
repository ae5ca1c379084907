"""What a handler may do with a request: each act is a form, a verdict and an action.

`urls` makes one door of each (H2, H5; ux B4).
"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from sunhall.ground.web.doors import Request
from sunhall.hotline import actions, queries
from sunhall.hotline.views import handler_forms as h
from sunhall.hotline.views.acting import Act, ActForm, Press, draft_for
from sunhall.hotline.views.knowledge import fitting
from sunhall.knowledge import queries as knowledge
from sunhall.matters import actions as matter_actions
from sunhall.matters import rules as matter_rules


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
    undo=("request-undo", "return"),
    hint=_(
        "退回即派单异议：热线有权裁定的人员一个工作日内裁定，答复期限照常计算；驳回后不能再退回。"
    ),
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
    undo=("request-undo", "note"),
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
    undo=("request-undo", "pause"),
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
    initial=lambda request, found: _with_template(request, found),
    more=lambda request, found, form: {
        "templates": [
            {"title": one.name, "text": one.text, "code": one.code}
            for one in queries.templates_for(found.matter.class_code)
        ],
        "preview": form.data.get("text") or form.initial.get("text", ""),
        "hits": fitting(request.actor, found.text),
    },
)
INSTRUCT = Act(
    "instruct",
    "request-instruct",
    _("批示交办"),
    _("批示交办"),
    h.InstructForm,
    lambda number, data, by: actions.instruct_request(
        number,
        to=data["to"],
        words=data["words"],
        due_on=data["due_on"],
        version=data["version"],
        by=by,
    ),
    said=_("已批示交办，在「我批示的」跟踪"),
    fields="hotline/workbench/_fields_instruct.html",
    more=_choices_of_posts,
)


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
    door="matters.decide_extension",
    verdict=matter_rules.may_decide_extension,
    more=lambda request, found, form: {"asked": queries.extension_of(found)},
)


def _last_answer(matter: Any) -> dict[str, str]:
    last = matter.answers.order_by("-at", "-pk").first()
    names = ("text", "outcome", "cause", "basis", "plan", "third")
    return {name: getattr(last, name) for name in names} if last else {}


def _with_template(request: Request, found: Any) -> dict[str, str]:
    """Without scripts: put the chosen template behind what is written, never instead of it."""
    code, mark = request.GET.get("template", ""), request.GET.get("cite", "")
    if not (code or mark):
        return {}
    template = queries.templates_for(found.matter.class_code).filter(code=code).first()
    kept = draft_for(request.actor, ANSWER.draft_key(found.matter.number))
    added = [template.text if template else "", *(one.answer for one in knowledge.cited([mark]))]
    return {
        "text": "\n".join(filter(None, [kept.get("text", "").rstrip(), *added])),
        "cites": f"{kept.get('cites', '')} {mark}".strip(),
    }


ACTS = (RETURN, NOTE, CONTACT, PAUSE, EXTENSION, DECISION, ANSWER, INSTRUCT)
PRESSES = (
    Press(
        "sign",
        "request-sign",
        lambda number, version, by: actions.sign_request(number, version=version, by=by),
        _("已签收，由您的岗位负责"),
    ),
    Press(
        "resume",
        "request-resume",
        lambda number, version, by: matter_actions.resume_clock(number, version=version, by=by),
        _("已恢复计时"),
    ),
)
