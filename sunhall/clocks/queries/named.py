"""Names of those who changed the calendar and its rules; this floor knows codes only."""

from collections.abc import Callable, Iterable
from typing import Protocol, TypeVar

NamesOf = Callable[[Iterable[str]], dict[str, str]]
_names: list[NamesOf] = []


class Made(Protocol):
    """A row that somebody made."""

    made_by: str


M = TypeVar("M", bound=Made)


def teach_names(names_of: NamesOf) -> None:
    """Take from the wiring how a code such as `staff:zhao` becomes a name."""
    _names[:] = [names_of]


def name_of(code: str) -> str:
    """The name behind a code; a code nobody knows stays what it is."""
    return (_names[0]([code]) if _names else {}).get(code, code)


def with_names(rows: Iterable[M]) -> list[M]:
    """Rows for a page, which are never saved, with a name where the code stood."""
    found = list(rows)
    names = _names[0](row.made_by for row in found) if _names else {}
    for row in found:
        row.made_by = names.get(row.made_by, row.made_by)
    return found
