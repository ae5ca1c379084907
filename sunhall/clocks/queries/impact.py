"""What a change would do to running limits, before anybody decides; and how far one has come.

This floor knows no running limit: whoever does teaches it to count.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime

from sunhall.clocks.queries.holdings import Holdings, holdings
from sunhall.clocks.rules.calendar import Calendar, SpecialDay
from sunhall.clocks.rules.changes import applied, changes
from sunhall.clocks.rules.light import Thresholds
from sunhall.clocks.rules.notices import Notice
from sunhall.ground.access.actor import Actor


@dataclass(frozen=True)
class Change:
    """Days that would change between two dates in a place, and the calendars that would follow."""

    first: date
    last: date
    place: str
    calendar: Callable[[str], Calendar]


@dataclass(frozen=True)
class Moved:
    """One running limit that would fall due on another day; `address` names its page."""

    number: str
    subject: str
    address: str
    clock: str
    old: datetime | None
    new: datetime | None


@dataclass(frozen=True)
class Impact:
    """What a change would do: how many limits count over it, move, and would then be late."""

    running: int
    moved: int
    turn_red: int
    shown: tuple[Moved, ...] = ()


@dataclass(frozen=True)
class LampTrial:
    """How many of the limits that run now would be near, by the old measure and by the new."""

    running: int
    near_now: int
    near_then: int


@dataclass(frozen=True)
class Progress:
    """One recomputation of running limits 期限重算: how far it has come."""

    why: str
    done: int
    total: int
    moved: int
    beat_at: datetime
    finished_at: datetime | None


CountImpact = Callable[[Actor, Change], Impact]
TryLamps = Callable[[Thresholds], LampTrial]
TellProgress = Callable[[], list[Progress]]
_count: list[CountImpact] = []
_lamps: list[TryLamps] = []
_progress: list[TellProgress] = []


def teach_impact(
    count: CountImpact,
    *,
    lamps: TryLamps | None = None,
    progress: TellProgress | None = None,
) -> None:
    """Take from the wiring how running limits are counted; this floor knows none of them."""
    _count[:] = [count]
    _lamps[:] = [lamps] if lamps else []
    _progress[:] = [progress] if progress else []


def impact_of(notice: Notice, *, to: Actor, whole_year: bool = True) -> Impact | None:
    """What a notice would do to running limits; None while nobody taught us to count."""
    held = holdings()
    before = _national(held)
    after = applied(before, notice, whole_year=whole_year)
    days = [change.day for change in changes(before, after)]
    if not (_count and days):
        return Impact(0, 0, 0) if _count else None
    then = replace(held, years=after.years, national=after.days, made={}, offices={})
    return _count[0](to, Change(days[0], days[-1], "", then.calendar))


def impact_of_day(
    on: date, place: str, *, is_workday: bool | None, to: Actor, name: str = ""
) -> Impact | None:
    """What a local day, or with `is_workday=None` its withdrawal, would do to running limits."""
    held = holdings()
    kept = tuple(day for day in held.local.get(place, ()) if day.on != on)
    new = () if is_workday is None else (SpecialDay(on, is_workday, name, is_local=True),)
    then = replace(held, local={**held.local, place: (*kept, *new)}, made={}, offices={})
    return _count[0](to, Change(on, on, place, then.calendar)) if _count else None


def trial_of(lights: Thresholds) -> LampTrial | None:
    """How many running limits would be near by other thresholds 临期标准."""
    return _lamps[0](lights) if _lamps else None


def recomputations() -> list[Progress]:
    """Recomputations that run now or ended a short while ago, the newest first."""
    return _progress[0]() if _progress else []


def _national(held: Holdings) -> Calendar:
    return Calendar(held.version, held.years, held.national)
