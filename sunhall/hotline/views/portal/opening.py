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
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from sunhall.ground.access import guessing
from sunhall.ground.access.actor import Actor
from sunhall.ground.web.doors import Request, open_to_public
from sunhall.ground.web.parts import page
from sunhall.hotline import queries
from sunhall.hotline.views.portal.forms import TrackForm

OPENED = "opened_requests"
MOST_OPENED = 12

# Where number and code may lead besides the request itself, and what one can do there.
STEPS = {
    "more": ("portal:request-supplement", _lazy("查到以后，就可以补充材料。")),
    "rate": ("portal:request-rate", _lazy("查到以后，就可以评价答复。")),
    "not-satisfied": (
        "portal:request-dissatisfy",
        _lazy("查到以后，就可以说哪里不满意，要求当面沟通。"),
    ),
}
PLAIN = ("portal:request", "")

OwnView = Callable[..., HttpResponseBase]


@open_to_public
@never_cache
@require_http_methods(["GET", "POST"])
def track(request: Request) -> HttpResponse:
    """Ask for number and code; guesses are slowed down for number and sender alike."""
    form = TrackForm(request.POST or None, initial={"number": request.GET.get("number", "")})
    to = request.GET.get("to", "")
    address, purpose = STEPS.get(to, PLAIN)
    if form.is_valid() and _proves(request, form):
        number = form.cleaned_data["number"]
        remember(request, number)
        return redirect(address, number)
    return page(
        request,
        "hotline/portal/track.html",
        status=422 if request.method == "POST" else 200,
        form=form,
        to=to if purpose else "",
        purpose=purpose,
        opened=[(one, reverse(address, args=[one.number])) for one in _opened_before(request)],
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
            return redirect(_track_first(request, number))
        row = queries.request_for(actor, number)
        return view(request, row=row, actor=actor, **kwargs)

    return open_to_public(never_cache(through))


def _track_first(request: Request, number: str) -> str:
    """The page that asks for the code, and leads back to the step that was wanted."""
    wanted = {"number": number}
    if request.method == "GET":
        step = request.path.rstrip("/").rpartition("/")[2]
        wanted |= {"to": step} if step in STEPS else {}
    return f"{reverse('portal:request-track')}?{urlencode(wanted)}"


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


def _proves(request: Request, form: TrackForm) -> bool:
    """Whether number and code belong together; a wrong try is counted and said beside the code."""
    number, code = form.cleaned_data["number"], form.cleaned_data["code"]
    what, sender = f"track:{number}", str(request.META.get("REMOTE_ADDR", ""))
    if minutes := guessing.wait(what, sender):
        form.add_error("code", _too_often(minutes))
        return False
    if queries.request_by_code(number, code):
        guessing.proved(what, sender)
        return True
    minutes = guessing.missed(what, sender)
    wrong = _("编号和查询码对不上，请对照短信或回执核对")
    form.add_error("code", _too_often(minutes) if minutes else wrong)
    return False


def _too_often(minutes: int) -> str:
    return _(
        "输错次数较多，为保护您的信息，请 %(minutes)s 分钟后再试；"
        "也可以点短信里的链接，或拨打 %(phone)s，由接线员帮您查"
    ) % {"minutes": minutes, "phone": settings.HELP_PHONE}
