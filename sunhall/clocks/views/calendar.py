"""The working calendar 工作日历: the year and office hours."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sunhall.clocks import actions, queries
from sunhall.clocks.rules.deciding import may_manage
from sunhall.clocks.rules.week import write_day
from sunhall.clocks.views.forms import WEEKDAYS, HoursForm
from sunhall.ground.kit.given import whole
from sunhall.ground.kit.now import today
from sunhall.ground.web.doors import Request, staff
from sunhall.ground.web.parts import after, page, part


@staff("workbench.enter")
@require_GET
def year(request: Request) -> HttpResponse:
    """Show a year with its days off and make-up working days, by mark and word (ux B8)."""
    years = {known.year: known for known in queries.known_years()}
    asked = whole(request.GET.get("year", ""))
    # In a year nobody has opened the page must still show: it is where one opens it.
    chosen = asked if asked in years else min(max(years), today().year)
    place = request.GET.get("place", "").strip()
    return page(
        request,
        "clocks/workbench/calendar.html",
        sheet=queries.year_sheet(chosen, place),
        years=sorted(years.values(), key=lambda known: -known.year),
        place=place,
        waiting=queries.notices_waiting(),
        days_waiting=queries.days_waiting(),
        recomputed=queries.recomputations(),
        hours=queries.office_hours_rows(),
        history=queries.history(10),
        may_manage=bool(may_manage(request.actor)),
    )


@staff("workbench.enter")
@require_GET
def recomputing(request: Request) -> HttpResponse:
    """How far the recomputation of running limits has come; asked again while it runs (K3)."""
    return part(
        request,
        "clocks/workbench/recomputing.html#rows",
        recomputed=queries.recomputations(),
        asked_again=True,
    )


@staff("clocks.manage")
@require_http_methods(["GET", "POST"])
def hours(request: Request) -> HttpResponse:
    """Set office hours 办公时间 from a day on (K3)."""
    form = HoursForm(_posted(request), initial=_present_week())
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        actions.set_office_hours(
            form.week,
            from_on=facts["from_on"],
            to_on=facts["to_on"],
            place=facts["place"],
            source=facts["source"],
            by=request.actor,
        )
        messages.success(request, _("办公时间已保存，受影响的期限会自动重算。"))
        return after(request, "workbench:calendar")
    status = 422 if form.is_bound else 200
    rows = queries.office_hours_rows()
    return page(request, "clocks/workbench/hours.html", status=status, form=form, hours=rows)


@staff("clocks.manage")
@require_POST
def open_year(request: Request) -> HttpResponse:
    """Open the year after the last one, provisionally 暂定 (K3)."""
    last = max(known.year for known in queries.known_years())
    actions.open_provisional_year(last + 1, by=request.actor)
    messages.success(request, _("已建立暂定日历，正式通知公布后请录入。"))
    return after(request, "workbench:calendar")


def _present_week() -> dict[str, str]:
    present = queries.office_hours().intervals
    monday = today() - timedelta(days=today().weekday())
    days = (write_day(present(monday + timedelta(days=n))) for n in range(5))
    return dict(zip(WEEKDAYS, days, strict=False))


def _posted(request: Request) -> QueryDict | None:
    """What was sent, even when every field was left empty; None for a first look."""
    return request.POST if request.method == "POST" else None
