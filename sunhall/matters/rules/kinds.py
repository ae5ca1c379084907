"""A kind of matter, as `wiring.py` teaches it to the spine."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sunhall.matters.rules.moves import Moves


@dataclass(frozen=True)
class Kind:
    """What the spine must know of a kind: its words, its table, where its facts come from.

    `facts(matter)` gives the facts that the kind's verdicts look at; `unnamed(actor)` selects
    the matters of which this actor may not know who asked, `joined(actor)` those in which a post
    of theirs has work without owning them. `address` is the URL name
    of its staff page, `limit` the code of the rule that sets its main clock. `undone_by` names
    the moves that take back a fact of its own, as `UNDONE_BY` does for those of the spine.
    """

    code: str
    words: str
    prefix: str
    moves: Moves
    facts: Callable[[Any], Any]
    limit: str
    address: str
    unnamed: Callable[[Any], Any] | None = None
    joined: Callable[[Any], Any] | None = None
    undone_by: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
