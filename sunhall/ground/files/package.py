"""Packages: docx, xlsx, pptx and ofd are zip archives; what makes one unsafe is told here."""

import re
import struct
import zipfile
import zlib
from typing import BinaryIO

# Everything a hostile archive can make the reader raise.
BROKEN = (
    zipfile.BadZipFile, zlib.error, struct.error, ValueError, OSError, EOFError,
    NotImplementedError, RuntimeError,
)  # fmt: skip

MOST_ENTRIES = 10_000
MOST_UNPACKED = 500 * 1024 * 1024
MOST_RATIO = 200
_TYPES_MOST = 1024 * 1024

_MAIN = {
    "docx": "word/document.xml",
    "xlsx": "xl/workbook.xml",
    "pptx": "ppt/presentation.xml",
    "ofd": "OFD.xml",
}
_PROGRAM = re.compile(
    r"\.(?:exe|dll|com|scr|bat|cmd|js|jse|vbs|vbe|wsf|hta|ps1|jar|lnk|msi|sh)$", re.IGNORECASE
)
_MACRO = re.compile(r"vbaProject\.bin$|vbaData\.xml$|/macrosheets/", re.IGNORECASE)


def is_package(code: str) -> bool:
    """Whether files of this kind are zip archives."""
    return code in _MAIN


def kind_of(file: BinaryIO) -> str | None:
    """Tell docx, xlsx, pptx and ofd apart by the part that each must contain."""
    try:
        with zipfile.ZipFile(file) as archive:
            names = set(archive.namelist())
    except BROKEN:
        return None
    for code, main in _MAIN.items():
        if main in names and (code == "ofd" or "[Content_Types].xml" in names):
            return code
    return None


def is_bomb(file: BinaryIO) -> bool:
    """Whether it would unpack to something absurd, or overlaps its own parts to hide that."""
    try:
        size = file.seek(0, 2)
        with zipfile.ZipFile(file) as archive:
            parts = archive.infolist()
    except BROKEN:
        return True
    unpacked = sum(part.file_size for part in parts)
    return (
        len(parts) > MOST_ENTRIES
        or unpacked > MOST_UNPACKED
        or unpacked > max(size, 100_000) * MOST_RATIO
        or sum(part.compress_size for part in parts) > size
    )


def has_macros(file: BinaryIO) -> bool:
    """Whether it carries macros or a program."""
    with zipfile.ZipFile(file) as archive:
        names = archive.namelist()
        if any(_MACRO.search(name) or _PROGRAM.search(name) for name in names):
            return True
        if "[Content_Types].xml" not in names:
            return False
        with archive.open("[Content_Types].xml") as types:
            return b"macroenabled" in types.read(_TYPES_MOST).lower()


def is_locked(file: BinaryIO) -> bool:
    """Whether a part asks for a password, which nobody here has and no scanner can pass."""
    with zipfile.ZipFile(file) as archive:
        return any(part.flag_bits & 1 for part in archive.infolist())


def embeds_objects(file: BinaryIO) -> bool:
    """Whether it carries other documents or objects inside."""
    with zipfile.ZipFile(file) as archive:
        return any("/embeddings/" in name or "/activeX/" in name for name in archive.namelist())


def ends_with_archive(tail: bytes) -> bool:
    """Whether a zip directory stands at the very end: how an archive hides behind a picture."""
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < 22:
        return False
    (comment,) = struct.unpack_from("<H", tail, at + 20)
    return bool(at + 22 + comment == len(tail))
