"""What follows from what exchanges tell; the wiring teaches it to the ground."""

from sunhall.calls import actions
from sunhall.ground.access.actor import SYSTEM
from sunhall.ground.lines.facts import Fact


def heed(exchange: str, fact: Fact) -> None:
    """Take a fact of an exchange."""
    actions.heed(exchange, fact, by=SYSTEM)


def reconcile(exchange: str, lines: frozenset[str]) -> None:
    """Compare the calls we believe in with those that live."""
    actions.reconcile(exchange, lines, by=SYSTEM)
