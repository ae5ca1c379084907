"""What a verdict may look at: plain facts, read once, no database behind them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class MatterFacts:
    """The facts of one matter that every kind shares."""

    number: str
    kind: str
    stage: str
    phase: str
    owner_post: str
    offered_to: str = ""
    person: str = ""
    signed: bool = False
    paused: bool = False
    overdue: bool = False
    sealed: bool = False
    returns: int = 0
    extensions: int = 0
    extension_asked: bool = False
    answers: int = 0
    rated: bool = False
    satisfied: bool | None = None
    replayed: bool = False
