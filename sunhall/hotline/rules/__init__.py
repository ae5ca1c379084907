"""Rules of the hotline: stages and moves of a request, and what each may rest on."""

from sunhall.hotline.rules.dispatching import may_be_sent
from sunhall.hotline.rules.facts import RequestFacts
from sunhall.hotline.rules.filing import DRAFT_FORM, DRAFT_LIVES, LONGEST_DRAFT, draft_life
from sunhall.hotline.rules.publishing import (
    DECISIONS,
    KEPT_BACK,
    PUBLIC,
    TAKEN_DOWN,
    PublicationFacts,
    may_review,
    may_take_down,
)
from sunhall.hotline.rules.ratings import (
    BAD_UP_TO,
    GOOD_FROM,
    REASONS,
    STARS,
    reasons_for,
)
from sunhall.hotline.rules.registers import PURPOSES, may_keep_registers
from sunhall.hotline.rules.residents import NOT_ANSWERS, may_object, may_rate, may_take_back
from sunhall.hotline.rules.showing import (
    SUSPECTED,
    marked,
    spans,
    without,
    without_names,
    without_persons,
)
from sunhall.hotline.rules.stages import (
    BULK,
    INTAKE,
    MOVES,
    UNDONE_BY,
    bulk_moves,
    may_know_person,
)
from sunhall.hotline.rules.stops import STOPS, Stop, Way, is_urgent_danger
from sunhall.hotline.rules.taking import may_import, may_receive
from sunhall.hotline.rules.words import (
    CALL_USES,
    CHANNELS,
    CITIZEN_WORDS,
    DEMANDS,
    DIALOGUE_RESULTS,
    DIALOGUE_WAYS,
    DISPOSALS,
    REFUSALS,
    RETURN_REASONS,
    REVEAL_REASONS,
    REVISIT_WAYS,
    citizen_status,
    subject_of,
)

__all__ = [
    "BAD_UP_TO",
    "BULK",
    "CALL_USES",
    "CHANNELS",
    "CITIZEN_WORDS",
    "DECISIONS",
    "DEMANDS",
    "DIALOGUE_RESULTS",
    "DIALOGUE_WAYS",
    "DISPOSALS",
    "DRAFT_FORM",
    "DRAFT_LIVES",
    "GOOD_FROM",
    "INTAKE",
    "KEPT_BACK",
    "LONGEST_DRAFT",
    "MOVES",
    "NOT_ANSWERS",
    "PUBLIC",
    "PURPOSES",
    "REASONS",
    "REFUSALS",
    "RETURN_REASONS",
    "REVEAL_REASONS",
    "REVISIT_WAYS",
    "STARS",
    "STOPS",
    "SUSPECTED",
    "TAKEN_DOWN",
    "UNDONE_BY",
    "PublicationFacts",
    "RequestFacts",
    "Stop",
    "Way",
    "bulk_moves",
    "citizen_status",
    "draft_life",
    "is_urgent_danger",
    "marked",
    "may_be_sent",
    "may_import",
    "may_keep_registers",
    "may_know_person",
    "may_object",
    "may_rate",
    "may_receive",
    "may_review",
    "may_take_back",
    "may_take_down",
    "reasons_for",
    "spans",
    "subject_of",
    "without",
    "without_names",
    "without_persons",
]
