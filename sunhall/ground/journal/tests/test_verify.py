"""Verifying finds any single change, even one made by the owner of the database (K4)."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sunhall.ground.access.actor import SYSTEM
from sunhall.ground.journal import record as journal
from sunhall.ground.journal import verify as verifying
from sunhall.ground.journal.chain import instant, link
from sunhall.ground.journal.models import DailyRoot, Entry, EntrySecret, StreamHead
from sunhall.ground.journal.record import record
from sunhall.ground.journal.roots import make_missing_roots
from sunhall.ground.journal.tests.conftest import LampBroke, LampLit
from sunhall.ground.journal.triggers import APPEND_ONLY
from sunhall.ground.journal.verify import verify
from sunhall.ground.kit.digest import digest
from sunhall.ground.kit.now import wall_clock

pytestmark = pytest.mark.django_db

STREAMS, LENGTH = 3, 4


@pytest.fixture
def lamps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three streams of four entries on three days, rooted up to the day before yesterday."""

    real = wall_clock()
    for seq in range(LENGTH):
        monkeypatch.setattr(
            journal, "wall_clock", lambda at=real - timedelta(days=LENGTH - 1 - seq): at
        )
        for lamp in range(STREAMS):
            event = (
                LampBroke(lamp=f"{lamp}", who="甲", words="碎")
                if seq % 2
                else LampLit(lamp=f"{lamp}")
            )
            record(event, by=SYSTEM)
    make_missing_roots()


def as_owner() -> None:
    """What a database administrator can do: drop the triggers."""
    on = " ON {}" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for table in APPEND_ONLY:
            for verb in ("update", "delete", "truncate"):
                cursor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{verb}" + on.format(table))


def test_an_honest_journal_verifies(lamps: None) -> None:
    report = verify()
    assert report.findings == []
    assert (report.entries, report.streams, report.days) == (12, 3, 3)


def test_a_shredded_private_fact_is_no_finding(lamps: None) -> None:
    EntrySecret.objects.first().delete()
    assert verify().findings == []


FIELDS: dict[str, Callable[[Entry], object]] = {
    "actor": lambda entry: "staff:nobody",
    "data": lambda entry: entry.data.replace("lamp", "lump"),
    "at": lambda entry: entry.at - timedelta(days=1),
    "recorded_at": lambda entry: entry.recorded_at + timedelta(seconds=1),
    "kind": lambda entry: "tests.Other",
    "prev": lambda entry: "0" * 64,
    "hash": lambda entry: "0" * 64,
    "day": lambda entry: entry.day - timedelta(days=1),
    "stream": lambda entry: "lamp:other",
    "seq": lambda entry: entry.seq + 10,
}


def tamper(kind: str, index: int) -> str:
    """Do one dishonest thing to one entry; gives where an honest verifier must point."""
    entry = Entry.objects.order_by("stream", "seq")[index]
    if kind == "removed":
        EntrySecret.objects.filter(entry=entry).delete()
        entry.deliveries.all().delete()
        Entry.objects.filter(pk=entry.pk).delete()
    elif kind == "inserted":
        Entry.objects.filter(stream=entry.stream, seq__gt=entry.seq).update(seq=1000)
        Entry.objects.create(
            **{f.attname: getattr(entry, f.attname) for f in Entry._meta.fields if f.name != "id"}
            | {"seq": entry.seq + 1, "prev": entry.hash}
        )
    elif kind == "swapped":
        other = Entry.objects.filter(stream=entry.stream).exclude(pk=entry.pk).first()
        mine, theirs = entry.seq, other.seq
        for row, seq in ((entry.pk, 999), (other.pk, mine), (entry.pk, theirs)):
            Entry.objects.filter(pk=row).update(seq=seq)
    else:
        Entry.objects.filter(pk=entry.pk).update(**{kind: FIELDS[kind](entry)})
    return entry.stream


KINDS = [*FIELDS, "removed", "swapped"]


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(kind=st.sampled_from(KINDS), index=st.integers(0, STREAMS * LENGTH - 1))
def test_any_single_change_by_the_owner_is_found(lamps: None, kind: str, index: int) -> None:
    try:
        with transaction.atomic():
            as_owner()
            stream = tamper(kind, index)
            findings = verify().findings
            assert findings
            assert any(finding.where.startswith(stream) for finding in findings)
            raise Undo
    except Undo:
        assert verify().findings == []


class Undo(Exception):
    """Roll back one example."""


def test_a_whole_chain_rewritten_with_new_hashes_breaks_its_seal(lamps: None) -> None:

    as_owner()
    prev = ""
    for entry in Entry.objects.filter(stream="lamp:1").order_by("seq"):
        text = link(
            entry.stream,
            entry.seq,
            entry.kind,
            instant(entry.at),
            instant(entry.recorded_at),
            "staff:forger",
            entry.data,
            prev,
        )
        prev_was, prev = prev, digest(text)
        Entry.objects.filter(pk=entry.pk).update(actor="staff:forger", prev=prev_was, hash=prev)
    StreamHead.objects.filter(stream="lamp:1").update(hash=prev)
    assert any("密封" in finding.what for finding in verify().findings)


@pytest.mark.parametrize("change", ["count", "root", "removed", "seal"])
def test_a_changed_root_is_found(lamps: None, change: str) -> None:
    as_owner()
    rows = DailyRoot.objects.filter(day=DailyRoot.objects.order_by("day")[1].day)
    if change == "removed":
        rows.delete()
    else:
        rows.update(**{change: 99 if change == "count" else "0" * 64})
    assert any(finding.where.startswith("root:") for finding in verify().findings)


def test_a_changed_private_fact_is_found(lamps: None) -> None:
    secret = EntrySecret.objects.first()
    secret.value = '"另一句话"'
    secret.save()
    assert [finding.where for finding in verify().findings] == [
        f"{secret.entry.stream}#{secret.entry.seq}"
    ]


def test_the_append_only_tables_are_entries_and_roots() -> None:
    assert set(APPEND_ONLY) == {Entry._meta.db_table, DailyRoot._meta.db_table}


def test_an_entry_written_while_it_is_read_is_no_finding(
    lamps: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    heads = verifying._heads

    def overtaken() -> object:
        held = list(heads())
        record(LampLit(lamp="1"), by=SYSTEM)
        record(LampLit(lamp="9"), by=SYSTEM)
        return iter(held)

    monkeypatch.setattr(verifying, "_heads", overtaken)
    assert verify().findings == []
