"""Holiday notices 放假通知: paste or enter, preview, propose; another person approves or not."""

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from sunhall.clocks import actions, queries
from sunhall.clocks.views.deciding import UPDATE, UPDATED, Road, doors, propose
from sunhall.clocks.views.notice_forms import HandForm, NoticeForm
from sunhall.ground.web.doors import Request, staff
from sunhall.ground.web.parts import page

PASTE = "clocks/workbench/notice.html"
ENTER = "clocks/workbench/notice_by_hand.html"


@staff("clocks.manage")
@require_http_methods(["GET", "POST"])
def paste(request: Request) -> HttpResponse:
    """Paste a notice: first the days it changes, then propose it 提交审批 (ux B8)."""
    if request.method != "POST":
        return page(request, PASTE, form=NoticeForm())
    return _entered(request, NoticeForm(request.POST), PASTE)


@staff("clocks.manage")
@require_http_methods(["GET", "POST"])
def enter(request: Request) -> HttpResponse:
    """Enter a notice festival by festival when its text cannot be read: preview, then propose."""
    if request.method != "POST":
        return page(request, ENTER, form=HandForm())
    return _entered(request, HandForm(request.POST), ENTER)


def _entered(request: Request, form: NoticeForm | HandForm, template: str) -> HttpResponse:
    if not form.is_valid() or form.notice is None:
        return page(request, template, status=422, form=form)
    whole = form.whole_year
    if "propose" in request.POST:
        step = partial(form.propose, by=request.actor)
        return propose(request, form, step, template=template, to="workbench:calendar-proposal")
    return page(
        request,
        template,
        form=form,
        notice=form.notice,
        changes=queries.changes_of(form.notice, whole_year=whole),
        impact=queries.impact_of(form.notice, whole_year=whole, to=request.actor),
    )


def _show(request: Request, pk: int) -> dict[str, Any]:
    found = queries.notice_for(pk)
    impact = queries.impact_of(found.notice, whole_year=found.row.whole_year, to=request.actor)
    return {"row": found.row, "changes": found.changes, "impact": impact}


proposal, approve, reject = doors(
    Road(
        "clocks/workbench/proposal.html",
        _show,
        actions.approve_notice,
        actions.reject_notice,
        doors="workbench:calendar",
        home="workbench:calendar",
        done=UPDATED,
        button=UPDATE,
    )
)
