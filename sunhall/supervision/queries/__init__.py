"""The cockpit's numbers, each with the list beneath it: one query serves both (V1; ux B5, B6)."""

from sunhall.supervision.queries.board import (
    Board,
    Due,
    MonthLine,
    OfficeLine,
    board,
    by_month,
    by_office,
    due_ahead,
    worst,
)
from sunhall.supervision.queries.listing import Wanted, listed, page_of
from sunhall.supervision.queries.why import courses

__all__ = [
    "Board",
    "Due",
    "MonthLine",
    "OfficeLine",
    "Wanted",
    "board",
    "by_month",
    "by_office",
    "courses",
    "due_ahead",
    "listed",
    "page_of",
    "worst",
]
