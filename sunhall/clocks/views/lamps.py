"""When a limit counts as near 临期标准: the measure, its versions, and a new one tried first."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sunhall.clocks import actions, queries
from sunhall.clocks.rules.deciding import may_manage
from sunhall.clocks.rules.light import Lamp, Thresholds
from sunhall.clocks.views.forms import LampForm
from sunhall.ground.kit.now import today
from sunhall.ground.kit.refusal import require
from sunhall.ground.web.doors import Request, staff
from sunhall.ground.web.parts import after, page

SHOWN = (Lamp.OK, Lamp.WARN, Lamp.BAD, Lamp.PAUSED)


@staff("workbench.enter")
@require_http_methods(["GET", "POST"])
def lamps(request: Request) -> HttpResponse:
    """Show the measure and its versions; try another on what runs now, then set it (K3)."""
    if request.method != "POST":
        return _lamps(request, LampForm())
    require(may_manage(request.actor))
    form = LampForm(request.POST)
    if not form.is_valid():
        return _lamps(request, form, status=422)
    if "set" in request.POST:
        actions.set_thresholds(**form.cleaned_data, by=request.actor)
        messages.success(request, _("已保存。此前起算的期限仍按原来的标准。"))
        return after(request, "workbench:lamps")
    facts = form.cleaned_data
    return _lamps(request, form, trial=Thresholds(facts["share"], facts["workdays"]))


def _lamps(
    request: Request, form: LampForm, *, status: int = 200, trial: Thresholds | None = None
) -> HttpResponse:
    return page(
        request,
        "clocks/workbench/lamps.html",
        status=status,
        lights=queries.thresholds(today()),
        versions=queries.lamp_versions(),
        lamps=SHOWN,
        form=form,
        trial=queries.trial_of(trial) if trial else None,
        tried=trial,
        may_manage=bool(may_manage(request.actor)),
    )
