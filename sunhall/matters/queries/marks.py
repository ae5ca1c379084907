"""Marks on matters that `wiring.py` taught the spine: floors above know more of a matter."""

from collections.abc import Callable, Collection

from sunhall.ground.access.actor import Actor
from sunhall.matters.rules import Mark

Marker = Callable[[Actor, Collection[str]], dict[str, list[Mark]]]
Guide = Callable[[Actor, str], list[Mark]]

_markers: list[Marker] = []
_guides: list[Guide] = []


def teach_marks(markers: Collection[Marker], guides: Collection[Guide]) -> None:
    """Take who marks matters and who knows ways on from one; called once at start-up."""
    _markers[:], _guides[:] = markers, guides


def marks_of(actor: Actor, numbers: Collection[str]) -> dict[str, list[Mark]]:
    """The marks of matters that this actor sees already."""
    found: dict[str, list[Mark]] = {}
    for marker in _markers if numbers else ():
        for number, marks in marker(actor, numbers).items():
            found.setdefault(number, []).extend(marks)
    return found


def ways_of(actor: Actor, number: str) -> list[Mark]:
    """The ways on from a case that are open to this actor."""
    return [way for guide in _guides for way in guide(actor, number)]
