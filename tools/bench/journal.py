"""How fast `sunhall verify` recomputes chains, heads, secrets and roots: entries a second."""

import secrets
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from django.db import transaction

from sunhall.ground.journal.chain import commitment, instant, link
from sunhall.ground.journal.models import DailyRoot, Entry, EntrySecret, StreamHead
from sunhall.ground.journal.record import seal_head
from sunhall.ground.journal.roots import make_missing_roots
from sunhall.ground.journal.verify import verify
from sunhall.ground.kit.digest import canonical, digest
from sunhall.ground.kit.now import LOCAL

ENTRIES, SMALL = 200_000, 20_000
A_STREAM = 8
CHUNK = 4_000
GOAL = 50_000
BEGAN = datetime(2026, 1, 5, 1, 0, tzinfo=UTC)
WORDS = "路灯已于今天修复，请查看。"


def main(small: bool = False) -> list[str]:
    """Measure; lines to print."""
    entries = SMALL if small else ENTRIES
    write_chains(entries)
    roots = len(make_missing_roots()) or DailyRoot.objects.count()
    began = time.process_time(), time.perf_counter()
    report = verify()
    core, wall = time.process_time() - began[0], time.perf_counter() - began[1]
    rate = report.entries / core
    assert not report.findings, report.findings[:3]
    return [
        f"verify: {report.entries:,} entries, {report.streams:,} streams, {roots} daily roots",
        f"  entries a second, core  {rate:,.0f}   (at least {GOAL:,})",
        f"  entries a second, clock {report.entries / wall:,.0f}   (with the database beside it)",
    ]


def write_chains(count: int) -> None:
    """Write honest chains in bulk: eight entries a stream, one private fact in eight."""
    streams = count // A_STREAM
    for first in range(0, streams, CHUNK):
        made = [_chain(number) for number in range(first, min(first + CHUNK, streams))]
        with transaction.atomic():
            Entry.objects.bulk_create([entry for chain, _ in made for entry in chain])
            StreamHead.objects.bulk_create(list(_heads(chain[-1] for chain, _ in made)))
            EntrySecret.objects.bulk_create(
                EntrySecret(
                    entry=chain[0], field="words", salt=salt, value=canonical(WORDS).decode()
                )
                for chain, salt in made
            )


def _heads(ends: Iterator[Entry]) -> Iterator[StreamHead]:
    for end in ends:
        yield StreamHead(
            stream=end.stream,
            seq=end.seq,
            hash=end.hash,
            seal=seal_head(end.stream, end.seq, end.hash),
        )


def _chain(number: int) -> tuple[list[Entry], str]:
    stream, prev, salt = f"matter:B260105-{number:07d}", "", secrets.token_hex(16)
    chain = []
    for seq in range(1, A_STREAM + 1):
        at = BEGAN + timedelta(seconds=number * 20 + seq)
        words = commitment(WORDS, salt) if seq == 1 else WORDS
        data = canonical({"matter": stream[7:], "owner": "mz-relief", "words": words}).decode()
        text = link(
            stream, seq, "matters.NoteAdded", instant(at), instant(at), "staff:zhao", data, prev
        )
        entry = Entry(
            stream=stream,
            seq=seq,
            kind="matters.NoteAdded",
            at=at,
            recorded_at=at,
            actor="staff:zhao",
            data=data,
            prev=prev,
            hash=digest(text),
            algorithm="sha256",
            day=at.astimezone(LOCAL).date(),
        )
        prev = entry.hash
        chain.append(entry)
    return chain, salt
