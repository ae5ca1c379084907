"""Tables that offices hand over: CSV, CSV.gz and Excel, read row by row as text.

The kind of a file is told by its first bytes, never by its name. Every cell comes out as text,
so that a telephone number or an id number keeps its leading zeros and its length.
"""

import codecs
import csv
import gzip
import io
import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import chain, islice
from pathlib import Path
from typing import IO, Any, cast

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from sunhall.ground.kit.refusal import Refused, refuse

_GZIP = b"\x1f\x8b"
_EXCEL = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_DELIMITERS = ",\t;|"
_LOOK_AHEAD = 10
_CHUNK = 1 << 20
# What a spreadsheet may run: a formula, also behind blanks, in full width, or behind our mark.
_RUNS = re.compile(r"[\s']*[=+\-@\t\r\n＝＋－＠]")

Record = tuple[int, list[str]]


class Row(dict[str, str]):
    """One row by column name, with its number as a spreadsheet shows it (header included)."""

    def __init__(self, number: int, names: Sequence[str], cells: Sequence[str]) -> None:
        padded = [*cells, *[""] * (len(names) - len(cells))]
        super().__init__(zip(names, padded, strict=False))
        self.number = number
        self.extra = tuple(cell for cell in cells[len(names) :] if cell.strip())


def rows(path: Path | str, need: Iterable[str] = ()) -> Iterator[Row]:
    """Read a table row by row; refuse at once when a needed column is missing."""
    names, records = _open(Path(path))
    _require_columns(names, need)
    return (Row(number, names, cells) for number, cells in records)


def columns(path: Path | str) -> list[str]:
    """Name the columns of a table in their order."""
    return _open(Path(path))[0]


def guarded(cell: str) -> str:
    """Mark a cell with ' so that no spreadsheet runs it as a formula; `unguarded` takes it off."""
    return f"'{cell}" if _RUNS.match(cell) else cell


def unguarded(cell: str) -> str:
    """The cell as it stood before `guarded`; any other cell stays as it is."""
    return cell[1:] if cell.startswith("'") and _RUNS.match(cell[1:]) else cell


def _require_columns(names: Sequence[str], need: Iterable[str]) -> None:
    for name in map(column_name, need):
        if name not in names:
            raise no_column(name, names, field=name)


def no_column(name: str, names: Iterable[str], *, field: str) -> Refused:
    """Say that a table lacks a column, and which ones it has."""
    known = "、".join(names)
    return refuse("表格中没有“{name}”列；现有的列：{known}", field=field, name=name, known=known)


def _open(path: Path) -> tuple[list[str], Iterator[Record]]:
    records = _filled(_records(path))
    head = list(islice(records, _LOOK_AHEAD))
    if not head:
        raise refuse("表格是空的，请选择有表头和内容的文件", field="file")
    at = _header_at([cells for _, cells in head])
    return _names(head[at][1]), chain(head[at + 1 :], records)


def _records(path: Path) -> Iterator[Record]:
    try:
        with path.open("rb") as file:
            magic = file.read(4)
    except OSError as trouble:
        raise refuse(
            "打不开文件 {name}，请检查路径和权限", field="file", name=path.name
        ) from trouble
    if magic.startswith(_EXCEL):
        return _excel(path)
    return _csv(path, zipped=magic.startswith(_GZIP))


def _filled(records: Iterator[Record]) -> Iterator[Record]:
    return ((number, cells) for number, cells in records if any(map(str.strip, cells)))


def _header_at(head: Sequence[Sequence[str]]) -> int:
    """Find the header below title lines: the first row that fills more than half the width."""
    filled = [sum(1 for cell in cells if cell.strip()) for cells in head]
    return next(at for at, count in enumerate(filled) if count * 2 > max(filled))


