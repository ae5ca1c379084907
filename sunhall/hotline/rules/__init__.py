"""Rules of the hotline: stages and moves of a request, and what each may rest on."""

from sunhall.hotline.rules.facts import RequestFacts
from sunhall.hotline.rules.stages import MOVES
from sunhall.hotline.rules.words import (
    CHANNELS,
    CITIZEN_WORDS,
    DEMANDS,
    DIALOGUE_RESULTS,
    DIALOGUE_WAYS,
    DISPOSALS,
    REFUSALS,
    RETURN_REASONS,
    REVISIT_WAYS,
    citizen_status,
    subject_of,
)

__all__ = [
    "CHANNELS",
    "CITIZEN_WORDS",
    "DEMANDS",
    "DIALOGUE_RESULTS",
    "DIALOGUE_WAYS",
    "DISPOSALS",
    "MOVES",
    "REFUSALS",
    "RETURN_REASONS",
    "REVISIT_WAYS",
    "RequestFacts",
    "citizen_status",
    "subject_of",
]
