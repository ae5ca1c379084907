"""A kind of matter, as `wiring.py` teaches it to the spine."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sunhall.matters.rules.moves import Moves


@dataclass(frozen=True)
class Kind:
    """What the spine must know of a kind: its words, its table, where its facts come from.

    `facts(matter)` gives the facts that the kind's verdicts look at. `address` is the URL name
    of its staff page, `limit` the code of the rule that sets its main clock.
    """

    code: str
    words: str
    prefix: str
    moves: Moves
    facts: Callable[[Any], Any]
    limit: str
    address: str
