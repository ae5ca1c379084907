"""The lines of a file, in order, each with what it says."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from sunhall.ground.kit.now import now
from sunhall.ground.kit.table import Row, columns, rows, unguarded
from sunhall.hotline.models import ImportJob
from sunhall.hotline.rules.imports import REJECT_COLUMNS, Bad, Given, read


@dataclass(frozen=True, slots=True)
class Line:
    """One data row of a file: its number from 1, its cells, and what they say."""

    row: int
    cells: Row
    said: Given | Bad
    is_repeat: bool = False

    @property
    def number(self) -> str:
        """The number in its source; "" for a bad line."""
        return self.said.number if isinstance(self.said, Given) else ""


class Lines(Iterator[Line]):
    """The lines of a file in order; knows which numbers it has met, to catch doubles."""

    def __init__(self, path: Path | str, mapping: Mapping[str, str]) -> None:
        self.columns = dict(mapping)
        self.at = 0
        self._rows = _rows(path, need=self.columns.values())
        self._met: dict[str, tuple[int, str]] = {}
        self._now = now()

    def __next__(self) -> Line:
        cells = next(self._rows)
        self.at += 1
        said = read(cells, self.columns, self._now)
        if isinstance(said, Bad):
            return Line(self.at, cells, said)
        first, mark = self._met.setdefault(said.number, (self.at, said.mark))
        if first == self.at:
            return Line(self.at, cells, said)
        if mark == said.mark:
            return Line(self.at, cells, said, is_repeat=True)
        words = f"编号 {said.number} 与第 {first} 行相同而内容不同，请核对"
        return Line(self.at, cells, Bad("number", words))


_open: dict[str, Lines] = {}


def lines_after(job: ImportJob, most: int) -> list[Line]:
    """The next lines of a job. A worker keeps its place; a new one reads on from the beginning."""
    lines = _open.get(job.code)
    if lines is None or (lines.at, lines.columns) != (job.done, job.mapping["columns"]):
        _open.clear()
        lines = _open[job.code] = Lines(job.path, job.mapping["columns"])
        while lines.at < job.done and next(lines, None):
            pass
    return list(islice(lines, most))


def file_hash(path: Path | str) -> str:
    """The SHA-256 of a file, by which a person can tell which file was imported."""
    with Path(path).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _rows(path: Path | str, need: Iterable[str] = ()) -> Iterator[Row]:
    """The rows of a file; a file of rejected rows gives its cells as they stood before it (H8)."""
    found = rows(path, need)
    if not set(REJECT_COLUMNS) <= set(columns(path)):
        return found
    return (
        Row(row.number, list(row), [*map(unguarded, row.values()), *row.extra]) for row in found
    )


def is_here(job: ImportJob) -> bool:
    """Whether the uploaded file of a job is still kept."""
    return bool(job.path) and Path(job.path).is_file()


def row_count(path: Path | str) -> int:
    """How many data rows a table has."""
    return sum(1 for _ in rows(path))


def preview(job: ImportJob, most: int = 5) -> tuple[list[str], list[list[str]]]:
    """The headers of an uploaded file and its first rows, to see which column is what."""
    headers = columns(job.path)
    return headers, [
        [row.get(name, "") for name in headers] for row in islice(_rows(job.path), most)
    ]
