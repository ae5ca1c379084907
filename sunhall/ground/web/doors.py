"""Doors: every view says who may come through it, and a house test checks that it does."""

import re
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from urllib.parse import quote, urlsplit

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect
from django_htmx.middleware import HtmxDetails

from sunhall.ground.access.actor import Actor
from sunhall.ground.access.permissions import known
from sunhall.ground.kit.refusal import NotFound, refuse

P = ParamSpec("P")


class Request(HttpRequest):
    """A request as views see it: with an actor and htmx details."""

    actor: Actor
    htmx: HtmxDetails


View = Callable[Concatenate[Request, P], HttpResponseBase]
Door = Callable[[View[P]], Callable[..., HttpResponseBase]]

needed: set[str] = set()

# What nobody typed: control characters but tab and new line, and marks that turn text around.
# PostgreSQL cannot store the first of them; pasted text brings the others.
_UNTYPED = re.compile("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]")


def open_to_public(view: View[P]) -> Callable[..., HttpResponseBase]:
    """Anyone may come in."""

    @wraps(view)
    def through(request: Any, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        _legible(request, kwargs)
        return view(request, *args, **kwargs)

    through.door = "public"  # type: ignore[attr-defined]
    return through


def staff(permission: str) -> Callable[[View[P]], Callable[..., HttpResponseBase]]:
    """Signed-in staff who hold the permission may come in; the page is never cached."""
    needed.add(permission)

    def decorate(view: View[P]) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def through(request: Any, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            actor: Actor = request.actor
            if not actor.is_staff:
                return redirect_to_login(_asked(request))
            if not actor.may(permission):
                raise refuse("您的岗位没有这项权限，如需办理请联系本单位系统管理员")
            _legible(request, kwargs)
            return _private(view(request, *args, **kwargs))

        through.door = f"staff:{permission}"  # type: ignore[attr-defined]
        return through

    return decorate


def resident(view: View[P]) -> Callable[..., HttpResponseBase]:
    """A resident who has confirmed a phone number may come in; the page is never cached."""

    @wraps(view)
    def through(request: Any, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not request.actor.is_resident:
            return redirect(f"/me/sign-in/?next={quote(_asked(request))}")
        _legible(request, kwargs)
        return _private(view(request, *args, **kwargs))

    through.door = "resident"  # type: ignore[attr-defined]
    return through


def check_names() -> None:
    """Raise if a door asks for a permission that nobody declared."""
    for permission in needed:
        known(permission)


def _asked(request: HttpRequest) -> str:
    """The page to come back to; what was sent from a page leads to that page."""
    if request.method in ("GET", "HEAD"):
        return request.get_full_path()
    return urlsplit(request.headers.get("Referer", "")).path


def _legible(request: HttpRequest, path: Mapping[str, object]) -> None:
    """Drop from what was sent what nobody typed; an address that holds such a thing leads nowhere.

    Line ends become those that browsers count, so that a limit is the same here as there.
    """
    if any(isinstance(value, str) and _UNTYPED.search(value) for value in path.values()):
        raise NotFound(request.path)
    request.GET = _typed(request.GET)
    if request.method == "POST":
        request.POST = _typed(request.POST)


def _typed(sent: QueryDict) -> Any:
    if not any(_UNTYPED.search(value) for _name, values in sent.lists() for value in values):
        return sent
    clean = sent.copy()
    for name, values in sent.lists():
        clean.setlist(name, [_UNTYPED.sub("", str(value)) for value in values])
    clean._mutable = False
    return clean


def _private(response: HttpResponseBase) -> HttpResponseBase:
    if isinstance(response, HttpResponse):
        response.headers.setdefault("Cache-Control", "no-store")
    return response
