"""Leave and duty: one week at a glance, and the public page of who is on duty."""

from datetime import date, timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sunhall.directory import actions, queries
from sunhall.directory.rules import INNER
from sunhall.directory.views.forms import AbsenceForm, DutyForm, SwapForm
from sunhall.ground.kit.now import today
from sunhall.ground.web.doors import Request, open_to_public, staff
from sunhall.ground.web.parts import after, page


@staff("workbench.enter")
@require_GET
def roster(request: Request) -> HttpResponse:
    """Show a week of duty and leave."""
    return _roster(request)


@staff("directory.leave")
@require_POST
def duty_plan(request: Request) -> HttpResponse:
    """Put a person on duty."""
    form = DutyForm(request.POST)
    if not form.is_valid():
        return _roster(request, status=422, duty=form)
    row = actions.put_on_duty(by=request.actor, **form.cleaned_data)
    messages.success(request, _("已排班"))
    return after(request, f"/workbench/roster/?week={row.day}")


@staff("workbench.enter")
@require_http_methods(["GET", "POST"])
def duty_swap(request: Request, pk: int) -> HttpResponse:
    """Let another person take a duty."""
    row = queries.duty_for(pk)
    form = SwapForm(request.POST or None)
    if form.is_valid():
        actions.swap_duty(pk, by=request.actor, **form.cleaned_data)
        messages.success(request, _("已换班"))
        return after(request, f"/workbench/roster/?week={row.day}")
    return page(
        request,
        "directory/workbench/swap.html",
        status=422 if form.errors else 200,
        form=form,
        duty=row,
        may_plan=request.actor.may("directory.leave"),
    )


@staff("directory.leave")
@require_POST
def duty_cancel(request: Request, pk: int) -> HttpResponse:
    """Take a duty off the roster."""
    day = queries.duty_for(pk).day
    actions.cancel_duty(pk, by=request.actor)
    messages.success(request, _("已取消排班"))
    return after(request, f"/workbench/roster/?week={day}")


@staff("directory.leave")
@require_POST
def leave_grant(request: Request) -> HttpResponse:
    """Grant leave."""
    form = AbsenceForm(request.POST)
    if not form.is_valid():
        return _roster(request, status=422, absence=form)
    from_at, to_at = form.instants()
    told = form.cleaned_data
    actions.grant_leave(told["staff"], from_at, to_at, told["reason"], by=request.actor)
    messages.success(request, _("已准假，请假期间由 B 岗负责"))
    return after(request, f"/workbench/roster/?week={told['from_on']}")


@staff("workbench.enter")
@require_POST
def leave_end(request: Request, pk: int) -> HttpResponse:
    """End leave early."""
    actions.end_leave(pk, by=request.actor)
    messages.success(request, _("已销假"))
    return after(request, "workbench:roster")


@open_to_public
@require_GET
def on_duty(request: Request) -> HttpResponse:
    """Tell the public who is on duty today and in the days to come (D1)."""
    first = today()
    return page(
        request,
        "directory/portal/on_duty.html",
        days=queries.duty_days(first, first + timedelta(days=6), besides=INNER),
        first=first,
    )


def _roster(request: Request, *, status: int = 200, **more: object) -> HttpResponse:
    first = _monday(request.GET.get("week", ""))
    last = first + timedelta(days=6)
    context = {
        "days": queries.duty_days(first, last),
        "leaves": queries.leaves_between(first, last),
        "first": first,
        "last": last,
        "before": first - timedelta(days=7),
        "later": first + timedelta(days=7),
        "today": today(),
        "may_plan": request.actor.may("directory.leave"),
        "duty": DutyForm(initial={"day": max(first, today())}),
        "absence": AbsenceForm(),
        **more,
    }
    return page(request, "directory/workbench/roster.html", status=status, **context)


def _monday(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = today()
    return day - timedelta(days=day.weekday())
