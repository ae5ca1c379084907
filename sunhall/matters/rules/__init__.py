"""Rules of the spine: phases, the table of moves, and the verdicts every kind shares."""

from sunhall.matters.rules.facts import MatterFacts
from sunhall.matters.rules.kinds import Kind
from sunhall.matters.rules.moves import Move, Moves
from sunhall.matters.rules.phases import (
    ACCEPTED,
    ANSWERED,
    CLOSED,
    ENDED,
    OPEN,
    OUTCOMES,
    PHASES,
    RECEIVED,
    REFUSED,
    WORKING,
)
from sunhall.matters.rules.verdicts import (
    RETURNS_BEFORE_DECISION,
    may_contact,
    may_dispute_contact,
    may_extend,
    may_note,
    may_own,
    may_pause,
    may_rate,
    may_resume,
    may_return,
    may_sign,
)

__all__ = [
    "ACCEPTED",
    "ANSWERED",
    "CLOSED",
    "ENDED",
    "OPEN",
    "OUTCOMES",
    "PHASES",
    "RECEIVED",
    "REFUSED",
    "RETURNS_BEFORE_DECISION",
    "WORKING",
    "Kind",
    "MatterFacts",
    "Move",
    "Moves",
    "may_contact",
    "may_dispute_contact",
    "may_extend",
    "may_note",
    "may_own",
    "may_pause",
    "may_rate",
    "may_resume",
    "may_return",
    "may_sign",
]
