"""Doors of the roster 热线排班: 24 hours, gaps before they happen (K2; GB/T 33358-2016)."""

from datetime import timedelta

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from sunhall.calls import actions, queries
from sunhall.calls.views.forms import ShiftForm, SitForm
from sunhall.directory import actions as directory_actions
from sunhall.directory import queries as directory
from sunhall.ground.kit.given import day_of
from sunhall.ground.kit.now import today
from sunhall.ground.web.doors import Request, staff
from sunhall.ground.web.forms import taken
from sunhall.ground.web.parts import after, page, tell

DAYS = 7


@staff("calls.answer")
@require_GET
def roster(request: Request) -> HttpResponse:
    """A week of shifts: who sits there, and what lacks."""
    return _roster(request)


@staff("calls.manage")
@require_POST
def sit(request: Request) -> HttpResponse:
    """Put an operator on a shift."""
    form = SitForm(request.POST, organisations=_offices(request))

    def step() -> None:
        data = form.cleaned_data
        home = directory.staff_for(data["staff"]).organisation.code
        directory_actions.put_on_duty(
            data["kind"], data["day"], home, data["staff"], by=request.actor
        )

    if form.is_valid() and taken(form, step):
        tell(request, _("已排班"))
        return after(request, f"/workbench/calls/roster/?from={form.cleaned_data['day']}")
    return _roster(request, status=422, sit_form=form)


@staff("calls.manage")
@require_POST
def shift(request: Request) -> HttpResponse:
    """Set the hours of a shift and how many must sit there, from today on."""
    form = ShiftForm(request.POST)

    def step() -> None:
        data, (begins, ends) = form.cleaned_data, form.minutes()
        actions.set_shift(
            data["kind"],
            name=dict(form.fields["kind"].choices)[data["kind"]],  # type: ignore[attr-defined]
            begins=begins,
            ends=ends,
            least=data["least"],
            source=data["source"],
            by=request.actor,
        )

    if form.is_valid() and taken(form, step):
        tell(request, _("班次已更新，今天起生效"))
        return after(request, "workbench:call-roster")
    return _roster(request, status=422, shift_form=form)


def _offices(request: Request) -> list[str]:
    """The manager plans the staff of the own organisation."""
    return [directory.staff_for(request.actor.id).organisation.code]


def _roster(request: Request, *, status: int = 200, **more: object) -> HttpResponse:
    first = day_of(request.GET.get("from", "")) or today()
    last = first + timedelta(days=DAYS - 1)
    may_plan = request.actor.may("calls.manage")
    context = {
        "rows": queries.roster(first, last),
        "holes": queries.holes_on(first),
        "first": first,
        "last": last,
        "before": first - timedelta(days=DAYS),
        "later": first + timedelta(days=DAYS),
        "may_plan": may_plan,
        "shifts": queries.shifts_on(first),
    }
    if may_plan:
        context["sit_form"] = SitForm(organisations=_offices(request), initial={"day": f"{first}"})
        context["shift_form"] = ShiftForm()
    return page(request, "calls/workbench/roster.html", status=status, **{**context, **more})
