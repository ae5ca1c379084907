"""The clock bar: counted working time filled, pauses hatched, a marker for now (ux B4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Literal

from sunhall.clocks.rules.calendar import Calendar
from sunhall.clocks.rules.due import due
from sunhall.clocks.rules.hours import OfficeHours, midnight
from sunhall.clocks.rules.limits import Limit, Pause, Unit
from sunhall.ground.kit.now import LOCAL

SegmentKind = Literal["used", "paused", "left", "over"]
WHOLE = 1000


@dataclass(frozen=True, slots=True)
class Segment:
    """One stretch of the bar; offset and width in thousandths of it."""

    kind: SegmentKind
    offset: int
    width: int
    from_at: datetime
    to_at: datetime
    ground: str = ""
    paper: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """A clock bar as data; the component that draws it lives with the web parts."""

    segments: tuple[Segment, ...]
    now: int
    used: timedelta
    paused: timedelta
    left: timedelta
    over: timedelta


def working_time(
    begin: datetime, end: datetime, calendar: Calendar, hours: OfficeHours | None
) -> timedelta:
    """Working time between two moments; whole working days of 24 hours without office hours."""
    total = timedelta(0)
    day, last = begin.astimezone(LOCAL).date(), end.astimezone(LOCAL).date()
    while day <= last:
        if hours is not None:
            spans = hours.spans(day, calendar)
        elif calendar.is_workday(day):
            spans = [(midnight(day), midnight(day + timedelta(days=1)))]
        else:
            spans = []
        for opens, closes in spans:
            total += max(min(closes, end) - max(opens, begin), timedelta(0))
        day += timedelta(days=1)
    return total


def clock_bar(
    start: datetime,
    limit: Limit,
    pauses: Sequence[Pause],
    calendar: Calendar,
    office_hours: OfficeHours | None = None,
    *,
    now: datetime,
) -> Bar:
    """Lay a clock out as stretches used, paused, left and over (K3; ux B4).

    Widths are working time, so nights and weekends take no room; a limit that runs by the
    hour or by calendar days is drawn in plain time.
    """
    plain = limit.unit not in (Unit.WD, Unit.WH)
    due_at = due(start, limit, pauses, calendar, office_hours).at
    parts = []
    for kind, begin, end, pause in _stretches(start, due_at, now, pauses):
        span = end - begin if plain else working_time(begin, end, calendar, office_hours)
        parts.append((kind, begin, end, pause, span))
    return _drawn(parts, now)


Stretch = tuple[SegmentKind, datetime, datetime, Pause | None]


def _stretches(
    start: datetime, due_at: datetime | None, now: datetime, pauses: Sequence[Pause]
) -> list[Stretch]:
    """Cut the time from the start to the end into stretches at now, at pauses and at the due."""
    end = max(now, due_at) if due_at is not None else max(now, start)
    held = [(p.from_at, min(p.to_at or end, end)) for p in pauses if p.from_at < end]
    cuts = {start, end, now}
    if due_at is not None:
        cuts.add(due_at)
    cuts |= {edge for span in held for edge in span}
    edges = sorted(edge for edge in cuts if start <= edge <= end)
    found: list[Stretch] = []
    for begin, until in pairwise(edges):
        pause = next((p for p in pauses if p.from_at <= begin and (p.to_at or end) >= until), None)
        found.append((_kind(begin, now, due_at, pause), begin, until, pause))
    return found


def _kind(
    begin: datetime, now: datetime, due_at: datetime | None, pause: Pause | None
) -> SegmentKind:
    if due_at is not None and begin >= due_at:
        return "over"
    if pause is not None:
        return "paused"
    return "used" if begin < now else "left"


def _drawn(
    parts: list[tuple[SegmentKind, datetime, datetime, Pause | None, timedelta]], now: datetime
) -> Bar:
    whole = sum((span for *_, span in parts), timedelta(0))
    sums: dict[str, timedelta] = {}
    at, marker, segments = timedelta(0), 0, []
    for kind, begin, end, pause, span in parts:
        sums[kind] = sums.get(kind, timedelta(0)) + span
        offset = _share(at, whole)
        at += span
        if end <= now:
            marker = _share(at, whole)
        if span:
            ground, paper = (pause.ground, pause.paper) if pause else ("", "")
            width = _share(at, whole) - offset
            segments.append(Segment(kind, offset, width, begin, end, ground, paper))
    none = timedelta(0)
    used, over = sums.get("used", none), sums.get("over", none)
    return Bar(
        tuple(segments), marker, used, sums.get("paused", none), sums.get("left", none), over
    )


def _share(part: timedelta, whole: timedelta) -> int:
    return round(part / whole * WHOLE) if whole else 0
