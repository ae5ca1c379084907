"""Rows of a division list: a CSV of code and name, plain or gzipped, with clear row errors."""

import csv
import gzip
import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from sunhall.ground.kit.refusal import Refused, refuse
from sunhall.places.rules.codes import code_of

_CODE_HEADERS = ("code", "代码", "区划代码", "编码")
_NAME_HEADERS = ("name", "名称", "区划名称", "地名")
_GZIP = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class Division:
    """One row that can be read: where it stands, its full code and its name."""

    line: int
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class BadRow:
    """One row that cannot be taken, with the field and the way out."""

    line: int
    field: str
    reason: str


def read_divisions(data: bytes) -> Iterator[Division | BadRow]:
    """Read a list in UTF-8 or GB 18030, gzipped or not; further columns are ignored."""
    rows = _cells(_text(data))
    header = [cell.strip().lstrip("\ufeff").lower() for cell in next(rows, [])]
    code_at, name_at = _column(header, _CODE_HEADERS), _column(header, _NAME_HEADERS)
    if code_at is None or name_at is None:
        raise refuse("表头请包含 code（代码）和 name（名称）两列", field="file")
    for line, cells in enumerate(rows, start=2):
        if any(cell.strip() for cell in cells):
            yield _row(line, [*cells, "", ""], code_at, name_at)


def _cells(text: str) -> Iterator[list[str]]:
    try:
        yield from csv.reader(io.StringIO(text, newline=""))
    except csv.Error as error:
        raise refuse("表格里有不能识别的内容，请另存为 CSV（UTF-8）再上传", field="file") from error


def _row(line: int, cells: list[str], code_at: int, name_at: int) -> Division | BadRow:
    name = cells[name_at].strip() if name_at < len(cells) else ""
    if not name:
        return BadRow(line, "name", "请填写名称")
    if len(name) > 80:
        return BadRow(line, "name", "名称请不要超过 80 个字")
    try:
        return Division(line, code_of(cells[code_at] if code_at < len(cells) else ""), name)
    except Refused as refused:
        return BadRow(line, "code", refused.verdict.reason)


def _column(header: list[str], names: tuple[str, ...]) -> int | None:
    return next((at for at, cell in enumerate(header) if cell in names), None)


def _text(data: bytes) -> str:
    try:
        plain = gzip.decompress(data) if data.startswith(_GZIP) else data
    except (OSError, EOFError, zlib.error) as error:
        raise refuse("压缩文件不完整，请重新上传", field="file") from error
    try:
        return plain.decode("utf-8-sig")
    except UnicodeDecodeError:
        return plain.decode("gb18030", errors="replace")
