"""Holiday notices 放假通知: paste, preview, propose; another person approves or sends back."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sunhall.clocks import actions, queries
from sunhall.clocks.rules.deciding import may_approve
from sunhall.clocks.views.forms import NoticeForm, RejectForm
from sunhall.ground.web.doors import Request, staff
from sunhall.ground.web.parts import after, page

PASTE = "clocks/workbench/notice.html"
PROPOSAL = "clocks/workbench/proposal.html"


@staff("clocks.manage")
@require_http_methods(["GET", "POST"])
def paste(request: Request) -> HttpResponse:
    """Paste a notice: first the days it changes, then propose it 提交审批 (ux B8)."""
    if request.method != "POST":
        return page(request, PASTE, form=NoticeForm())
    form = NoticeForm(request.POST)
    if not form.is_valid() or form.notice is None:
        return page(request, PASTE, status=422, form=form)
    if "propose" in request.POST:
        row = actions.propose_notice(
            form.cleaned_data["text"],
            number=form.cleaned_data["number"],
            whole_year=form.whole_year,
            by=request.actor,
        )
        messages.success(request, _("已提交，请由另一位有审批权限的同事审批。"))
        return after(request, "workbench:calendar-proposal", row.pk)
    return page(
        request,
        PASTE,
        form=form,
        notice=form.notice,
        changes=queries.changes_of(form.notice, whole_year=form.whole_year),
        impact=queries.impact_of(form.notice, whole_year=form.whole_year, to=request.actor),
    )


@staff("workbench.enter")
@require_GET
def proposal(request: Request, proposal: int) -> HttpResponse:
    """Show a proposed notice with the days it changes and who entered it."""
    return _proposal(request, proposal, RejectForm())


@staff("clocks.approve")
@require_POST
def approve(request: Request, proposal: int) -> HttpResponse:
    """Approve a notice 批准; every limit that hangs on it is recomputed (K3)."""
    actions.approve_notice(proposal, by=request.actor)
    messages.success(request, _("已批准，工作日历已更新，受影响的期限正在重算。"))
    return after(request, "workbench:calendar")


@staff("clocks.approve")
@require_POST
def reject(request: Request, proposal: int) -> HttpResponse:
    """Send a notice back 退回 with the reason (K3)."""
    form = RejectForm(request.POST)
    if not form.is_valid():
        return _proposal(request, proposal, form, status=422)
    actions.reject_notice(proposal, reason=form.cleaned_data["reason"], by=request.actor)
    messages.success(request, _("已退回，录入人可以更正后重新提交。"))
    return after(request, "workbench:calendar")


def _proposal(
    request: Request, proposal: int, form: RejectForm, *, status: int = 200
) -> HttpResponse:
    proposed = queries.notice_for(proposal)
    row = proposed.row
    return page(
        request,
        PROPOSAL,
        status=status,
        proposed=proposed,
        proposed_by=queries.name_of(row.proposed_by),
        decided_by=queries.name_of(row.decided_by),
        impact=queries.impact_of(proposed.notice, whole_year=row.whole_year, to=request.actor),
        verdict=may_approve(request.actor, row.proposed_by, row.state),
        form=form,
    )
