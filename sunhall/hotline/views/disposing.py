"""Doors that dispose of a request at the desk: 转办, the other ways, 收回, 来电 (H2, H3, H13)."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sunhall.ground.access.actor import Actor
from sunhall.ground.web.components.filters import rate
from sunhall.ground.web.doors import Request, staff
from sunhall.ground.web.parts import part
from sunhall.hotline import actions, queries
from sunhall.hotline.views import desk_forms as d
from sunhall.hotline.views.acting import NOTHING, Act, ActForm, Press, act, settled
from sunhall.hotline.views.handler_forms import posts_found
from sunhall.hotline.views.knowledge import fitting
from sunhall.matters import queries as matters

form_page = require_http_methods(["GET", "POST"])


@staff("hotline.dispose")
@require_GET
def triage(request: Request) -> HttpResponse:
    """What waits at the intake post for somebody to dispose of it 待处置."""
    rows = queries.requests_to_triage(request.actor, queries.desk_post("intake"))
    found, after = matters.keyset(rows, "due_at", after=request.GET.get("after", ""))
    lines = matters.lines(found, to=request.actor)
    return part(
        request,
        "hotline/workbench/triage.html#list",
        lines=lines,
        after=after,
        bulk_actions=queries.bulk_actions(request.actor),
    )


@staff("hotline.dispose")
@require_GET
def objections(request: Request) -> HttpResponse:
    """The objections to dispatches 派单异议 that wait for a decision, the first due first."""
    rows = queries.objections_for(request.actor)
    return part(request, "hotline/workbench/objections.html#list", rows=rows)


def posts_for(
    told: queries.Advice, chosen: str, search: str, returned_to: str = ""
) -> list[tuple[str, str, str]]:
    """Posts to choose from: named on return, the catalogue's with its basis, searched, chosen."""
    basis = _("派单目录：%(basis)s") % {"basis": told.basis} + _returned(told.returns)
    rows = [(told.post, told.post_words, basis)] if told.post else []
    if returned_to and returned_to != told.post:
        rows.insert(0, (returned_to, queries.post_words(returned_to), _("退回时建议")))
    if search.strip():
        rows += [(code, words, "") for code, words in posts_found(search) if code != told.post]
    if chosen and chosen not in {code for code, _words, _basis in rows}:
        rows.append((chosen, queries.post_words(chosen), ""))
    return rows


def _returned(returns: queries.Returns) -> str:
    """How often what this line sent away came back, with n; a share of nothing is not told."""
    if returns.rate is None:
        return _("；尚未派过")
    facts = {"returned": returns.returned, "sent": returns.sent, "rate": rate(returns.rate)}
    return _("；派出 %(sent)s 件，退回 %(returned)s 件（%(rate)s）") % facts


def _dispatch_advice(request: Request, found: Any, form: ActForm) -> dict[str, Any]:
    value = {name: str(form[name].value() or "") for name in form.fields if name != "version"}
    search = {name: form.data.get(name, "") for name in ("class_search", "to_search")}
    told = queries.advice(
        found.text, found.matter.place, value.get("class_code", ""), search["class_search"]
    )
    return {
        "advice": told,
        "posts": posts_for(
            told,
            value.get("to", ""),
            search["to_search"],
            queries.suggested_on_return(found.matter),
        ),
        "chosen_post": value.get("to") or told.post,
        "near": queries.near(
            request.actor, found.text, found.matter.place, besides=found.matter.number
        ),
        **search,
    }


DISPATCH = Act(
    "assign",
    "request-dispatch",
    gettext_lazy("转办"),
    gettext_lazy("转办"),
    d.DispatchForm,
    lambda number, data, by: actions.dispatch_request(
        number,
        class_code=data["class_code"],
        to=data["to"],
        reason=data["reason"],
        version=data["version"],
        by=by,
    ),
    said=gettext_lazy("已转办，对方签收前可以收回"),
    fields="hotline/workbench/_fields_dispatch.html",
    undo=("request-recall", ""),
    verdict=lambda actor, facts: queries.may_dispatch(actor, facts),
    more=_dispatch_advice,
)
CLASSIFY = Act(
    "classify",
    "request-classify",
    gettext_lazy("改分类"),
    gettext_lazy("保存分类"),
    d.ClassForm,
    lambda number, data, by: actions.classify_request(
        number, class_code=data["class_code"], version=data["version"], by=by
    ),
    said=gettext_lazy("已改分类"),
    fields="hotline/workbench/_fields_class.html",
    more=_dispatch_advice,
)
CALL = Act(
    "call",
    "request-call",
    gettext_lazy("来电补充或催办"),
    gettext_lazy("保存"),
    d.CallNoteForm,
    lambda number, data, by: _take_call(number, data, by),
    said=gettext_lazy("已记录来电"),
    hint=gettext_lazy("承办岗位和诉求人都能看到。"),
)


