"""Local days 本地调整: enter or take back, preview, propose; another person approves (K3)."""

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from sunhall.clocks import actions, queries
from sunhall.clocks.views.deciding import UPDATE, UPDATED, Road, doors, propose
from sunhall.clocks.views.forms import OverrideForm, WithdrawForm
from sunhall.ground.web.doors import Request, staff
from sunhall.ground.web.parts import page

DAY = "clocks/workbench/day.html"
WITHDRAW = "clocks/workbench/withdraw.html"
PROPOSAL = "workbench:calendar-day-proposal"


@staff("clocks.manage")
@require_http_methods(["GET", "POST"])
def day(request: Request) -> HttpResponse:
    """Enter a local day off or working day: first what would move, then propose it (K3)."""
    if request.method != "POST":
        return page(request, DAY, form=OverrideForm(initial={"on": request.GET.get("on", "")}))
    return _entered(request, OverrideForm(request.POST), DAY, actions.propose_day)


@staff("clocks.manage")
@require_http_methods(["GET", "POST"])
def withdraw(request: Request) -> HttpResponse:
    """Ask to take a local day back 撤销本地调整: first what would move (K3)."""
    if request.method != "POST":
        initial = {name: request.GET.get(name, "") for name in ("on", "place")}
        return page(request, WITHDRAW, form=WithdrawForm(initial=initial))
    return _entered(request, WithdrawForm(request.POST), WITHDRAW, actions.propose_withdrawal)


def _entered(
    request: Request, form: OverrideForm | WithdrawForm, template: str, action: Any
) -> HttpResponse:
    if not form.is_valid():
        return page(request, template, status=422, form=form)
    facts = form.cleaned_data
    if "propose" in request.POST:
        step = partial(action, by=request.actor, **facts)
        return propose(request, form, step, template=template, to=PROPOSAL)
    impact = queries.impact_of_day(
        facts["on"], facts["place"], is_workday=facts.get("is_workday"), to=request.actor
    )
    return page(request, template, form=form, impact=impact, shown=True)


def _show(request: Request, pk: int) -> dict[str, Any]:
    row = queries.day_for(pk)
    if row.state != "proposed":
        return {"row": row}
    impact = queries.impact_of_day(row.on, row.place, is_workday=row.is_workday, to=request.actor)
    return {"row": row, "impact": impact}


proposal, approve, reject = doors(
    Road(
        "clocks/workbench/day_proposal.html",
        _show,
        actions.approve_day,
        actions.reject_day,
        doors="workbench:calendar-day",
        home="workbench:calendar",
        done=UPDATED,
        button=UPDATE,
    )
)
