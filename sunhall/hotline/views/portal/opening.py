"""查进度: by number and code, by a signed link, or signed in; one matter opens, never another."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from sunhall.ground.access import throttle
from sunhall.ground.access.actor import Actor
from sunhall.ground.web.doors import Request, open_to_public
from sunhall.ground.web.parts import page
from sunhall.hotline import queries
from sunhall.hotline.views.portal.forms import TrackForm

OPENED = "opened_requests"
MOST_OPENED = 12

# Wrong tries before a wait: five for a number; more for an address that a village may share.
TRIES = {"number": 5, "address": 20}
WAIT_MINUTES = 15

OwnView = Callable[..., HttpResponseBase]


@open_to_public
@never_cache
@require_http_methods(["GET", "POST"])
def track(request: Request) -> HttpResponse:
    """Ask for number and code; guesses are slowed down for number and sender alike."""
    form = TrackForm(request.POST or None, initial={"number": request.GET.get("number", "")})
    if request.method == "POST" and form.is_valid():
        number = form.cleaned_data["number"]
        if _slowed(request, number):
            form.add_error(None, _too_often())
        elif queries.request_by_code(number, form.cleaned_data["code"]):
            throttle.forget(f"track:{number}")
            remember(request, number)
            return redirect("portal:request", number)
        else:
            _count_miss(request, form, number)
    return page(
        request,
        "hotline/portal/track.html",
        status=422 if request.method == "POST" else 200,
        form=form,
        opened=_opened_before(request),
    )


@open_to_public
@never_cache
@require_GET
def by_link(request: Request, token: str, to: str = "") -> HttpResponse:
    """One tap from an SMS or a QR code: straight to the request, or to its rating."""
    number = queries.request_by_token(token).matter.number
    remember(request, number)
    return redirect("portal:request-rate" if to == "rate" else "portal:request", number)


def own_request(view: OwnView) -> OwnView:
    """Open to whoever proved that the request is theirs; the view gets the row and the actor."""

    @wraps(view)
    def through(request: Request, /, number: str, **kwargs: Any) -> HttpResponseBase:
        actor = entrant(request, number)
        if actor is None:
            return redirect(f"{reverse('portal:request-track')}?{urlencode({'number': number})}")
        row = queries.request_for(actor, number)
        return view(request, row=row, actor=actor, **kwargs)

    return open_to_public(never_cache(through))


def entrant(request: Request, number: str) -> Actor | None:
    """Who comes in: the signed-in person whose it is, or the holder of number and code."""
    mine = queries.requests_for(request.actor).filter(matter__number=number)
    if request.actor.is_resident and mine.exists():
        return request.actor
    return queries.holder_of(number) if number in opened_numbers(request) else None


def opened_numbers(request: Request) -> list[str]:
    """The numbers this browser has proved, the latest first."""
    return list(request.session.get(OPENED, []))


def remember(request: Request, number: str) -> None:
    """Keep a proved number in the session, which ends when nobody touches it."""
    others = [one for one in opened_numbers(request) if one != number]
    request.session[OPENED] = [number, *others][:MOST_OPENED]


def _opened_before(request: Request) -> list[Any]:
    return [queries.standing(queries.request_of(number)) for number in opened_numbers(request)]


def _slowed(request: Request, number: str) -> bool:
    return any(throttle.blocked(key) for key, _most in _keys(request, number))


def _count_miss(request: Request, form: TrackForm, number: str) -> None:
    blocked = [
        throttle.count_failure(key, most, WAIT_MINUTES) for key, most in _keys(request, number)
    ]
    if any(blocked):
        form.add_error(None, _too_often())
    else:
        form.add_error("code", _("编号和查询码对不上，请对照短信或回执核对"))


def _keys(request: Request, number: str) -> list[tuple[str, int]]:
    address = request.META.get("REMOTE_ADDR", "")
    return [(f"track:{number}", TRIES["number"]), (f"track-from:{address}", TRIES["address"])]


def _too_often() -> str:
    return _(
        "输错次数较多，为保护您的信息，请 %(minutes)s 分钟后再试；"
        "也可以拨打 %(phone)s，由接线员帮您查"
    ) % {"minutes": WAIT_MINUTES, "phone": settings.HELP_PHONE}
