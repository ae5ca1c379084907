"""Who is at the door: the address behind a proxy of ours, and the actor, built once."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from sunhall.directory import queries as directory
from sunhall.ground.access.actor import VISITOR, Actor
from sunhall.ground.journal.standing import glance
from sunhall.people import queries as people

RESIDENT_KEY = "resident"


class ProxyMiddleware:
    """Take the visitor's address from a proxy of ours, and from nobody else.

    Without it all visitors behind a proxy share one address, and a few wrong query codes of
    one would lock out everybody.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        told = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
        if told and request.META.get("REMOTE_ADDR") in settings.PROXIES:
            request.META["REMOTE_ADDR"] = told[:45]
        return self.get_response(request)


class ActorMiddleware:
    """Put `request.actor` on every request: staff, resident or visitor."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with glance():
            request.actor = _actor(request)  # type: ignore[attr-defined]
            return self.get_response(request)


def _actor(request: HttpRequest) -> Actor:
    user = getattr(request, "user", None)
    if user is not None and user.is_authenticated:
        return directory.actor_for_account(user.pk)
    resident = request.session.get(RESIDENT_KEY)
    if resident:
        return people.actor_for_resident(resident)
    return VISITOR
