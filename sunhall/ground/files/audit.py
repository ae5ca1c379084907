"""Proving files: what lies on disk is what the journal says was kept (K4, K8)."""

from collections.abc import Iterator
from typing import NamedTuple

from sunhall.ground.files import disk, queries
from sunhall.ground.files.events import FileKept
from sunhall.ground.files.scanner import INFECTED
from sunhall.ground.journal.record import story


class Damage(NamedTuple):
    """One file that is not what it was, and how it shows: missing, changed or re-labelled."""

    code: str
    owner: str
    what: str


def damaged_files() -> Iterator[Damage]:
    """Hash every file again and compare it with its row and with the chained entry of its keeping.

    Someone who changes file and row alike is still betrayed by the journal.
    """
    for stored in queries.present().order_by("pk").iterator(chunk_size=500):
        place = disk.place_of(stored.sha256, stored.code)
        if stored.scan == INFECTED:
            place = disk.quarantine_of(stored.code)
        told = next(
            (fact.event for fact in story(f"file:{stored.code}")
             if isinstance(fact.event, FileKept)), None,
        )  # fmt: skip
        if told is None or told.sha256 != stored.sha256:
            yield Damage(stored.code, stored.owner, "relabelled")
        elif not place.exists():
            yield Damage(stored.code, stored.owner, "missing")
        elif disk.measure(place).sha256 != stored.sha256:
            yield Damage(stored.code, stored.owner, "changed")
