"""The requests of a period as the journal tells them: what happened until its end, told until now.

Entries are read up to one entry of the journal, so that asked again the same is told. Matters of
discipline inspection are told in no report: neither one sealed when the report is made, nor one
that was opened sealed.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta
from typing import Any

from sunhall.directory import queries as directory
from sunhall.ground.access.actor import SYSTEM
from sunhall.ground.journal import audit
from sunhall.ground.kit.now import LOCAL
from sunhall.hotline import events as hotline_events
from sunhall.hotline import queries as hotline
from sunhall.reports import rules

CHUNK = 500
NOUN = "matter:"
INSPECT = "inspect"


def last_entry() -> int:
    """The newest entry of the journal: what comes later does not change a report."""
    newest = audit.entries(audit.Asked()).first()
    return newest.pk if newest else 0


def told(span: rules.Span, upto: int) -> list[rules.Elements]:
    """Every request of which something happened in a period, as it stood at its end."""
    start = datetime.combine(span.first, time(), LOCAL)
    end = datetime.combine(span.last + timedelta(days=1), time(), LOCAL)
    window = audit.entries(audit.Asked()).filter(
        kind__in=rules.COUNTED_KINDS, at__gte=start, at__lt=end, pk__lte=upto
    )
    streams = audit.streams(window)
    found = [
        one
        for at in range(0, len(streams), CHUNK)
        for one in _folded(streams[at : at + CHUNK], start, end, upto)
    ]
    offices = directory.offices_of({one.post for one in found})
    for one in found:
        one.office = offices.get(one.post, "")
    return found


def _folded(
    streams: Sequence[str], start: datetime, end: datetime, upto: int
) -> Iterator[rules.Elements]:
    """One chunk of streams, each told whole from its first entry."""
    rows = audit.entries(audit.Asked()).filter(
        stream__in=streams, kind__in=rules.COUNTED_KINDS, at__lt=end, pk__lte=upto
    )
    entries: dict[str, list[audit.Plain]] = defaultdict(list)
    for one in audit.plain(rows):
        entries[one.stream].append(one)
    known = _rows_of(streams)
    sealed = _sealed(known, upto)
    given = _given_at_intake(known)
    for stream, facts in entries.items():
        row = known.get(stream)
        if row is None or stream in sealed:
            continue
        told = rules.fold(
            stream.removeprefix(NOUN),
            ((f.kind, f.at, f.actor, f"{stream}#{f.seq}", f.data) for f in facts),
            start=start,
        )
        told.is_replayed, told.is_confidential = row["matter__is_replayed"], row["is_confidential"]
        if told.class_code is None:
            told.class_code = given.get(stream, "")
        yield told


def _rows_of(streams: Sequence[str]) -> dict[str, dict[str, Any]]:
    """What a request was from its first instant and no fact of the journal changes."""
    numbers = [stream.removeprefix(NOUN) for stream in streams]
    rows = hotline.requests_for(SYSTEM).filter(matter__number__in=numbers)
    fields = ("matter__number", "matter__class_code", "matter__is_sealed", "matter__is_replayed")
    return {
        f"{NOUN}{row['matter__number']}": row for row in rows.values(*fields, "is_confidential")
    }


def _sealed(known: dict[str, dict[str, Any]], upto: int) -> set[str]:
    """What is sealed, but for what went to inspection only after the report was made."""
    now = {stream for stream, row in known.items() if row["matter__is_sealed"]}
    later = audit.entries(audit.Asked(kind=hotline_events.RequestDisposed.kind)).filter(
        stream__in=now, pk__gt=upto
    )
    went = {one.stream for one in audit.plain(later) if one.data["disposal"] == INSPECT}
    return now - went


def _given_at_intake(known: dict[str, dict[str, Any]]) -> dict[str, str]:
    """The class a request was received with, if nobody has classified it since."""
    held = {stream: row["matter__class_code"] for stream, row in known.items()}
    changed = audit.entries(audit.Asked(kind=hotline_events.RequestClassified.kind))
    later = set(audit.streams(changed.filter(stream__in=list(held))))
    return {stream: code for stream, code in held.items() if code and stream not in later}
