"""Where a file comes from, when nobody says it."""

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from sunhall.hotline.models import ImportJob
from sunhall.hotline.queries.imports.known import known_rows
from sunhall.hotline.queries.imports.lines import Line
from sunhall.hotline.rules.imports import Given, ask_part

SAMPLE = 200
REJECTS_SUFFIX = ".rejects"
# How a command (-2) and browsers ( (1)) tell a second download from the first.
_COPY = re.compile(r"(?:-\d+)?(?: ?\(\d+\))?")


def source_name(name: str, sample: Sequence[Line]) -> str:
    """Name the source of a file nobody named: by its content first, by the file's name else.

    If a source already holds rows of this very content under these numbers, it is that one, so
    a renamed copy, or a longer export, adds nothing twice. Then the source that a file of this
    name, or the file its rejected rows came from, had before; then the name without its endings.
    """
    said = {line.said.number: line.said for line in sample if isinstance(line.said, Given)}
    agreeing: Counter[str] = Counter()
    for source in _sources():
        known = known_rows(source, list(said))
        same = (ask_part(known[n].mark) == ask_part(said[n].mark) for n in known)
        agreeing[source] = sum(same)
    best = agreeing.most_common(1)
    if best and best[0][1]:
        return best[0][0]
    stem = file_stem(name)
    earlier = ImportJob.objects.filter(mapping__stem=stem).order_by("-started_at").first()
    return str(earlier.mapping["source"]) if earlier else stem


def file_stem(name: str) -> str:
    """A file's name without folders, endings, and the mark of a file of rejected rows."""
    stem = Path(name.replace("\\", "/")).name
    for ending in (".gz", ".csv", ".tsv", ".txt", ".xlsx", ".xls", ".xlsm"):
        stem = stem.removesuffix(ending)
    head, mark, tail = stem.rpartition(REJECTS_SUFFIX)
    if mark and _COPY.fullmatch(tail):
        stem = head
    return stem[:40] or "import"


def _sources() -> list[str]:
    return list(
        ImportJob.objects.filter(is_dry_run=False)
        .values_list("mapping__source", flat=True)
        .distinct()
        .order_by()
    )
