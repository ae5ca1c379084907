"""The one tag library, and the two ways components look at what they are given."""

from collections.abc import Mapping
from typing import Any

from django import template

register = template.Library()


def look(thing: Any, name: str, default: Any = "") -> Any:
    """Read `name` of a mapping or an object alike, as templates do."""
    if isinstance(thing, Mapping):
        return thing.get(name, default)
    return getattr(thing, name, default)


def one_of(value: str, allowed: tuple[str, ...], what: str) -> str:
    """Return the value, or stop the page: a wrong word is a programming error."""
    if value not in allowed:
        raise template.TemplateSyntaxError(f"{what}={value!r} is none of {', '.join(allowed)}")
    return value
