"""The deadline rule table 时限规则: every limit with its basis and source; set one anew."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sunhall.clocks import actions, queries
from sunhall.clocks.rules.deciding import may_manage
from sunhall.clocks.views.deciding import Road, doors, propose
from sunhall.clocks.views.forms import LimitForm, NewLimitForm
from sunhall.ground.kit.now import today
from sunhall.ground.web.doors import Request, staff
from sunhall.ground.web.parts import after, page

NEW = "clocks/workbench/limit_new.html"


@staff("workbench.enter")
@require_GET
def table(request: Request) -> HttpResponse:
    """List every limit in force today; presets of other places stand apart (K3)."""
    rows = queries.limit_rules()
    return page(
        request,
        "clocks/workbench/limit_rules.html",
        rows=[row for row in rows if not row.preset],
        presets=[row for row in rows if row.preset],
        lights=queries.thresholds(today()),
        waiting=queries.limits_waiting(),
        presets_waiting=queries.presets_waiting(),
        may_manage=bool(may_manage(request.actor)),
    )


@staff("clocks.manage")
@require_http_methods(["GET", "POST"])
def new(request: Request) -> HttpResponse:
    """Enter a limit of our own 新增时限: first how it would count, then propose it (K3)."""
    form = NewLimitForm(request.POST if request.method == "POST" else None)
    if not form.is_bound:
        return page(request, NEW, form=form)
    if not form.is_valid():
        return page(request, NEW, status=422, form=form)
    if "propose" in request.POST:
        facts = {name: form.cleaned_data[name] for name in ("from_on", "why")}
        step = partial(actions.propose_limit, form.row, by=request.actor, **facts)
        return propose(request, form, step, template=NEW, to="workbench:limit-proposal")
    return page(request, NEW, form=form, trial=queries.trial_of_limit(form.row))


@staff("workbench.enter")
@require_GET
def one(request: Request, code: str) -> HttpResponse:
    """Show a limit with every version it had, who set it and why (K3)."""
    return _one(request, code, LimitForm(queries.newest_limit(code)))


@staff("clocks.manage")
@require_POST
def change(request: Request, code: str) -> HttpResponse:
    """Set a limit anew from a day on; what began before keeps its version (K3)."""
    form = LimitForm(queries.newest_limit(code), request.POST)
    if not form.is_valid():
        return _one(request, code, form, status=422)
    facts = form.cleaned_data
    actions.set_limit_rule(form.row, from_on=facts["from_on"], why=facts["why"], by=request.actor)
    messages.success(request, _("已保存。此前起算的期限仍按原来的规则。"))
    return after(request, "workbench:limit-rule", code)


def _one(request: Request, code: str, form: LimitForm, *, status: int = 200) -> HttpResponse:
    return page(
        request,
        "clocks/workbench/limit_rule.html",
        status=status,
        row=form.before,
        form=form,
        versions=queries.limit_versions(code),
        may_manage=bool(may_manage(request.actor)),
    )


def _show(request: Request, pk: int) -> dict[str, Any]:
    found, line = queries.limit_proposed(pk)
    return {"row": found, "line": line, "trial": queries.trial_of_limit(line)}


proposal, approve, reject = doors(
    Road(
        "clocks/workbench/limit_proposal.html",
        _show,
        actions.approve_limit,
        actions.reject_limit,
        doors="workbench:limit",
        home="workbench:limit-rules",
        done=gettext_lazy("已批准，自生效之日起可以使用。"),
        button=gettext_lazy("批准"),
    )
)
