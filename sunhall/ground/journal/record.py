"""Recording: the only way into the journal."""

import json
import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import connection

from sunhall.ground.access.actor import Actor
from sunhall.ground.journal import ink, standing
from sunhall.ground.journal.chain import (
    GENESIS,
    commitment,
    instant,
    is_commitment,
    link,
    sealer,
)
from sunhall.ground.journal.events import Event, kind_of
from sunhall.ground.journal.models import Entry, EntrySecret
from sunhall.ground.kit.digest import canonical, digest
from sunhall.ground.kit.now import LOCAL, now, replaying, wall_clock


@dataclass(frozen=True, slots=True)
class Recorded:
    """An entry as reactions and timelines see it."""

    id: int
    stream: str
    seq: int
    at: datetime
    actor: str
    event: Event


Reaction = Callable[[Recorded], None]

_reactions: dict[type[Event], tuple[str, ...]] = {}
_by_name: dict[str, Reaction] = {}


def name_of(reaction: Reaction) -> str:
    """The dotted name a delivery keeps; a bridge carries its own."""
    return getattr(reaction, "reaction_name", f"{reaction.__module__}.{reaction.__qualname__}")


def wire(
    reactions: Mapping[type[Event], Iterable[Reaction]],
    aliases: Mapping[str, Reaction] | None = None,
) -> None:
    """Take the table of what follows from what; called once when the house opens."""
    _reactions.clear()
    _by_name.clear()
    _by_name.update(aliases or {})
    for kind, follow in reactions.items():
        listed = tuple(follow)
        _by_name.update({name_of(reaction): reaction for reaction in listed})
        _reactions[kind] = tuple(name_of(reaction) for reaction in listed)


def reaction_named(name: str) -> Reaction:
    """Find a wired reaction by the name its delivery keeps."""
    return _by_name[name]


def wired() -> dict[type[Event], tuple[str, ...]]:
    """The wiring as it stands, for the generated docs and the house tests."""
    return dict(_reactions)


def record(event: Event, *, by: Actor) -> Entry:
    """Append a fact to its stream with one delivery per reaction, in the caller's transaction.

    Raises RuntimeError outside a transaction and LookupError for an event that is not wired.
    A replayed moment of the past is recorded with its own time and stirs no reaction: nobody
    is sent a message about an answer given years ago.
    """
    if not connection.in_atomic_block:
        raise RuntimeError(f"{event.kind} recorded outside a transaction")
    if type(event) not in _reactions:
        raise LookupError(f"{event.kind} is not wired in sunhall/wiring.py")
    stream = event.stream
    seq, last = ink.locked_head(stream)
    shown, hidden = _split_private(event)
    entry = _chained(stream, seq + 1, last or GENESIS, event, shown, by)
    secrets_ = [(field, salt, canonical(value).decode()) for field, (salt, value) in hidden.items()]
    ink.write(entry, secrets_, seal_head(stream, entry.seq, entry.hash))
    standing.leave_mark(event)
    if not replaying():
        ink.owe(entry, _reactions[type(event)])
    return entry


def seal_head(stream: str, seq: int, hash_: str) -> str:
    """Seal the end of a stream under the journal key."""
    return sealer(settings.JOURNAL_KEY)("head", stream, seq, hash_)


def opened(entry: Entry) -> Recorded:
    """Read an entry back as the event it was; shredded private facts come back as ""."""
    return _read(entry, kind_of(entry.kind).private)


def opened_for_audit(entry: Entry) -> Recorded:
    """The same with only those private facts that the sentence names; the rest stays sealed."""
    kind = kind_of(entry.kind)
    return _read(entry, tuple(field for field in kind.private if field not in kind.unsaid))


def _read(entry: Entry, private: tuple[str, ...]) -> Recorded:
    kind = kind_of(entry.kind)
    data: dict[str, Any] = json.loads(entry.data)
    held = {one.field: one.value for one in entry.secrets.all()} if private else {}
    for field in kind.private:
        if field not in private:
            data[field] = ""
        elif field in held:
            data[field] = json.loads(held[field])
        elif is_commitment(data.get(field)):
            data[field] = ""
        # Else the entry is older than the privacy of this fact, and the chain itself holds it.
    event = kind(**{k: tuple(v) if isinstance(v, list) else v for k, v in data.items()})
    return Recorded(entry.pk, entry.stream, entry.seq, entry.at, entry.actor, event)


def told(stream: str) -> list[type[Event]]:
    """The kinds of fact a stream tells, in order: the oracle of our tests."""
    kinds = Entry.objects.filter(stream=stream).order_by("seq").values_list("kind", flat=True)
    return [kind_of(kind) for kind in kinds]


def story(stream: str) -> list[Recorded]:
    """All facts of a stream, in order."""
    entries = Entry.objects.filter(stream=stream).order_by("seq").prefetch_related("secrets")
    return [opened(entry) for entry in entries]


def latest(stream: str) -> Recorded | None:
    """The last fact of a stream: what has been done since is asked of it (ux A3-09)."""
    entry = Entry.objects.filter(stream=stream).order_by("-seq").first()
    return opened(entry) if entry else None


def newest() -> tuple[int, str]:
    """Number and hash of the newest entry: while it is the newest, nothing was recorded."""
    return Entry.objects.order_by("-pk").values_list("pk", "hash").first() or (0, "")


def shred(stream: str) -> int:
    """Destroy the private facts of a stream (PIPL 47); the chain keeps its commitments."""
    return EntrySecret.objects.filter(entry__stream=stream).delete()[0]


def _split_private(event: Event) -> tuple[dict[str, Any], dict[str, tuple[str, Any]]]:
    shown = event.payload()
    hidden: dict[str, tuple[str, Any]] = {}
    for field in event.private:
        salt = secrets.token_hex(16)
        hidden[field] = (salt, shown[field])
        shown[field] = commitment(shown[field], salt)
    return shown, hidden


def _chained(
    stream: str, seq: int, prev: str, event: Event, shown: dict[str, Any], by: Actor
) -> Entry:
    at, recorded_at = now(), wall_clock()
    algorithm: str = settings.JOURNAL_DIGEST
    data = canonical(shown).decode()
    text = link(stream, seq, event.kind, instant(at), instant(recorded_at), by.code, data, prev)
    return Entry(
        stream=stream,
        seq=seq,
        kind=event.kind,
        at=at,
        recorded_at=recorded_at,
        actor=by.code,
        data=data,
        prev=prev,
        hash=digest(text, algorithm),
        algorithm=algorithm,
        day=recorded_at.astimezone(LOCAL).date(),
    )
