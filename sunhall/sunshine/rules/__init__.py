"""What may be published of which period, and what of it nobody may be able to work out."""

from sunhall.sunshine.rules.counting import (
    QUESTIONS,
    County,
    Fact,
    Tally,
    county,
    enough,
    parts,
    tally,
    told_of,
)
from sunhall.sunshine.rules.runs import (
    Run,
    monthly,
    months_of,
    quarterly,
    settled,
    told_on,
)
from sunhall.sunshine.rules.shown import (
    GROUP_COLUMNS,
    LEAST,
    MOST_MONTHS,
    OPINION_COLUMNS,
    REVISIONS,
    ROW_COLUMNS,
    SHOWN,
    SHOWN_OF_PART,
    shown,
)

__all__ = [
    "GROUP_COLUMNS",
    "LEAST",
    "MOST_MONTHS",
    "OPINION_COLUMNS",
    "QUESTIONS",
    "REVISIONS",
    "ROW_COLUMNS",
    "SHOWN",
    "SHOWN_OF_PART",
    "County",
    "Fact",
    "Run",
    "Tally",
    "county",
    "enough",
    "monthly",
    "months_of",
    "parts",
    "quarterly",
    "settled",
    "shown",
    "tally",
    "told_of",
    "told_on",
]
