"""Doors of calls: the list, the missed ones, one call with its legs and recording (H1)."""

from datetime import datetime, time, timedelta

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sunhall.calls import actions, queries
from sunhall.calls.views.forms import BackForm, FindForm, ReasonForm
from sunhall.ground.kit.now import LOCAL, now, today
from sunhall.ground.kit.refusal import NotFound
from sunhall.ground.lines.chosen import exchange
from sunhall.ground.lines.exchange import Declined, Unreachable
from sunhall.ground.web.doors import Request, staff
from sunhall.ground.web.forms import taken
from sunhall.ground.web.parts import after, page, tell

FIGURE_DAYS = 30


@staff("calls.answer")
@require_GET
def calls(request: Request) -> HttpResponse:
    """Calls of whom one may see them: search, filters, figures of the last thirty days."""
    form = FindForm(request.GET or None)
    given = form.cleaned_data if form.is_bound and form.is_valid() else {}
    asked = queries.Asked(
        text=given.get("q", ""),
        outcome=given.get("outcome", ""),
        first=given.get("first"),
        last=given.get("last"),
    )
    rows, later = queries.page_of(request.actor, asked, after=request.GET.get("after", ""))
    more = request.GET.copy()
    more["after"] = later
    return page(
        request,
        "calls/workbench/calls.html",
        form=form,
        rows=rows,
        later=f"?{more.urlencode()}" if later else "",
        figures=_figures() if request.actor.may("calls.manage") else [],
        missed=queries.count_missed(request.actor),
        gaps=queries.gaps() if request.actor.may("calls.manage") else [],
    )


def _figures() -> list[tuple[queries.Value, str]]:
    midnight = datetime.combine(today(), time.min, tzinfo=LOCAL)
    rows = queries.figures(midnight - timedelta(days=FIGURE_DAYS), now())
    return [(row, _shown(row)) for row in rows]


def _shown(row: queries.Value) -> str:
    if row.value is None:
        return "—"
    return f"{row.value * 100:.1f}" if row.measure.unit == "%" else f"{row.value:.0f}"


@staff("calls.answer")
@require_GET
def missed(request: Request) -> HttpResponse:
    """Missed calls 漏接 that wait to be called back."""
    return page(
        request,
        "calls/workbench/missed.html",
        rows=queries.missed_for(request.actor),
        seat=queries.seat_of(request.actor),
    )


@staff("calls.answer")
@require_GET
def call(request: Request, code: str) -> HttpResponse:
    """One call: who took it, who else was in it, what was registered, its recording."""
    return _call(request, code)


@staff("calls.answer")
@require_POST
def back(request: Request, code: str) -> HttpResponse:
    """Call back 回拨 from one's seat."""
    actions.call_back(queries.call_for(request.actor, code).code, by=request.actor)
    tell(request, _("正在回拨，请拿起话机"))
    return after(request, "workbench:desk")


@staff("calls.answer")
@require_POST
def note(request: Request, code: str) -> HttpResponse:
    """Note what came of calling back."""
    found = queries.call_for(request.actor, code)
    form = BackForm(request.POST)
    if form.is_valid() and taken(
        form, lambda: actions.note_call_back(found.code, by=request.actor, **form.cleaned_data)
    ):
        tell(request, _("已记录回拨结果"))
        return after(request, "workbench:calls-missed")
    return _call(request, code, status=422, back_form=form)


@staff("calls.answer")
@require_http_methods(["GET", "POST"])
def number(request: Request, code: str) -> HttpResponse:
    """The whole number, with a reason that is noted."""
    form = ReasonForm(request.POST or None)
    shown = []

    def step() -> None:
        reason = form.cleaned_data["reason"]
        shown.append(actions.reveal_number(code, reason=reason, by=request.actor))

    if form.is_valid() and taken(form, step):
        return _call(request, code, whole=shown[0])
    return _call(request, code, status=422 if form.errors else 200, reason_form=form)


@staff("calls.answer")
@require_GET
def sound(request: Request, code: str, name: str) -> HttpResponseBase:
    """The recording itself; every listening is noted."""
    found = actions.hear_recording(code, name, by=request.actor)
    asked = exchange(queries.call_for(request.actor, code).exchange)
    try:
        data = asked.recording(found) if asked else b""
    except (Unreachable, Declined):
        data = b""
    if not data:
        raise NotFound(f"recording {name}")
    answer = HttpResponse(data, content_type="audio/wav")
    answer["Content-Disposition"] = "inline"
    answer["Cache-Control"] = "private, no-store"
    return answer


def _call(request: Request, code: str, *, status: int = 200, **more: object) -> HttpResponse:
    row = queries.call_for(request.actor, code)
    context = {
        "call": row,
        "whole_call": queries.whole(request.actor, row),
        "back_form": BackForm(),
        "reason_form": ReasonForm(),
        "may_reveal": request.actor.may("people.reveal") and bool(row.number),
        **more,
    }
    return page(request, "calls/workbench/call.html", status=status, **context)
