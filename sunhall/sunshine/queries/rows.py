"""The published rows: with them, and them alone, every published number can be recomputed (D2)."""

from collections.abc import Iterable, Iterator

from sunhall.sunshine import rules
from sunhall.sunshine.models import Release
from sunhall.sunshine.queries.figures import Told, parts

Row = tuple[str, ...]


def request_rows(found: Told) -> Iterator[Row]:
    """Whether each request was answered and in time: a line each, in an order that says nothing."""
    for release in found.releases:
        for answered, on_time, days, count in release.content["handled"]:
            line = (*_months(release), _truth(answered), _truth(on_time), _words(days))
            yield from [line] * count


def opinion_rows(found: Told) -> Iterator[Row]:
    """How often each answer was given to each question."""
    for release in found.releases:
        for question in rules.QUESTIONS:
            for answer, count in release.content["opinions"][question]:
                yield *_months(release), question, _words(answer), str(count)


def group_rows(tables: Iterable[Release]) -> Iterator[Row]:
    """The counts of each office and topic that may be told."""
    names = [code for code, _words in rules.GROUP_COLUMNS[4:]]
    for table in tables:
        told = rules.told_of(table.scope)
        for part in parts(table):
            counts = [str(getattr(part.tally, name)) if name in told else "" for name in names]
            yield *_months(table), part.by, part.name, *counts


def _months(release: Release) -> tuple[str, str]:
    return f"{release.first:%Y-%m}", f"{release.last:%Y-%m}"


def _words(value: bool | int | None) -> str:
    return _truth(value) if isinstance(value, bool) or value is None else str(value)


def _truth(value: bool | None) -> str:
    return "" if value is None else str(value).lower()
