"""Daily roots: one Merkle tree over all entries of a day, each containing the one before it."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Min

from sunhall.ground.journal.chain import sealer
from sunhall.ground.journal.models import DailyRoot, Entry
from sunhall.ground.kit.digest import digest, root
from sunhall.ground.kit.now import LOCAL, wall_clock


def make_missing_roots() -> list[DailyRoot]:
    """Make the root of every finished day that has none, oldest first.

    A day without entries has a root too: a removed day cannot pass for a quiet one.
    """
    made = []
    with transaction.atomic():
        for day in _days_owed():
            made.append(_make(day))
    return made


def root_of(day: date, algorithm: str) -> tuple[int, str]:
    """Count and Merkle root of the entries recorded on a day, in order of stream and sequence."""
    rows = Entry.objects.filter(day=day).values_list("stream", "seq", "hash")
    # Sorted here: databases order text by their own language, and a root must outlive a move.
    ordered = sorted(rows.iterator(chunk_size=5000))
    leaves = [bytes.fromhex(text) for _, _, text in ordered]
    return len(leaves), root(leaves, algorithm)


def chained(day: date, count: int, root_: str, prev: str, algorithm: str) -> str:
    """The hash that binds a day's root to the day before."""
    return digest(f"{day}|{count}|{root_}|{prev}".encode(), algorithm)


def seal_root(day: date, hash_: str) -> str:
    """Seal a daily root under the journal key."""
    return sealer(settings.JOURNAL_KEY)("root", day, hash_)


def _days_owed() -> Iterator[date]:
    last = DailyRoot.objects.order_by("-day").first()
    first = Entry.objects.aggregate(day=Min("day"))["day"]
    if first is None:
        return
    day = last.day + timedelta(days=1) if last else first
    while day < wall_clock().astimezone(LOCAL).date():
        yield day
        day += timedelta(days=1)


def _make(day: date) -> DailyRoot:
    before = DailyRoot.objects.filter(day=day - timedelta(days=1)).first()
    algorithm: str = settings.JOURNAL_DIGEST
    count, tree = root_of(day, algorithm)
    prev = before.hash if before else ""
    hash_ = chained(day, count, tree, prev, algorithm)
    return DailyRoot.objects.create(
        day=day,
        count=count,
        root=tree,
        prev=prev,
        hash=hash_,
        algorithm=algorithm,
        seal=seal_root(day, hash_),
        made_at=wall_clock(),
    )
