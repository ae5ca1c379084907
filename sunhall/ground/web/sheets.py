"""Tables to take away: CSV of the very rows a page shows, streamed and safe to open (K1, D2)."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Any

from django.http import StreamingHttpResponse
from django.utils.http import content_disposition_header

from sunhall.ground.kit.table import guarded


class _Line:
    """A file that hands each written line on, so that a large table is streamed."""

    def write(self, text: str) -> str:
        return text


def csv_answer(
    name: str, head: Sequence[str], rows: Iterable[Sequence[str]], *, public: bool = False
) -> StreamingHttpResponse:
    """Answer with a CSV file.

    For staff it begins with a mark, so that spreadsheets read Chinese, and is never kept by a
    cache; a public file is plain UTF-8 for programs.
    """
    lines = _lines(head, rows)
    text = lines if public else chain(["\ufeff"], lines)
    response = StreamingHttpResponse(text, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = str(content_disposition_header(True, f"{name}.csv"))
    if not public:
        response["Cache-Control"] = "no-store"
    return response


def _lines(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    writer: Any = csv.writer(_Line())
    for row in chain([head], rows):
        yield writer.writerow([guarded(str(cell)) for cell in row])
