"""Grounds of a pause 暂停事由: every ground with its article and source; set one anew (K3)."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sunhall.clocks import actions, queries
from sunhall.clocks.rules.deciding import may_manage
from sunhall.clocks.rules.grounds import Ground
from sunhall.clocks.views.forms import GroundForm, NewGroundForm
from sunhall.ground.kit.now import today
from sunhall.ground.web.doors import Request, staff
from sunhall.ground.web.parts import after, page


@staff("workbench.enter")
@require_GET
def table(request: Request) -> HttpResponse:
    """List every ground in force today, those that begin later and those that ended (K3)."""
    found = queries.grounds_today()
    stops = queries.stopped_by(found)
    return page(
        request,
        "clocks/workbench/grounds.html",
        rows=[(ground, ground.holds(today()), stops[ground.code]) for ground in found],
        may_manage=bool(may_manage(request.actor)),
    )


@staff("clocks.manage")
@require_http_methods(["GET", "POST"])
def new(request: Request) -> HttpResponse:
    """Add a ground of our own, with the article it rests on (K3)."""
    form = NewGroundForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        return _set(request, form.ground, form)
    status = 422 if form.is_bound else 200
    return page(request, "clocks/workbench/ground_new.html", status=status, form=form)


@staff("workbench.enter")
@require_GET
def one(request: Request, code: str) -> HttpResponse:
    """Show a ground with every version it had, who set it and why (K3)."""
    return _one(request, code, GroundForm(queries.newest_ground(code)))


@staff("clocks.manage")
@require_POST
def change(request: Request, code: str) -> HttpResponse:
    """Set a ground anew from a day on; pauses of before keep their version (K3)."""
    form = GroundForm(queries.newest_ground(code), request.POST)
    if not form.is_valid():
        return _one(request, code, form, status=422)
    return _set(request, form.ground, form)


def _set(request: Request, ground: Ground, form: GroundForm | NewGroundForm) -> HttpResponse:
    facts = form.cleaned_data
    actions.set_pause_ground(ground, from_on=facts["from_on"], why=facts["why"], by=request.actor)
    messages.success(request, _("已保存。此前的暂停仍按原来的事由。"))
    return after(request, "workbench:pause-ground", ground.code)


def _one(request: Request, code: str, form: GroundForm, *, status: int = 200) -> HttpResponse:
    return page(
        request,
        "clocks/workbench/ground.html",
        status=status,
        row=form.before,
        stops=queries.stopped_by([form.before])[code],
        form=form,
        versions=queries.ground_versions(code),
        may_manage=bool(may_manage(request.actor)),
    )
