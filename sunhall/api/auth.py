"""Who calls: a key in the Authorization header acts as one staff account."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest
from ninja.security import HttpBearer

from sunhall.directory import queries as directory
from sunhall.ground.access.actor import Actor
from sunhall.ground.access.permissions import known
from sunhall.ground.web.doors import needed


class Key(HttpBearer):
    """`Authorization: Bearer sh_…`."""

    openapi_description = "A key issued by `sunhall api-key`; it acts as one staff account."

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:
        actor = directory.actor_for_key(token)
        return actor if actor.is_staff else None


class Forbidden(Exception):
    """The key's account lacks a permission."""

    def __init__(self, permission: str) -> None:
        super().__init__(permission)
        self.permission = permission


def needs(permission: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Let only accounts with this permission through."""
    needed.add(permission)

    def decorate(view: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(view)
        def through(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            actor: Actor = request.auth  # type: ignore[attr-defined]  # set by Key
            if not actor.may(known(permission)):
                raise Forbidden(permission)
            return view(request, *args, **kwargs)

        through.api_permission = permission  # type: ignore[attr-defined]
        return through

    return decorate


def caller(request: HttpRequest) -> Actor:
    """The actor behind the key."""
    actor: Actor = request.auth  # type: ignore[attr-defined]
    return actor
