"""Deciding on what somebody else entered 四眼原则: one road for all proposals (K3)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from sunhall.clocks import queries
from sunhall.clocks.rules.deciding import may_approve
from sunhall.clocks.views.forms import RejectForm
from sunhall.ground.web.doors import Request, staff
from sunhall.ground.web.forms import taken
from sunhall.ground.web.parts import after, page

# What approving does to the calendar, for notices and local days.
UPDATE = gettext_lazy("批准并更新日历")
UPDATED = gettext_lazy("已批准，工作日历已更新，受影响的期限正在重算。")

View = Callable[..., Any]


@dataclass(frozen=True)
class Road:
    """One kind of proposal: what its page shows, what decides on it, and where that leads.

    `show` gives the context of the page with the proposal as `row`; `doors` is the beginning of
    the names of the three addresses; `home` is the page where what was approved then stands.
    """

    template: str
    show: Callable[[Request, int], dict[str, Any]]
    approve: Callable[..., object]
    reject: Callable[..., object]
    doors: str
    home: str
    done: str | Promise
    button: str | Promise

    def page(
        self, request: Request, proposal: int, form: RejectForm, *, status: int = 200
    ) -> HttpResponse:
        """The proposal, who entered it, and for another person the two ways on."""
        context = self.show(request, proposal)
        row = context["row"]
        return page(
            request,
            self.template,
            status=status,
            form=form,
            proposed_by=queries.name_of(row.proposed_by),
            decided_by=queries.name_of(row.decided_by),
            verdict=may_approve(request.actor, row.proposed_by, row.state),
            approve_url=reverse(f"{self.doors}-approve", args=[row.pk]),
            reject_url=reverse(f"{self.doors}-reject", args=[row.pk]),
            approve_words=self.button,
            **context,
        )


def doors(road: Road) -> tuple[View, View, View]:
    """The three doors of a kind of proposal: look at it, approve it, send it back."""

    @staff("workbench.enter")
    @require_GET
    def proposal(request: Request, proposal: int) -> HttpResponse:
        """Show a proposal with what it would change and who entered it."""
        return road.page(request, proposal, RejectForm())

    @staff("clocks.approve")
    @require_POST
    def approve(request: Request, proposal: int) -> HttpResponse:
        """Approve 批准 what somebody else entered (K3)."""
        road.approve(proposal, by=request.actor)
        messages.success(request, f"{road.done}")
        return after(request, road.home)

    @staff("clocks.approve")
    @require_POST
    def reject(request: Request, proposal: int) -> HttpResponse:
        """Send it back 退回 with the reason (K3)."""
        form = RejectForm(request.POST)
        if not form.is_valid():
            return road.page(request, proposal, form, status=422)
        road.reject(proposal, reason=form.cleaned_data["reason"], by=request.actor)
        messages.success(request, _("已退回，录入人可以更正后重新提交。"))
        return after(request, road.home)

    return proposal, approve, reject


def propose(
    request: Request, form: Any, step: Callable[[], Any], *, template: str, to: str, **shown: Any
) -> HttpResponse:
    """Take what was entered to the action, say that it waits for another person, and show it."""
    made: list[Any] = []
    if not taken(form, lambda: made.append(step())):
        return page(request, template, status=422, form=form, **shown)
    messages.success(request, _("已提交，请由另一位有审批权限的同事审批。"))
    return after(request, to, made[0].pk)
