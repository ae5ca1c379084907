"""Reading what other systems hand over: which column is what, and what a row says (H8, D2).

A row becomes `Given`, or `Bad` with the field and a plain reason. Nothing here writes.
"""

from sunhall.hotline.rules.imports.columns import (
    FIELDS,
    REJECT_COLUMNS,
    guess,
    mapped,
    require_usable,
)
from sunhall.hotline.rules.imports.mark import NO_ANSWER, ask_part
from sunhall.hotline.rules.imports.people import Who, who_is
from sunhall.hotline.rules.imports.rows import NO_WORDS, Bad, Given, read
from sunhall.hotline.rules.imports.texts import clean
from sunhall.hotline.rules.imports.times import Moment, read_moment
from sunhall.hotline.rules.imports.words import channel_of, demand_of

__all__ = [
    "FIELDS",
    "NO_ANSWER",
    "NO_WORDS",
    "REJECT_COLUMNS",
    "Bad",
    "Given",
    "Moment",
    "Who",
    "ask_part",
    "channel_of",
    "clean",
    "demand_of",
    "guess",
    "mapped",
    "read",
    "read_moment",
    "require_usable",
    "who_is",
]
