"""Doors: every view says who may come through it, and a house test checks that it does."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from urllib.parse import quote

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django_htmx.middleware import HtmxDetails

from sunhall.ground.access.actor import Actor
from sunhall.ground.access.permissions import known
from sunhall.ground.kit.refusal import refuse

P = ParamSpec("P")


class Request(HttpRequest):
    """A request as views see it: with an actor and htmx details."""

    actor: Actor
    htmx: HtmxDetails


View = Callable[Concatenate[Request, P], HttpResponseBase]
Door = Callable[[View[P]], Callable[..., HttpResponseBase]]

needed: set[str] = set()


def open_to_public(view: View[P]) -> Callable[..., HttpResponseBase]:
    """Anyone may come in."""

    @wraps(view)
    def through(request: Any, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
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
                return redirect_to_login(request.get_full_path())
            if not actor.may(permission):
                raise refuse("您的岗位没有这项权限，如需办理请联系本单位系统管理员")
            return _private(view(request, *args, **kwargs))

        through.door = f"staff:{permission}"  # type: ignore[attr-defined]
        return through

    return decorate


def resident(view: View[P]) -> Callable[..., HttpResponseBase]:
    """A resident who has confirmed a phone number may come in; the page is never cached."""

    @wraps(view)
    def through(request: Any, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not request.actor.is_resident:
            return redirect(f"/me/sign-in/?next={quote(request.get_full_path())}")
        return _private(view(request, *args, **kwargs))

    through.door = "resident"  # type: ignore[attr-defined]
    return through


def check_names() -> None:
    """Raise if a door asks for a permission that nobody declared."""
    for permission in needed:
        known(permission)


def _private(response: HttpResponseBase) -> HttpResponseBase:
    if isinstance(response, HttpResponse):
        response.headers.setdefault("Cache-Control", "no-store")
    return response
