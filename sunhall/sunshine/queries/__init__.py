"""Published figures: out of the same queries as the inner ones, suppressed below ten (D2)."""

from sunhall.sunshine.queries.figures import (
    Group,
    Month,
    Part,
    Published,
    by_month,
    groups,
    months_of_part,
    named_groups,
    of_part,
    published,
    report,
    stars,
)
from sunhall.sunshine.queries.inner import definition, inner_report, page_of, rows_of_figure
from sunhall.sunshine.queries.rows import group_rows, opinion_rows, request_rows

__all__ = [
    "Group",
    "Month",
    "Part",
    "Published",
    "by_month",
    "definition",
    "group_rows",
    "groups",
    "inner_report",
    "months_of_part",
    "named_groups",
    "of_part",
    "opinion_rows",
    "page_of",
    "published",
    "report",
    "request_rows",
    "rows_of_figure",
    "stars",
]
