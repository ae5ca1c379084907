"""The kinds of matter that `wiring.py` taught the spine."""

from collections.abc import Iterable

from sunhall.matters.rules import Kind

_kinds: dict[str, Kind] = {}


def teach(kinds: Iterable[Kind]) -> None:
    """Take the kinds; called once when the house opens."""
    _kinds.clear()
    _kinds.update({kind.code: kind for kind in kinds})


def kind(code: str) -> Kind:
    """The kind with this code."""
    return _kinds[code]


def all_kinds() -> tuple[Kind, ...]:
    """Every kind, in the order of the wiring."""
    return tuple(_kinds.values())
