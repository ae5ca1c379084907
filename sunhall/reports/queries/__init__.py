"""Reading reports: which there are, what they hold, the rows beneath each number (H9)."""

from sunhall.reports.queries.content import Counted, counted, name_of, words
from sunhall.reports.queries.journal import last_entry, told
from sunhall.reports.queries.paper import element_rows, figure_rows, office_of, paper_of
from sunhall.reports.queries.reports import (
    Compared,
    authors_of,
    compare,
    facts_of,
    is_newest,
    names_of,
    newest_for,
    newest_of,
    owed,
    report_for,
    reports_for,
    rows_of,
    rows_with,
    sent_for,
    sent_report_for,
    span_of,
    title_of,
    versions_of,
)
from sunhall.reports.queries.rows import Row, listed

__all__ = [
    "Compared",
    "Counted",
    "Row",
    "authors_of",
    "compare",
    "counted",
    "element_rows",
    "facts_of",
    "figure_rows",
    "is_newest",
    "last_entry",
    "listed",
    "name_of",
    "names_of",
    "newest_for",
    "newest_of",
    "office_of",
    "owed",
    "paper_of",
    "report_for",
    "reports_for",
    "rows_of",
    "rows_with",
    "sent_for",
    "sent_report_for",
    "span_of",
    "title_of",
    "told",
    "versions_of",
    "words",
]
