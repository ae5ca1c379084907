"""The actor is built once, at the door, for pages and API alike."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from sunhall.directory import queries as directory
from sunhall.ground.access.actor import VISITOR, Actor
from sunhall.people import queries as people

RESIDENT_KEY = "resident"


class ActorMiddleware:
    """Put `request.actor` on every request: staff, resident or visitor."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
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
