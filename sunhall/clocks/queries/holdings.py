"""What this domain holds, read once per version and kept in memory.

Whatever hangs on a version is read only when it changed.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date, datetime
from threading import Lock
from uuid import UUID

from django.db.models import Q, QuerySet

from sunhall.clocks.models import (
    CalendarDay,
    CalendarVersion,
    CalendarYear,
    LightRule,
    LimitRule,
    OfficeHours,
    PauseGround,
)
from sunhall.clocks.rules import calendar as calendars
from sunhall.clocks.rules import opening, week
from sunhall.clocks.rules.calendar import OFFICIAL, PROVISIONAL, Calendar, KnownYear, SpecialDay
from sunhall.clocks.rules.grounds import Ground
from sunhall.clocks.rules.hours import OfficeHours as Hours
from sunhall.clocks.rules.hours import Timetable
from sunhall.clocks.rules.light import Thresholds
from sunhall.clocks.rules.limits import LimitKind
from sunhall.clocks.rules.notices import seed_calendar
from sunhall.clocks.rules.scope import is_within
from sunhall.clocks.rules.table import Direction, LimitRow
from sunhall.ground.journal.standing import kept
from sunhall.ground.kit.refusal import refuse

KEPT = 4


@dataclass
class Holdings:
    """The calendar, hours, limits and lights of one version."""

    version: int
    years: tuple[KnownYear, ...]
    national: tuple[SpecialDay, ...]
    local: dict[str, tuple[SpecialDay, ...]]
    hours: list[OfficeHours]
    limits: dict[str, list[LimitRow]]
    lights: list[Thresholds]
    grounds: dict[str, list[Ground]] | None = None  # read when a pause first asks
    made: dict[tuple[str, ...], Calendar] = field(default_factory=dict)
    offices: dict[tuple[int, ...], Hours] = field(default_factory=dict)

    def calendar(self, place: str) -> Calendar:
        """The calendar of a place; places without days of their own share one object."""
        scopes = tuple(sorted(scope for scope in self.local if place.startswith(scope)))
        if scopes not in self.made:
            days = {day.on: day for day in self.national}
            for scope in scopes:
                days.update({day.on: day for day in self.local[scope]})
            name = scopes[-1] if scopes else ""
            self.made[scopes] = Calendar(self.version, self.years, tuple(days.values()), name)
        return self.made[scopes]

    def office(self, place: str, organisation: str, on: date | None) -> Hours:
        """Timetables from the most general to the most particular; the last that holds wins."""
        fitting = [
            row
            for row in self.hours
            if place.startswith(row.place) and is_within(organisation, row.organisation)
            if on is None or row.to_on is None or row.to_on >= on
        ]
        key = tuple(row.pk for row in fitting)
        if key not in self.offices:
            self.offices[key] = _office(fitting)
        return self.offices[key]

    def limit(self, code: str, on: date) -> LimitRow:
        """The version of a limit in force on a day."""
        versions = self.limits.get(code) or [
            row for row in (opening.LIMITS.get(code),) if row is not None
        ]
        started = [row for row in versions if row.from_on is None or row.from_on <= on]
        newest = max(started, key=lambda row: row.version, default=None)
        if newest is None or (newest.to_on is not None and newest.to_on < on):
            raise refuse(
                "时限规则 {code} 在 {on} 没有生效的版本，请在“时限规则”中设置",
                field="rule",
                code=code,
                on=on,
            )
        return newest

    def near(self, on: date) -> Thresholds:
        """The thresholds in force on a day."""
        started = [each for each in self.lights if each.from_on is None or each.from_on <= on]
        return max(started, key=lambda each: each.version, default=opening.LIGHTS)

    def all_grounds(self) -> dict[str, list[Ground]]:
        """Every version of every ground of a pause, in the order of the printed table."""
        if self.grounds is None:
            self.grounds = _grounds()
        return {code: [ground] for code, ground in opening.GROUNDS.items()} | self.grounds

    def grounds_on(self, on: date) -> list[Ground]:
        """The grounds in force on a day: of each the newest version that has begun."""
        found = []
        for versions in self.all_grounds().values():
            started = [one for one in versions if one.from_on is None or one.from_on <= on]
            newest = max(started, key=lambda one: one.version, default=None)
            if newest is not None and newest.holds(on):
                found.append(newest)
        return found


def _office(rows: list[OfficeHours]) -> Hours:
    """Summer hours 夏季作息 have an end and lie over the year-round timetable."""
    ordered = sorted(
        rows,
        key=lambda row: (
            len(row.organisation),
            len(row.place),
            row.to_on is not None,
            row.from_on,
        ),
    )
    tables = [Timetable(week.from_plain(row.week), row.from_on, row.to_on) for row in ordered]
    source = ordered[-1].source if ordered else opening.HOURS_SOURCE
    return Hours((*opening.HOURS.timetables, *tables), source)


_kept: dict[UUID, Holdings] = {}
_lock = Lock()
_steady: ContextVar[Holdings | None] = ContextVar("steady", default=None)
_shipped: list[Holdings] = []


@contextmanager
def steady() -> Iterator[None]:
    """Check the version once for a whole batch, such as an import of two thousand rows."""
    token = _steady.set(holdings())
    try:
        yield
    finally:
        _steady.reset(token)


def holdings(at: datetime | None = None) -> Holdings:
    """What holds now, or held at an instant of the past."""
    held = _steady.get()
    if held is not None and at is None:
        return held
    latest = kept("clocks", "latest", _latest) if at is None else _latest(at)
    if latest is None:
        return _as_shipped()
    number, token = latest
    held = _kept.get(token)
    if held is None:
        held = _read(number)
        with _lock:
            for oldest in list(_kept)[: 1 - KEPT]:
                del _kept[oldest]
            _kept[token] = held
    return held


def _latest(at: datetime | None = None) -> tuple[int, UUID] | None:
    versions = CalendarVersion.objects.order_by("-number")
    if at is not None:
        versions = versions.filter(made_at__lte=at)
    return versions.values_list("number", "token").first()


def _as_shipped() -> Holdings:
    """Version 0: the tables the house comes with, until somebody sets anything."""
    if not _shipped:
        table = seed_calendar(version=0)
        _shipped.append(Holdings(0, table.years, table.days, {}, [], {}, [], {}))
    return _shipped[0]


def _read(version: int) -> Holdings:
    held = Q(from_version__lte=version) & (Q(until_version=None) | Q(until_version__gt=version))
    years = tuple(_years(CalendarYear.objects.filter(held).order_by("year")))
    national, local = _days(CalendarDay.objects.filter(held).order_by("on"))
    limits: dict[str, list[LimitRow]] = {}
    for row in LimitRule.objects.order_by("code", "version"):
        limits.setdefault(row.code, []).append(limit_row(row))
    shipped = _as_shipped()
    return Holdings(
        version,
        years or shipped.years,
        national if years else shipped.national,
        local,
        list(OfficeHours.objects.filter(held)),
        limits,
        [_thresholds(row) for row in LightRule.objects.order_by("version")],
    )


def _years(rows: Iterable[CalendarYear]) -> Iterator[KnownYear]:
    for row in rows:
        status: calendars.YearStatus = OFFICIAL if row.status == OFFICIAL else PROVISIONAL
        yield KnownYear(row.year, status, row.source)


def _days(
    rows: QuerySet[CalendarDay],
) -> tuple[tuple[SpecialDay, ...], dict[str, tuple[SpecialDay, ...]]]:
    national: list[SpecialDay] = []
    local: dict[str, list[SpecialDay]] = {}
    for row in rows:
        day = SpecialDay(
            row.on, row.is_workday, row.name, row.source, row.is_local, row.notice_year or 0
        )
        (local.setdefault(row.place, []) if row.is_local else national).append(day)
    return tuple(national), {place: tuple(days) for place, days in local.items()}


def limit_row(row: LimitRule) -> LimitRow:
    """A stored limit as the rules know it."""
    kind: LimitKind = (
        "promised" if row.kind == "promised" else "step" if row.kind == "step" else "legal"
    )
    direction: Direction = "before" if row.direction == "before" else "after"
    return LimitRow(
        code=row.code,
        name=row.name,
        trigger=row.trigger,
        n=row.n,
        unit=row.unit,
        basis=row.basis,
        source=row.source,
        kind=kind,
        extension=row.extension,
        extension_by=row.extension_by,
        stops=row.stops,
        on_expiry=row.on_expiry,
        direction=direction,
        strict=row.strict,
        on_day=row.on_day,
        note=row.note,
        from_on=row.from_on,
        preset=row.preset,
        version=row.version,
        to_on=row.to_on,
    )


def _thresholds(row: LightRule) -> Thresholds:
    return Thresholds(row.share, row.workdays, row.version, row.source, row.from_on)


def _grounds() -> dict[str, list[Ground]]:
    found: dict[str, list[Ground]] = {}
    for row in PauseGround.objects.order_by("code", "version"):
        found.setdefault(row.code, []).append(ground_of(row))
    return found


def ground_of(row: PauseGround) -> Ground:
    """A stored ground as the rules know it."""
    return Ground(
        code=row.code,
        words=row.words,
        article=row.article,
        stops=tuple(row.stops.split()),
        paper=row.paper,
        source=row.source,
        note=row.note,
        from_on=row.from_on,
        to_on=row.to_on,
        version=row.version,
    )
