"""Standing facts 常设数据: kept in memory until the journal tells of a change.

Posts, places, calendars and roles are read at every request and changed a few times a day. What
is read from a register is kept beside the register's mark; every entry on one of its streams
leaves a new mark in the same transaction, so no action can forget to. Only facts that are listed
as quiet leave none: a sign-in changes nothing of what is kept. Marks are rows that are
only added (nobody waits for anybody), each with a random number: their count and sum name a
state of the register that never comes back, not even after a rollback.
"""

import secrets
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import connection, transaction

from sunhall.ground.journal.events import Event
from sunhall.ground.journal.models import Mark

T = TypeVar("T")
State = tuple[int, int]

# Sums of so small numbers stay within 64 bits for millions of rows.
BITS = 40
MOST_KEPT = 20_000


@dataclass
class _Glance:
    """What one request or action saw of the marks, and whether it left one itself."""

    is_action: bool = False
    states: dict[str, State] | None = None
    changed: bool = False


_INSERT = "INSERT INTO journal_mark (register, token) VALUES (%s, %s)"
_STATES = "SELECT register, count(*), sum(token) FROM journal_mark GROUP BY register"
_registers: dict[str, str] = {}
_quiet: set[type[Event]] = set()
_kept: dict[str, tuple[State, dict[Hashable, Any]]] = {}
_glance: ContextVar[_Glance | None] = ContextVar("glance", default=None)


def wire(registers: Mapping[str, Iterable[str]], quiet: Iterable[type[Event]] = ()) -> None:
    """Take the table register → the nouns of its streams, and the facts that change none."""
    _registers.clear()
    _kept.clear()
    _quiet.clear()
    _quiet.update(quiet)
    _registers.update({noun: name for name, nouns in registers.items() for noun in nouns})


@contextmanager
def glance(*, for_action: bool = False) -> Iterator[None]:
    """Look at the marks once for a whole request, and once more for an action within it.

    What an action writes lasts: it must not rest on what held when a long upload began.
    """
    outer = _glance.get()
    if outer is not None and (outer.is_action or outer.changed or not for_action):
        yield
        return
    own = _Glance(for_action)
    token = _glance.set(own)
    try:
        yield
    finally:
        _glance.reset(token)
        if outer is not None:
            outer.changed = own.changed


def kept(register: str, key: Hashable, read: Callable[[], T]) -> T:
    """What `read` gave for this state of the register; it must be frozen, for all share it.

    Whoever has recorded a change of a register reads the rows themselves until they are done; an
    action must not ask between writing a row and recording it.
    """
    state = _state(register)
    if state is None:
        return read()
    held = _kept.get(register)
    if held is None or held[0] != state or len(held[1]) >= MOST_KEPT:
        held = _kept[register] = (state, {})
    if key not in held[1]:
        held[1][key] = read()
    value: T = held[1][key]
    return value


def leave_mark(event: Event) -> None:
    """Leave a mark if the fact changes a register; `record` calls this for every entry."""
    register = _registers.get(event.stream.partition(":")[0])
    if register is None or type(event) in _quiet:
        return
    with connection.cursor() as cursor:
        cursor.execute(_INSERT, [register, secrets.randbits(BITS)])
    seen = _glance.get()
    if seen is not None:
        seen.changed = True


def sweep_marks() -> None:
    """Put one new mark a register in the place of all: the table stays short."""
    with transaction.atomic():
        Mark.objects.all().delete()
        Mark.objects.bulk_create(
            Mark(register=name, token=secrets.randbits(BITS))
            for name in sorted(set(_registers.values()))
        )


def _state(register: str) -> State | None:
    """The state of a register; None where nothing may be kept: no mark yet, or one of our own."""
    seen = _glance.get()
    if seen is None:
        return _states().get(register)
    if seen.changed:
        return None
    if seen.states is None:
        seen.states = _states()
    return seen.states.get(register)


def _states() -> dict[str, State]:
    with connection.cursor() as cursor:
        cursor.execute(_STATES)
        return {register: (n, int(total)) for register, n, total in cursor.fetchall()}
