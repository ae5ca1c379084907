"""Local days 本地调整: enter or take back, preview, propose; another person approves (K3)."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sunhall.clocks import actions, queries
from sunhall.clocks.rules.deciding import may_approve
from sunhall.clocks.views.forms import OverrideForm, RejectForm, WithdrawForm
from sunhall.ground.web.doors import Request, staff
from sunhall.ground.web.parts import after, page

PROPOSAL = "clocks/workbench/day_proposal.html"


@staff("clocks.manage")
@require_http_methods(["GET", "POST"])
def day(request: Request) -> HttpResponse:
    """Enter a local day off or working day: first what would move, then propose it (K3)."""
    if request.method != "POST":
        form = OverrideForm(initial={"on": request.GET.get("on", "")})
        return page(request, "clocks/workbench/day.html", form=form)
    form = OverrideForm(request.POST)
    if not form.is_valid():
        return page(request, "clocks/workbench/day.html", status=422, form=form)
    facts = form.cleaned_data
    if "propose" in request.POST:
        given = dict(facts)
        row = actions.propose_day(given.pop("on"), by=request.actor, **given)
        return _proposed(request, row.pk)
    impact = queries.impact_of_day(
        facts["on"], facts["place"], is_workday=facts["is_workday"], to=request.actor
    )
    return page(request, "clocks/workbench/day.html", form=form, impact=impact, shown=True)


@staff("clocks.manage")
@require_http_methods(["GET", "POST"])
def withdraw(request: Request) -> HttpResponse:
    """Ask to take a local day back 撤销本地调整: first what would move (K3)."""
    if request.method != "POST":
        initial = {name: request.GET.get(name, "") for name in ("on", "place")}
        return page(request, "clocks/workbench/withdraw.html", form=WithdrawForm(initial=initial))
    form = WithdrawForm(request.POST)
    if not form.is_valid():
        return page(request, "clocks/workbench/withdraw.html", status=422, form=form)
    facts = form.cleaned_data
    if "propose" in request.POST:
        given = dict(facts)
        row = actions.propose_withdrawal(given.pop("on"), by=request.actor, **given)
        return _proposed(request, row.pk)
    impact = queries.impact_of_day(facts["on"], facts["place"], is_workday=None, to=request.actor)
    return page(request, "clocks/workbench/withdraw.html", form=form, impact=impact, shown=True)


@staff("workbench.enter")
@require_GET
def proposal(request: Request, proposal: int) -> HttpResponse:
    """Show a proposed local day with what would move and who entered it."""
    return _proposal(request, proposal, RejectForm())


@staff("clocks.approve")
@require_POST
def approve(request: Request, proposal: int) -> HttpResponse:
    """Approve a local day 批准; every limit that hangs on it is recomputed (K3)."""
    actions.approve_day(proposal, by=request.actor)
    messages.success(request, _("已批准，工作日历已更新，受影响的期限正在重算。"))
    return after(request, "workbench:calendar")


@staff("clocks.approve")
@require_POST
def reject(request: Request, proposal: int) -> HttpResponse:
    """Send a local day back 退回 with the reason (K3)."""
    form = RejectForm(request.POST)
    if not form.is_valid():
        return _proposal(request, proposal, form, status=422)
    actions.reject_day(proposal, reason=form.cleaned_data["reason"], by=request.actor)
    messages.success(request, _("已退回，录入人可以更正后重新提交。"))
    return after(request, "workbench:calendar")


def _proposed(request: Request, pk: int) -> HttpResponse:
    messages.success(request, _("已提交，请由另一位有审批权限的同事审批。"))
    return after(request, "workbench:calendar-day-proposal", pk)


def _proposal(
    request: Request, proposal: int, form: RejectForm, *, status: int = 200
) -> HttpResponse:
    row = queries.day_for(proposal)
    context: dict[str, Any] = {
        "row": row,
        "form": form,
        "proposed_by": queries.name_of(row.proposed_by),
        "decided_by": queries.name_of(row.decided_by),
    }
    if row.state == "proposed":
        context["impact"] = queries.impact_of_day(
            row.on, row.place, is_workday=row.is_workday, to=request.actor
        )
    verdict = may_approve(request.actor, row.proposed_by, row.state)
    return page(request, PROPOSAL, status=status, verdict=verdict, **context)
