"""The statements that write an entry, in plain SQL: every change in the county passes here.

Through the ORM one entry cost four times as much, and an import of 2,000 requests writes
16,000 of them. Both engines know RETURNING and ON CONFLICT.
"""

from collections.abc import Iterable
from typing import Any

from django.db import connection

from sunhall.ground.journal.models import Entry, EntrySecret

_HEAD = "SELECT seq, hash FROM journal_streamhead WHERE stream = %s"
_NEW_HEAD = (
    "INSERT INTO journal_streamhead (stream, seq, hash, seal) VALUES (%s, 0, '', '')"
    " ON CONFLICT (stream) DO NOTHING"
)
_MOVED_HEAD = "UPDATE journal_streamhead SET seq = %s, hash = %s, seal = %s WHERE stream = %s"
_ENTRY = (
    "INSERT INTO journal_entry"
    " (stream, seq, kind, at, recorded_at, actor, data, prev, hash, algorithm, day)"
    " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s) RETURNING id"
)
_SECRETS = "INSERT INTO journal_entrysecret (entry_id, field, salt, value) VALUES "
_DELIVERIES = "INSERT INTO journal_delivery (entry_id, reaction, due_at, tries, error) VALUES "


def locked_head(stream: str) -> tuple[int, str]:
    """The last link of a stream, locked until the transaction ends; (0, "") for a new one."""
    lock = " FOR UPDATE" if connection.features.has_select_for_update else ""
    with connection.cursor() as cursor:
        cursor.execute(_HEAD + lock, [stream])
        row = cursor.fetchone()
        if row is None:
            cursor.execute(_NEW_HEAD, [stream])
            if cursor.rowcount == 1:
                return 0, ""  # ours, hence locked
            cursor.execute(_HEAD + lock, [stream])
            row = cursor.fetchone()
    return int(row[0]), str(row[1])


def write(entry: Entry, secrets: Iterable[tuple[str, str, str]], seal: str) -> None:
    """Insert an entry, its secrets (field, salt, text), and move the head of its stream to it."""
    instant, day = connection.ops.adapt_datetimefield_value, connection.ops.adapt_datefield_value
    sealed = EntrySecret._meta.get_field("value")
    with connection.cursor() as cursor:
        cursor.execute(
            _ENTRY,
            [
                entry.stream,
                entry.seq,
                entry.kind,
                instant(entry.at),
                instant(entry.recorded_at),
                entry.actor,
                entry.data,
                entry.prev,
                entry.hash,
                entry.algorithm,
                day(entry.day),
            ],
        )
        entry.pk = cursor.fetchone()[0]
        entry._state.adding, entry._state.db = False, connection.alias
        _insert(
            _SECRETS,
            [
                (entry.pk, field, salt, sealed.get_db_prep_save(text, connection))
                for field, salt, text in secrets
            ],
        )
        cursor.execute(_MOVED_HEAD, [entry.seq, entry.hash, seal, entry.stream])


def owe(entry: Entry, reactions: Iterable[str]) -> None:
    """Insert one delivery a reaction."""
    due_at = connection.ops.adapt_datetimefield_value(entry.recorded_at)
    _insert(_DELIVERIES, [(entry.pk, name, due_at, 0, "") for name in reactions])


def _insert(sql: str, rows: list[tuple[Any, ...]]) -> None:
    """All rows in one statement."""
    if not rows:
        return
    places = ", ".join(["(" + ", ".join(["%s"] * len(rows[0])) + ")"] * len(rows))
    with connection.cursor() as cursor:
        cursor.execute(sql + places, [value for row in rows for value in row])
