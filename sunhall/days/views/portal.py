"""Pages for everybody: when one can ask in person, a question beforehand, how each ended."""

from uuid import uuid4

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from sunhall.days import actions, queries, rules
from sunhall.days.views.forms import AskForm
from sunhall.ground.web.doors import Request, open_to_public
from sunhall.ground.web.forms import taken
from sunhall.ground.web.parts import after, page


@open_to_public
@require_GET
def coming(request: Request) -> HttpResponse:
    """Phone days and programmes to come: who answers, on what, and how to call."""
    series = [(row, next(iter(queries.timetables_of(row)), None)) for row in queries.all_series()]
    return page(request, "days/portal/days.html", sittings=queries.public_sittings(), series=series)


@open_to_public
@require_GET
def past(request: Request) -> HttpResponse:
    """Sittings that are over: how many asked, and how each ended."""
    return page(request, "days/portal/past.html", sittings=queries.public_sittings(past=True))


@open_to_public
@require_GET
def calendar(request: Request) -> HttpResponse:
    """Coming sittings for anybody's own calendar (RFC 5545)."""
    address = request.build_absolute_uri(reverse("portal:days"))
    text = rules.icalendar(
        f"{settings.COUNTY} {_('接听日与栏目')}",
        queries.occasions(queries.public_sittings(), address),
    )
    answer = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="days.ics"'
    return answer


@open_to_public
@require_http_methods(["GET", "POST"])
def sitting(request: Request, pk: int) -> HttpResponse:
    """One sitting; before it begins anybody may ask, afterwards everybody sees what came of it."""
    found = queries.public_sitting(pk)
    form, status = AskForm(request.POST or None, initial={"once": uuid4().hex}), 200
    if request.method == "POST":

        def step() -> None:
            actions.ask_beforehand(pk, **form.cleaned_data, by=request.actor)

        if form.is_valid() and taken(form, step):
            return after(request, "portal:day-asked", pk)
        status = 422
    return page(
        request,
        "days/portal/day.html",
        status=status,
        found=found,
        form=form,
        cases=queries.public_cases(found.sitting),
    )


@open_to_public
@require_GET
def asked(request: Request, pk: int) -> HttpResponse:
    """The question has been taken: what happens next."""
    return page(request, "days/portal/asked.html", found=queries.public_sitting(pk))
