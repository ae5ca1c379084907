"""Published figures, and those of staff with the rows beneath (D2)."""

from sunhall.sunshine.queries.comparing import (
    Compared,
    Comparison,
    Office,
    Rate,
    comparison,
    of_office,
)
from sunhall.sunshine.queries.facts import facts, held_by_month, names_of
from sunhall.sunshine.queries.figures import (
    Month,
    Part,
    Published,
    Told,
    by_month,
    months_of_part,
    newest,
    of_part,
    parts,
    published,
    stars,
    tables,
    told,
)
from sunhall.sunshine.queries.inner import (
    REQUEST,
    definition,
    inner_report,
    page_of,
    rows_of_figure,
)
from sunhall.sunshine.queries.marks import ways_of
from sunhall.sunshine.queries.rows import group_rows, opinion_rows, request_rows

__all__ = [
    "REQUEST",
    "Compared",
    "Comparison",
    "Month",
    "Office",
    "Part",
    "Published",
    "Rate",
    "Told",
    "by_month",
    "comparison",
    "definition",
    "facts",
    "group_rows",
    "held_by_month",
    "inner_report",
    "months_of_part",
    "names_of",
    "newest",
    "of_office",
    "of_part",
    "opinion_rows",
    "page_of",
    "parts",
    "published",
    "request_rows",
    "rows_of_figure",
    "stars",
    "tables",
    "told",
    "ways_of",
]