def _take_call(number: str, data: dict[str, Any], by: Actor) -> None:
    call = queries.call_now(by)
    if data["what"] == "urge":
        actions.urge_request(number, text=data["text"], call=call, by=by)
    else:
        actions.add_to_request(number, text=data["text"], call=call, by=by)


def _dispose(number: str, data: dict[str, Any], by: Actor) -> None:
    """Do the chosen one of the ways; each is an action of its own."""
    same = {"by": by, "version": data["version"]}
    match data["way"]:
        case "direct" | "three_way":
            third = data.get("third_party", "")
            actions.answer_directly(
                number,
                text=data["text"],
                outcome=data["outcome"],
                third_party=third,
                cites=data["cites"],
                **same,
            )
        case "keep":
            actions.keep_on_file(number, words=data["words"], **same)
        case "read":
            actions.pass_for_reading(number, to=data["to"], words=data["words"], **same)
        case "leader":
            actions.submit_to_leader(number, words=data["words"], **same)
        case "inspect":
            actions.pass_to_inspection(number, words=data["words"], **same)
        case "refuse":
            actions.refuse_request(number, ground=data["ground"], words=data["words"], **same)
        case "merge":
            actions.merge_request(number, into=data["into"].strip(), by=by)


def _ways(request: Request, found: Any, form: ActForm) -> dict[str, Any]:
    """The ways as links; each asks only its own fields."""
    here = reverse("workbench:request-dispose", args=[found.matter.number])
    now = form["way"].value()
    search = form.data.get("to_search", "") if form.is_bound else ""
    return {
        "ways": [
            {"text": words, "url": f"{here}?way={way}", "current": way == now}
            for way, (words, _fields) in d.WAYS.items()
        ],
        "post_field": form["to"] if "to" in form.fields else None,
        "post_query": search,
        "post_choices": posts_found(search) if search else [],
        "near": queries.near(
            request.actor, found.text, found.matter.place, besides=found.matter.number
        ),
        "hits": fitting(request.actor, found.text) if "text" in form.fields else [],
    }


DISPOSE = Act(
    "direct",
    "request-dispose",
    gettext_lazy("处置"),
    gettext_lazy("确定"),
    d.DisposeForm,
    _dispose,
    said=gettext_lazy("已处置"),
    fields="hotline/workbench/_fields_dispose.html",
    more=_ways,
    initial=lambda request, found: {"way": request.GET.get("way", "direct")},
)


def _objection(request: Request, found: Any, form: ActForm) -> dict[str, Any]:
    """What was objected and what the catalogue says; the posts to choose from."""
    search = form.data.get("to_search", "")
    chosen = str(form["to"].value() or "")
    posts = posts_found(search) if search else []
    if chosen and chosen not in {code for code, _words in posts}:
        posts.insert(0, (chosen, queries.post_words(chosen)))
    return {
        "objected": queries.objected(request.actor, found.matter.number),
        "post_field": form["to"],
        "post_query": search,
        "post_choices": posts,
    }


OBJECTION = Act(
    "designate",
    "request-objection",
    gettext_lazy("裁定派单异议"),
    gettext_lazy("提交裁定"),
    d.ObjectionForm,
    lambda number, data, by: actions.decide_objection(
        number,
        upheld=data["decision"] == "uphold",
        to=data["to"] if data["decision"] == "uphold" else "",
        words=data["words"],
        version=data["version"],
        by=by,
    ),
    said=gettext_lazy("已裁定派单异议"),
    fields="hotline/workbench/_fields_objection.html",
    more=_objection,
)
RECALL = Press(
    "recall",
    "request-recall",
    lambda number, version, by: actions.recall_request(number, version=version, by=by),
    gettext_lazy("已收回交办"),
)
ACTS = (DISPATCH, OBJECTION, DISPOSE, CALL)
PRESSES = (RECALL,)


@staff("hotline.dispose")
@form_page
def classify(request: Request, number: str) -> HttpResponse:
    """Change the class; 撤销 (`token`) sets it back where there was one before."""
    if token := request.POST.get("token", ""):
        queries.request_for(request.actor, number)
        actions.classify_request(number, class_code=token, by=request.actor)
        return settled(request, number, _("已恢复原来的分类"))
    before = queries.request_for(request.actor, number).matter.class_code
    return act(request, number, CLASSIFY, undo=("request-classify", before) if before else NOTHING)


@staff("hotline.register")
@require_POST
def urge(request: Request, number: str) -> HttpResponse:
    """Urge 催办 with one key while the caller is on the phone."""
    queries.request_for(request.actor, number)
    actions.urge_request(number, call=queries.call_now(request.actor), by=request.actor)
    if request.htmx:
        return part(request, "hotline/workbench/urged.html")
    return settled(request, number, _("已记录来电催办"))
