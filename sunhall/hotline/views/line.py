"""Doors of the telephone at the desk 接线台: seat, queue, call bar, third party (H1, H3; ux B3).

The bar is polled, not pushed: the web server answers with a fixed number of threads, and a stream
held open by every operator would take one each; without a change the answer is an empty 204.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_htmx.http import retarget

from sunhall.calls import actions as call_actions
from sunhall.calls import queries as calls
from sunhall.calls import rules as call_rules
from sunhall.ground.access.actor import Actor
from sunhall.ground.kit.now import now
from sunhall.ground.kit.refusal import NotFound
from sunhall.ground.lines import queries as lines
from sunhall.ground.web.doors import Request, staff
from sunhall.ground.web.forms import refusal
from sunhall.ground.web.parts import part
from sunhall.ground.web.words import word

RECENT = timedelta(days=30)
SEEN = "line-seen"
SECONDS_SEEN = 60


@staff("calls.answer")
@require_GET
def line(request: Request) -> HttpResponse:
    """The bar, if anything in it changed since it was drawn."""
    _look_quietly(request)
    found = calls.line_for(request.actor)
    if request.htmx and request.GET.get("seen") == found.stamp:
        return HttpResponse(status=204)
    return _bar(request, found)


@staff("calls.answer")
@require_POST
def press(request: Request, what: str) -> HttpResponse:
    """One button of the bar."""
    if what not in PRESSES:
        raise NotFound(what)
    actor, call = request.actor, request.POST.get("call", "")
    extra = request.POST.get("extra", "")
    refused = refusal(lambda: PRESSES[what](actor, call, extra))
    said = word(refused.verdict.reason) if refused else ""
    if not request.htmx:
        return redirect("workbench:desk")
    return _bar(request, calls.line_for(actor), said=said)


@staff("calls.answer")
@require_http_methods(["GET", "POST"])
def third(request: Request) -> HttpResponse:
    """Whom to call into the call: three-way 三方通话 or transfer 转接."""
    given = request.POST if request.method == "POST" else request.GET
    code, purpose = given.get("call", ""), given.get("purpose", "three_way")
    to = (given.get("number", "") or given.get("to", "")).strip()
    said = ""
    if request.method == "POST":
        refused = refusal(
            lambda: call_actions.invite_third(code, to=to, purpose=purpose, by=request.actor)
        )
        said = word(refused.verdict.reason) if refused else ""
        if not said:
            found = calls.line_for(request.actor)
            return _bar(request, found, asked=True) if request.htmx else _to_desk()
    answer = part(
        request,
        "hotline/workbench/third.html#third",
        status=422 if said else 200,
        code=code,
        purpose=purpose,
        purpose_words=call_rules.PURPOSES.get(purpose, ""),
        targets=calls.targets(request.actor),
        number=given.get("number", ""),
        said=said,
    )
    # The form changes the bar; its errors stay with it.
    return retarget(answer, "#third") if said else answer


def bar_context(actor: Actor, *, popped: str = "", said: str = "") -> dict[str, Any]:
    """What the bar shows; `pop` when a call came that the desk does not show yet."""
    if not actor.may("calls.answer"):
        return {}
    return _context(actor, calls.line_for(actor), popped, said)


def _context(actor: Actor, found: calls.Line, popped: str, said: str = "") -> dict[str, Any]:
    code = found.call.code if found.call else ""
    times = 0
    if code:
        times = calls.recent_from(calls.call_for(actor, code), now() - RECENT)
    return {
        "line": found,
        "line_pop": bool(code) and code != popped,
        "line_popped": code,
        "line_times": times,
        "line_said": said,
        "away_reasons": call_rules.AWAY_REASONS,
        "line_simulated": lines.is_simulated(),
    }


def _bar(
    request: Request, found: calls.Line, *, said: str = "", asked: bool = False
) -> HttpResponse:
    given = request.POST if request.method == "POST" else request.GET
    context = _context(request.actor, found, given.get("popped", ""), said)
    return part(request, "hotline/workbench/line.html#line", third_asked=asked, **context)


def _look_quietly(request: Request) -> None:
    """Looking writes the session once a minute: who sits ready at night stays signed in."""
    at = int(now().timestamp())
    if at - request.session.get(SEEN, 0) >= SECONDS_SEEN:
        request.session[SEEN] = at
    else:
        request.session.save = lambda *_args, **_kwargs: None  # type: ignore[method-assign]


def _to_desk() -> HttpResponse:
    return redirect("workbench:desk")


Press = Callable[[Actor, str, str], object]
PRESSES: dict[str, Press] = {
    "take": lambda by, call, extra: call_actions.take_seat(extra, by=by),
    "leave": lambda by, call, extra: call_actions.leave_seat(by=by),
    "ready": lambda by, call, extra: call_actions.be_ready(by=by),
    "away": lambda by, call, extra: call_actions.be_away(extra, by=by),
    "answer": lambda by, call, extra: call_actions.answer_call(call, by=by),
    "hold": lambda by, call, extra: call_actions.hold_call(call, by=by),
    "resume": lambda by, call, extra: call_actions.resume_call(call, by=by),
    "drop": lambda by, call, extra: call_actions.drop_third(call, by=by),
    "transfer": lambda by, call, extra: call_actions.transfer_call(call, by=by),
    "hang-up": lambda by, call, extra: call_actions.hang_up(call, by=by),
}
