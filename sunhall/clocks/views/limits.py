"""The deadline rule table 时限规则: every limit with its basis and source; set one anew."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from sunhall.clocks import actions, queries
from sunhall.clocks.rules.deciding import may_manage
from sunhall.clocks.views.forms import LimitForm
from sunhall.ground.kit.now import today
from sunhall.ground.web.doors import Request, staff
from sunhall.ground.web.parts import after, page


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
    )


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
