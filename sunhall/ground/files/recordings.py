"""Recordings: the place of taking and other notes removed from sound and film, where we can.

Nothing is moved: a part that holds notes is renamed to "unused" and filled with zeros, so that
no index of the recording breaks. Ogg and WebM keep their notes; the caller marks that.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from sunhall.ground.files.kinds import id3_size

_NOTES = {b"udta", b"meta", b"uuid"}
_PARENTS = {b"moov", b"trak", b"mdia"}
_CHUNK = 1024 * 1024


def clean(source: Path, target: Path, kind: str) -> bool:
    """Copy without notes; False when notes, or a track of places, may still be inside."""
    if kind == "mp3":
        _copy_sound(source, target)
        return True
    shutil.copyfile(source, target)
    if kind in {"mp4", "m4a", "mov", "3gp"}:
        with target.open("r+b") as file:
            return _blank_boxes(file)
    if kind == "wav":
        with target.open("r+b") as file:
            _blank_chunks(file)
        return True
    return kind == "amr"


def _copy_sound(source: Path, target: Path) -> None:
    """Leave out the ID3 tags at both ends."""
    with source.open("rb") as file, target.open("wb") as copy:
        size = file.seek(0, 2)
        file.seek(max(0, size - 128))
        end = size - 128 if file.read(3) == b"TAG" else size
        file.seek(0)
        at = min(id3_size(file.read(10)), end)
        file.seek(at)
        while part := file.read(min(_CHUNK, end - file.tell())):
            copy.write(part)


def _blank_boxes(file: BinaryIO) -> bool:
    """Blank what ISO/IEC 14496-12 calls user data and metadata, at every level that has any."""
    wholly, found = True, False
    stack = [(0, file.seek(0, 2))]
    while stack:
        start, end = stack.pop()
        at = start
        for at, header, length, name in _boxes(file, start, end):
            if name in _NOTES:
                _fill(file, at + 4, b"free", at + header, length - header)
            elif name in _PARENTS:
                found = found or name == b"moov"
                stack.append((at + header, at + length))
            elif name == b"hdlr":
                file.seek(at + header + 8)
                # A timed metadata track may tell the place second by second.
                wholly = wholly and file.read(4) != b"meta"
            at += length
        # Some phones append notes of their own form behind the last box.
        wholly = wholly and at >= end
    if not found:
        raise ValueError("no moov box: the recording is not whole")
    return wholly


def _boxes(file: BinaryIO, start: int, end: int) -> Iterator[tuple[int, int, int, bytes]]:
    """Give position, header length, length and name of each box until one does not fit."""
    at = start
    while at + 8 <= end:
        file.seek(at)
        head = file.read(16)
        length, header = int.from_bytes(head[:4], "big"), 8
        if length == 1:
            length, header = int.from_bytes(head[8:16], "big"), 16
        elif length == 0:
            length = end - at
        if length < header or at + length > end:
            return
        yield at, header, length, head[4:8]
        at += length


def _blank_chunks(file: BinaryIO) -> None:
    """Blank every RIFF chunk that is neither the format nor the sound."""
    size = file.seek(0, 2)
    at = 12
    while at + 8 <= size:
        file.seek(at)
        head = file.read(8)
        length = int.from_bytes(head[4:8], "little")
        if head[:4] not in {b"fmt ", b"data", b"fact", b"JUNK"}:
            _fill(file, at, b"JUNK", at + 8, min(length, size - at - 8))
        at += 8 + length + length % 2


def _fill(file: BinaryIO, name_at: int, name: bytes, start: int, length: int) -> None:
    file.seek(name_at)
    file.write(name)
    file.seek(start)
    while length > 0:
        length -= file.write(bytes(min(length, _CHUNK)))
