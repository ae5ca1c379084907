"""The rules of places: codes, what lies within what, rows of an import, names in pinyin."""

from sunhall.places.rules.codes import (
    LEVELS,
    WIDTHS,
    ancestors,
    code_of,
    following,
    full_code,
    full_name,
    level_of,
    span,
    stem,
    within,
)
from sunhall.places.rules.keeping import may_manage
from sunhall.places.rules.rows import BadRow, Division, read_divisions

__all__ = [
    "LEVELS",
    "WIDTHS",
    "BadRow",
    "Division",
    "ancestors",
    "code_of",
    "following",
    "full_code",
    "full_name",
    "level_of",
    "may_manage",
    "read_divisions",
    "span",
    "stem",
    "within",
]
