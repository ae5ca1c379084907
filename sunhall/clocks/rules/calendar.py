"""The working calendar 工作日历: which days are worked, by which notice (K3)."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

from sunhall.ground.kit.refusal import Refused
from sunhall.ground.kit.verdict import no

YearStatus = Literal["official", "provisional"]
OFFICIAL: YearStatus = "official"
PROVISIONAL: YearStatus = "provisional"

SATURDAY = 5


class UnknownYear(Refused):
    """The calendar has no data for a year, so nothing may be counted through it."""

    def __init__(self, year: int) -> None:
        super().__init__(
            no(
                "工作日历没有 {year} 年的数据，不能推算经过这一年的期限。"
                "请在“工作日历”中录入 {year} 年的放假通知，或先建立 {year} 年的暂定日历。",
                year=year,
            ),
            field="year",
        )
        self.year = year


@dataclass(frozen=True, slots=True)
class KnownYear:
    """A year the calendar can answer for, by an official notice or only provisionally 暂定."""

    year: int
    status: YearStatus
    source: str = ""


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """A day that differs from the plain week: a holiday 放假 or a make-up working day 调休上班."""

    on: date
    is_workday: bool
    name: str
    source: str = ""
    is_local: bool = False
    notice_year: int = 0  # the year whose notice made it: 31 December may belong to the next


@dataclass(frozen=True, eq=False)
class Calendar:
    """One version of the calendar for one place; immutable, so counting may be cached.

    Working days are held as a sorted list of day ordinals: the n-th working day after a date
    is one bisection, however far away it lies.
    """

    version: int
    years: tuple[KnownYear, ...]
    days: tuple[SpecialDay, ...]
    place: str = ""
    _special: dict[date, SpecialDay] = field(init=False, repr=False)
    _workdays: list[int] = field(init=False, repr=False)
    _years: dict[int, KnownYear] = field(init=False, repr=False)
    _known_until: dict[int, int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        years = {known.year: known for known in self.years}
        special = {day.on: day for day in self.days}
        put = object.__setattr__  # the derived tables of a frozen value, written once
        put(self, "_years", years)
        put(self, "_special", special)
        put(self, "_workdays", list(_workdays(sorted(years), special)))
        put(self, "_known_until", _known_until(years))

    def is_workday(self, day: date) -> bool:
        """Whether a day is worked; raises UnknownYear rather than guess."""
        self.year(day.year)
        special = self._special.get(day)
        return special.is_workday if special else day.weekday() < SATURDAY

    def special(self, day: date) -> SpecialDay | None:
        """Why a day differs from the plain week, if it does."""
        return self._special.get(day)

    def knows(self, day: date) -> bool:
        """Whether there is any data for the year of a day."""
        return day.year in self._years

    def year(self, year: int) -> KnownYear:
        """What is known about a year."""
        known = self._years.get(year)
        if known is None:
            raise UnknownYear(year)
        return known

    def is_provisional(self, first: date, last: date) -> bool:
        """Whether any day from first to last rests on a year not yet officially announced."""
        return any(
            year in self._years and self._years[year].status == PROVISIONAL
            for year in range(first.year, last.year + 1)
        )

    def nth_workday_after(self, day: int, n: int) -> int:
        """The ordinal of the n-th working day after a day, both as ordinals; n ≥ 1."""
        at = bisect_right(self._workdays, day) + n - 1
        first = date.fromordinal(day + 1).year
        until = self._known_until.get(first)
        if until is None:
            raise UnknownYear(first)
        if at >= len(self._workdays) or self._workdays[at] >= until:
            raise UnknownYear(date.fromordinal(until).year)
        return self._workdays[at]

    def run(self, after: int, n: int, before: int) -> tuple[int | None, int]:
        """The n-th working day after a day if it lies before another; else how many there are.

        Gives (day, n) when the n-th working day comes first, else (None, working days passed).
        """
        at = bisect_right(self._workdays, after)
        stop = bisect_left(self._workdays, before)
        if at + n - 1 < stop:
            return self.nth_workday_after(after, n), n
        return None, self.workdays_in(after + 1, before - 1)

    def workdays_in(self, first: int, last: int) -> int:
        """How many working days lie from first to last, both counted, as ordinals."""
        if last < first:
            return 0
        self._must_know(first, last)
        return bisect_right(self._workdays, last) - bisect_left(self._workdays, first)

    def workdays_between(self, after: date, until: date) -> int:
        """Working days after one date up to another (start day excluded); negative backwards."""
        a, b = after.toordinal(), until.toordinal()
        return self.workdays_in(a + 1, b) if b >= a else -self.workdays_in(b + 1, a)

    def next_workday(self, day: date) -> date:
        """The day itself if it is worked, else the first working day after it."""
        return date.fromordinal(self.nth_workday_after(day.toordinal() - 1, 1))

    def nth_workday_before(self, day: date, n: int) -> date:
        """The n-th working day before a day, which is not counted itself; n ≥ 1."""
        at = bisect_left(self._workdays, day.toordinal()) - n
        if at < 0:
            raise UnknownYear(min(self._years, default=day.year + 1) - 1)
        self._must_know(self._workdays[at], day.toordinal() - 1)
        return date.fromordinal(self._workdays[at])

    def _must_know(self, first: int, last: int) -> None:
        year = date.fromordinal(first).year
        until = self._known_until.get(year)
        if until is None:
            raise UnknownYear(year)
        if last >= until:
            raise UnknownYear(date.fromordinal(until).year)


def _workdays(years: Iterable[int], special: dict[date, SpecialDay]) -> Iterator[int]:
    for year in years:
        day, end = date(year, 1, 1), date(year, 12, 31)
        while day <= end:
            known = special.get(day)
            if known.is_workday if known else day.weekday() < SATURDAY:
                yield day.toordinal()
            day += timedelta(days=1)


def _known_until(years: Iterable[int]) -> dict[int, int]:
    """For each year the ordinal of the first day after the unbroken run it belongs to."""
    known = set(years)
    ends: dict[int, int] = {}
    for year in sorted(known, reverse=True):
        following = date(year + 1, 1, 1).toordinal()
        ends[year] = ends[year + 1] if year + 1 in known else following
    return ends
