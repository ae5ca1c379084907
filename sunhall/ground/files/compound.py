"""Compound files: doc, xls and ppt of Office 97–2003 ([MS-CFB]), read only as far as needed."""

import struct
from typing import BinaryIO

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_END = 0xFFFFFFFA
_MOST_SECTORS = 20_000
_ENTRY = 128

_MAIN = (
    ("doc", "WordDocument"),
    ("ppt", "PowerPoint Document"),
    ("xls", "Workbook"),
    ("xls", "Book"),
)
_MACROS = {"_VBA_PROJECT", "_VBA_PROJECT_CUR", "VBA", "Macros"}
_LOCKED = {"EncryptedPackage", "EncryptionInfo"}


def kind_of(file: BinaryIO) -> str | None:
    """Tell doc, xls and ppt apart by the stream that each must contain."""
    try:
        names = streams(file)
    except (struct.error, ValueError):
        return None
    return next((code for code, stream in _MAIN if stream in names), None)


def is_locked(file: BinaryIO) -> bool:
    """Whether it is an encrypted document of any Office version."""
    try:
        return bool(_LOCKED & streams(file))
    except (struct.error, ValueError):
        return False


def has_macros(file: BinaryIO) -> bool:
    """Whether it carries a VBA project."""
    return bool(_MACROS & streams(file))


def streams(file: BinaryIO) -> set[str]:
    """The names of all streams and storages."""
    file.seek(0)
    head = file.read(512)
    (shift,) = struct.unpack_from("<H", head, 30)
    if shift not in {9, 12}:
        raise ValueError("unknown sector size")
    size = 1 << shift
    table = _allocation_table(file, head, size)
    names: set[str] = set()
    (sector,) = struct.unpack_from("<I", head, 48)
    seen = 0
    while sector < _END and seen < _MOST_SECTORS:
        block = _sector(file, sector, size)
        for at in range(0, len(block) - _ENTRY + 1, _ENTRY):
            (length,) = struct.unpack_from("<H", block, at + 64)
            if 2 <= length <= 64:
                names.add(block[at : at + length - 2].decode("utf-16-le", "replace"))
        if sector >= len(table):
            raise ValueError("directory leaves the file")
        sector, seen = table[sector], seen + 1
    return names


def _allocation_table(file: BinaryIO, head: bytes, size: int) -> list[int]:
    """Read the sector chains; the first 109 parts stand in the header, the rest in a chain."""
    parts = [part for part in struct.unpack_from("<109I", head, 76) if part < _END]
    (extra,) = struct.unpack_from("<I", head, 68)
    seen = 0
    while extra < _END and seen < _MOST_SECTORS:
        more = struct.unpack(f"<{size // 4}I", _sector(file, extra, size))
        parts += [part for part in more[:-1] if part < _END]
        extra, seen = more[-1], seen + 1
    table: list[int] = []
    for part in parts[:_MOST_SECTORS]:
        table += struct.unpack(f"<{size // 4}I", _sector(file, part, size))
    return table


def _sector(file: BinaryIO, number: int, size: int) -> bytes:
    file.seek((number + 1) * size)
    block = file.read(size)
    if len(block) != size:
        raise ValueError("sector beyond the end")
    return block
