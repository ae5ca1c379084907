"""Doors of the exchange 电话接入: lamp, check, seats; and made-up calls for trials (H1)."""

import secrets

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sunhall.calls import actions, queries
from sunhall.calls.views.forms import RingForm, SeatForm
from sunhall.ground.kit.refusal import NotFound
from sunhall.ground.lines import queries as lines
from sunhall.ground.lines import simulator
from sunhall.ground.web.doors import Request, staff
from sunhall.ground.web.forms import taken
from sunhall.ground.web.parts import after, page, tell


@staff("calls.manage")
@require_GET
def lines_page(request: Request) -> HttpResponse:
    """How the connection stands, what it did not do, and the seats."""
    return _page(request)


@staff("calls.manage")
@require_POST
def check(request: Request) -> HttpResponse:
    """Ask the exchange who it is, now."""
    answered, words = lines.asked_again()
    return _page(request, checked=(answered, words))


@staff("calls.manage")
@require_POST
def seat(request: Request) -> HttpResponse:
    """Set up a seat, or close one."""
    form = SeatForm(request.POST)
    is_open = "close" not in request.POST

    def step() -> None:
        data = form.cleaned_data
        actions.set_seat(data["code"], line=data["line"], is_open=is_open, by=request.actor)

    if form.is_valid() and taken(form, step):
        tell(request, _("坐席已保存") if is_open else _("坐席已停用"))
        return after(request, "workbench:lines")
    return _page(request, status=422, form=form)


@staff("calls.answer")
@require_http_methods(["GET", "POST"])
def simulate(request: Request) -> HttpResponse:
    """Let the telephone ring 模拟来电; only where the simulator is the exchange."""
    if not lines.is_simulated():
        raise NotFound("simulator")
    form = RingForm(request.POST or None)
    line = request.POST.get("line", "")
    if line:
        _steer(line, request.POST)
        return after(request, "workbench:simulator")
    if form.is_valid():
        simulator.ring(f"sim-{secrets.token_hex(6)}", form.cleaned_data["caller"], "12345")
        tell(request, _("已模拟一个来电"))
        return after(request, "workbench:simulator")
    return page(
        request,
        "calls/workbench/simulator.html",
        status=422 if form.errors else 200,
        form=form,
        open=queries.open_calls(),
    )


def _steer(line: str, given: object) -> None:
    keys = str(getattr(given, "get", lambda *_: "")("keys", ""))
    if keys:
        simulator.press(line, keys)
    else:
        simulator.give_up(line)


def _page(request: Request, *, status: int = 200, **more: object) -> HttpResponse:
    context = {
        "health": lines.health(),
        "refusals": lines.refusals(),
        "seats": queries.seats(),
        "form": SeatForm(),
        "holders": queries.holders(),
        "simulated": lines.is_simulated(),
        **more,
    }
    return page(request, "calls/workbench/lines.html", status=status, **context)
