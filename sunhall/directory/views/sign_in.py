"""Sign-ins: one's own devices, and the page of who was signed out elsewhere."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from sunhall.directory import actions, queries
from sunhall.ground.web.doors import Request, open_to_public, staff
from sunhall.ground.web.parts import after, page

_SALT, _SECONDS = "sign-in-ended", 24 * 60 * 60


def ended_url(pk: int, back: str) -> str:
    """The address that tells why a sign-in ended; nobody else's can be guessed."""
    url = reverse("sign-in-ended", args=[signing.dumps(pk, salt=_SALT)])
    return f"{url}?{urlencode({'next': back})}" if back else url


@open_to_public
@require_GET
def ended(request: Request, token: str) -> HttpResponse:
    """Tell somebody who was signed out why, and how to come in again (身份鉴别 b)."""
    try:
        row = queries.sign_in_for(signing.loads(token, salt=_SALT, max_age=_SECONDS))
    except signing.BadSignature:
        row = None
    if row is None:
        return redirect("account_login")
    login = reverse("account_login")
    back = request.GET.get("next", "")
    return page(
        request,
        "directory/portal/ended.html",
        sign_in=row,
        why=queries.why_ended(row),
        login_url=f"{login}?{urlencode({'next': back})}" if back else login,
    )


@staff("workbench.enter")
@require_GET
def devices(request: Request) -> HttpResponse:
    """Show where I am signed in."""
    me = queries.staff_for(request.actor.id)
    return page(
        request,
        "directory/workbench/devices.html",
        devices=queries.devices_of(me.account_id, request.session.session_key),
        limit=queries.sign_in_limit(request.actor.roles),
    )


@staff("workbench.enter")
@require_POST
def device_end(request: Request, pk: int) -> HttpResponse:
    """End my sign-in on another device."""
    actions.end_own_sign_in(pk, by=request.actor)
    messages.success(request, _("已结束那台设备上的登录"))
    return after(request, "workbench:devices")
