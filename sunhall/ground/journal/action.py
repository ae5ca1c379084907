"""The `@action` decorator: one write, one transaction, one named actor."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import transaction

from sunhall.ground.access.actor import Actor
from sunhall.ground.journal.standing import glance

P = ParamSpec("P")
R = TypeVar("R")


def action(function: Callable[P, R]) -> Callable[P, R]:
    """Run a write in one transaction; refuse a call that does not name who acts."""

    @wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        if not isinstance(kwargs.get("by"), Actor):
            raise TypeError(f"{function.__name__}() needs by=Actor")
        with transaction.atomic(), glance(for_action=True):
            return function(*args, **kwargs)

    run.is_action = True  # type: ignore[attr-defined]  # read by the house test
    return run
