"""The disk: files written whole or not at all, under the hash of what they hold."""

import hashlib
import os
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from django.conf import settings

_CHUNK = 1024 * 1024


class Written(NamedTuple):
    """What came in: how long it is and what it hashes to."""

    size: int
    sha256: str


class TooLong(ValueError):
    """More bytes than this house takes."""


def place_of(sha256: str, code: str) -> Path:
    """Where a kept file lies. The code makes it one person's copy, so that it can be deleted."""
    return _root() / "kept" / sha256[:2] / sha256[2:4] / f"{sha256}.{code}"


def thumbnail_of(place: Path) -> Path:
    """Where its small picture lies."""
    return place.with_name(place.name + ".jpg")


def quarantine_of(code: str) -> Path:
    """Where an infected file lies until an administrator removes it."""
    return _root() / "quarantine" / code


@contextmanager
def bench() -> Iterator[Path]:
    """A private folder to work in; whatever is left in it is wiped."""
    folder = _root() / "incoming" / secrets.token_hex(8)
    folder.mkdir(parents=True, mode=0o700)
    try:
        yield folder
    finally:
        _wipe(folder)


def write(chunks: Iterable[bytes], target: Path, most: int) -> Written:
    """Write and hash a stream; stop as soon as it is too long."""
    digest, size = hashlib.sha256(), 0
    with target.open("xb") as file:
        for chunk in chunks:
            size += len(chunk)
            if size > most:
                raise TooLong
            digest.update(chunk)
            file.write(chunk)
    return Written(size, digest.hexdigest())


def measure(path: Path) -> Written:
    """Hash a file on disk."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256")
    return Written(path.stat().st_size, digest.hexdigest())


def settle(source: Path, target: Path) -> None:
    """Move a finished file to its place so that a power cut leaves it there whole or not."""
    with source.open("rb") as file:
        os.fsync(file.fileno())
    made = [folder for folder in target.parents if not folder.exists()]
    target.parent.mkdir(parents=True, exist_ok=True)
    source.replace(target)
    for folder in {target.parent, *(folder.parent for folder in made)}:
        _sync_folder(folder)


def erase(place: Path) -> None:
    """Remove a kept file wherever it lies; nothing happens when it is gone already."""
    quarantine_of(place.name.partition(".")[2]).unlink(missing_ok=True)
    thumbnail_of(place).unlink(missing_ok=True)
    place.unlink(missing_ok=True)


def quarantine(place: Path, code: str) -> None:
    """Put an infected file where nothing serves it; its small picture goes."""
    target = quarantine_of(code)
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    thumbnail_of(place).unlink(missing_ok=True)
    if place.exists():
        place.replace(target)


def kept() -> Iterator[tuple[str, Path]]:
    """Every kept file on disk with the code in its name."""
    for path in sorted((_root() / "kept").glob("??/??/*")):
        if path.suffix != ".jpg":
            yield path.name.partition(".")[2], path


def wipe_benches(before: float) -> int:
    """Wipe work folders that a killed process left behind (GB/T 22239 剩余信息保护)."""
    stale = [
        folder for folder in (_root() / "incoming").glob("*") if folder.stat().st_mtime < before
    ]
    for folder in stale:
        _wipe(folder)
    return len(stale)


def chunks(path: Path, start: int, length: int) -> Iterator[bytes]:
    """Read a part of a file piece by piece."""
    with path.open("rb") as file:
        file.seek(start)
        while length > 0 and (piece := file.read(min(length, _CHUNK))):
            length -= len(piece)
            yield piece


def _wipe(folder: Path) -> None:
    for leftover in folder.iterdir():
        leftover.unlink()
    folder.rmdir()


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _root() -> Path:
    return Path(settings.MEDIA_ROOT)