def _names(cells: Sequence[str]) -> list[str]:
    names: list[str] = []
    for at, cell in enumerate(cells, start=1):
        name = column_name(unguarded(cell)) or f"第 {at} 列"
        same = sum(1 for other in names if other == name or other.startswith(f"{name} ("))
        names.append(f"{name} ({same + 1})" if same else name)
    while len(names) > 1 and not cells[len(names) - 1].strip():
        names.pop()
    return names


def column_name(cell: str) -> str:
    """Bring a header to one form: one space where a cell had a line break."""
    return " ".join(cell.replace("\ufeff", "").split())


# --- CSV


def _csv(path: Path, *, zipped: bool) -> Iterator[Record]:
    """Read CSV, zipped or not. Records are counted, not lines: a cell may hold line breaks."""
    number = 0
    try:
        encoding = _encoding(path, zipped=zipped)
        with (
            _bytes(path, zipped=zipped) as raw,
            io.TextIOWrapper(raw, encoding, errors="replace", newline="") as text,
        ):
            lines = (line.replace("\0", "") for line in text)
            head = list(islice(lines, _LOOK_AHEAD))
            reader = csv.reader(chain(head, lines), delimiter=_delimiter(head))
            for number, cells in enumerate(reader, start=1):
                yield number, cells
    except (EOFError, gzip.BadGzipFile, zlib.error) as trouble:
        raise refuse(
            "压缩文件 {name} 不完整，请重新上传", field="file", name=path.name
        ) from trouble
    except csv.Error as trouble:
        reason = "第 {row} 行读不出来，请检查这一行的引号是否成对"
        raise refuse(reason, field="file", row=number + 1) from trouble


def _bytes(path: Path, *, zipped: bool) -> IO[bytes]:
    return cast("IO[bytes]", gzip.open(path)) if zipped else path.open("rb")


def _encoding(path: Path, *, zipped: bool) -> str:
    """Tell UTF-8 from GB18030 by reading the whole file once.

    A few broken bytes do not make a UTF-8 file GB18030: that would turn every good row into
    nonsense. GB18030 read as UTF-8 breaks at most characters, so a quarter tells them apart.
    """
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    broken = foreign = 0
    with _bytes(path, zipped=zipped) as raw:
        if raw.read(2) in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
            return "utf-16"
        raw.seek(0)
        while chunk := raw.read(_CHUNK):
            text = decoder.decode(chunk)
            broken += text.count("\ufffd") - chunk.count("\ufffd".encode())
            foreign += len(text) - len(text.encode("ascii", "ignore"))
    return "gb18030" if broken * 4 > foreign else "utf-8-sig"


def _delimiter(head: Sequence[str]) -> str:
    """Take the commonest delimiter of the first line that has any; a title line has none."""
    for line in head:
        outside_quotes = "".join(line.split('"')[::2])
        if any(mark in outside_quotes for mark in _DELIMITERS):
            return max(_DELIMITERS, key=outside_quotes.count)
    return _DELIMITERS[0]


# --- Excel


def _excel(path: Path) -> Iterator[Record]:
    """Read the first visible sheet that holds anything."""
    try:
        with CalamineWorkbook.from_path(path) as book:
            for meta in book.sheets_metadata:
                if meta.typ != SheetTypeEnum.WorkSheet or meta.visible != SheetVisibleEnum.Visible:
                    continue
                sheet = book.get_sheet_by_name(meta.name)
                if sheet.start is None:
                    continue
                # iter_rows begins at the top of the sheet even when the first rows are empty.
                for number, cells in enumerate(sheet.iter_rows(), start=1):
                    yield number, [_text(cell) for cell in cells]
                return
    except CalamineError as trouble:
        reason = "读不出 Excel 文件 {name}，请另存为 xlsx 或 CSV 后重试"
        raise refuse(reason, field="file", name=path.name) from trouble


def _text(cell: Any) -> str:
    """Write a cell as a person would read it: 24 and not 24.0, a day without 00:00:00."""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.isoformat(" ").removesuffix(" 00:00:00")
    if isinstance(cell, timedelta):
        return str(cell)
    return str(cell).replace("\0", "")
