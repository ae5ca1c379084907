"""Who calls: a key in the Authorization header acts as one staff account."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest
from ninja.security import HttpBearer

from sunhall.directory import actions
from sunhall.directory import queries as directory
from sunhall.ground.access.actor import VISITOR, Actor
from sunhall.ground.access.permissions import known
from sunhall.ground.web.doors import needed


class Key(HttpBearer):
    """`Authorization: Bearer sh_…`."""

    openapi_description = "A key issued by `sunhall api-key`; it acts as one staff account."

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:
        key = directory.key_in_force(token)
        actor = directory.actor_for_account(key.account_id) if key else VISITOR
        if key is None or not actor.is_staff:
            return None
        if not directory.is_noted_today(key):
            actions.note_key_used(token, by=actor)
        return actor


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
