"""Filing once: what arrives twice at the same instant under one key is one request."""

from typing import Any

from django.db import IntegrityError

from sunhall.ground.access.actor import Actor
from sunhall.hotline import actions, queries
from sunhall.matters import queries as matters


def filed_under(key: str | None) -> Any:
    """The request that an intake key already stands for, or None."""
    number = matters.number_taken_for(key) if key else None
    return queries.request_of(number) if number else None


def receive_once(*, intake_key: str | None, by: Actor, **facts: Any) -> Any:
    """Receive a request, or find the one that the other sending has just made."""
    try:
        return actions.receive_request(intake_key=intake_key, by=by, **facts)
    except IntegrityError:
        if filed := filed_under(intake_key):
            return filed
        raise
