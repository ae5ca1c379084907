"""What an exchange tells of a line: plain facts, the same for every maker."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fact:
    """`line` is the exchange's own name of the caller's connection."""

    line: str


@dataclass(frozen=True, slots=True)
class Arrived(Fact):
    """Somebody calls; `caller` is empty when the number is withheld."""

    caller: str = ""
    called: str = ""


@dataclass(frozen=True, slots=True)
class Pressed(Fact):
    """The caller pressed keys."""

    keys: str


@dataclass(frozen=True, slots=True)
class LegUp(Fact):
    """A leg that we asked for was picked up."""

    leg: str


@dataclass(frozen=True, slots=True)
class LegDown(Fact):
    """A leg is gone, or was never picked up; `cause` is the exchange's word."""

    leg: str
    cause: str = ""


@dataclass(frozen=True, slots=True)
class Ended(Fact):
    """The caller's connection is gone."""

    cause: str = ""


@dataclass(frozen=True, slots=True)
class Recorded(Fact):
    """A recording lies ready under this name."""

    name: str
    seconds: int = 0


@dataclass(frozen=True, slots=True)
class Disobeyed(Fact):
    """An order could not be carried out."""

    verb: str
    leg: str = ""


Heed = Callable[[str, Fact], None]
Expect = Callable[[str, frozenset[str]], None]
_heeds: list[Heed] = []
_expects: list[Expect] = []


def wire(*, heed: Heed, reconcile: Expect) -> None:
    """Take who heeds facts, and who compares what should live with what does."""
    _heeds[:] = [heed]
    _expects[:] = [reconcile]


def tell(exchange: str, fact: Fact) -> None:
    """Hand a fact of an exchange to whoever heeds it."""
    for heed in _heeds:
        heed(exchange, fact)


def tell_living(exchange: str, lines: frozenset[str]) -> None:
    """Say which lines live: what was missed while nobody listened is made up for."""
    for reconcile in _expects:
        reconcile(exchange, lines)
