"""What the calendar and limit pages show."""

from dataclasses import dataclass
from datetime import date, timedelta

from sunhall.clocks.models import (
    APPROVED,
    PROPOSED,
    CalendarVersion,
    LightRule,
    LimitRule,
    NoticeProposal,
    OfficeHours,
)
from sunhall.clocks.queries.holdings import holdings, limit_row
from sunhall.clocks.queries.named import with_names
from sunhall.clocks.rules import opening
from sunhall.clocks.rules.calendar import OFFICIAL, Calendar, KnownYear
from sunhall.clocks.rules.changes import DayChange, applied, changes
from sunhall.clocks.rules.explain import Reason, day_reason
from sunhall.clocks.rules.notices import Break, Notice
from sunhall.clocks.rules.table import LimitRow
from sunhall.clocks.rules.week import from_plain, write_day
from sunhall.ground.kit.now import today
from sunhall.ground.kit.refusal import NotFound

# Shape and word of a day; colour is never the only sign (ux A, lamps).
MARKS = {
    Reason.HOLIDAY: ("off", "休", "放假"),
    Reason.MAKE_UP: ("make-up", "班", "调休上班"),
    Reason.LOCAL_OFF: ("local-off", "停", "本地停止办公"),
    Reason.LOCAL_WORK: ("local-work", "班", "本地照常上班"),
    Reason.WEEKEND: ("weekend", "", "周末"),
    Reason.WORKDAY: ("work", "", "工作日"),
}


@dataclass(frozen=True)
class Cell:
    """One day of the year grid, with its mark and why."""

    day: date
    kind: str
    mark: str
    word: str
    name: str
    source: str
    is_today: bool


@dataclass(frozen=True)
class Month:
    """One month: weeks from Monday to Sunday, and how many working days it has."""

    number: int
    weeks: tuple[tuple[Cell | None, ...], ...]
    workdays: int


@dataclass(frozen=True)
class Stretch:
    """Special days in a row that have the same word, name and source."""

    first: Cell
    last: Cell

    @property
    def is_local(self) -> bool:
        """Whether it was declared here and may be taken back."""
        return self.first.kind.startswith("local")


@dataclass(frozen=True)
class Sheet:
    """A year of the calendar as a page shows it."""

    known: KnownYear
    months: tuple[Month, ...]
    special: tuple[Stretch, ...]
    workdays: int
    version: int

    @property
    def is_provisional(self) -> bool:
        """Whether the year is not yet officially announced 暂定."""
        return self.known.status != OFFICIAL


@dataclass(frozen=True)
class ProposedNotice:
    """A notice waiting for a second person, or already decided."""

    row: NoticeProposal
    notice: Notice
    changes: tuple[DayChange, ...]


def known_years() -> tuple[KnownYear, ...]:
    """Every year the calendar can answer for."""
    return holdings().years


def year_sheet(year: int, place: str = "") -> Sheet:
    """A year of the calendar, day by day; raises UnknownYear when there is none."""
    calendar = holdings().calendar(place)
    known = calendar.year(year)
    months = tuple(_month(calendar, year, number) for number in range(1, 13))
    cells = [cell for month in months for week in month.weeks for cell in week if cell]
    special = tuple(_stretches([cell for cell in cells if cell.name or cell.source]))
    return Sheet(known, months, special, sum(month.workdays for month in months), calendar.version)


def _stretches(cells: list[Cell]) -> list[Stretch]:
    found: list[Stretch] = []
    for cell in cells:
        before = found[-1].last if found else None
        same = before is not None and (before.kind, before.name, before.source) == (
            cell.kind,
            cell.name,
            cell.source,
        )
        if before and same and (cell.day - before.day).days == 1 and not found[-1].is_local:
            found[-1] = Stretch(found[-1].first, cell)
        else:
            found.append(Stretch(cell, cell))
    return found


def _month(calendar: Calendar, year: int, number: int) -> Month:
    first = date(year, number, 1)
    day = first - timedelta(days=first.weekday())
    weeks: list[tuple[Cell | None, ...]] = []
    while day.year < year or (day.year == year and day.month <= number):
        row = [day + timedelta(days=n) for n in range(7)]
        weeks.append(tuple(_cell(each, calendar) if each.month == number else None for each in row))
        day += timedelta(days=7)
    last = (date(year + (number == 12), number % 12 + 1, 1)).toordinal() - 1
    return Month(number, tuple(weeks), calendar.workdays_in(first.toordinal(), last))


def _cell(day: date, calendar: Calendar) -> Cell:
    reason, name, source = day_reason(day, calendar)
    kind, mark, word = MARKS[reason]
    return Cell(day, kind, mark, word, name, source, day == today())


def notices_waiting() -> list[ProposedNotice]:
    """Notices that wait for a second person, oldest first."""
    rows = NoticeProposal.objects.filter(state=PROPOSED).order_by("proposed_at")
    return [_proposed(row) for row in rows]


def notice_for(proposal: int) -> ProposedNotice:
    """One proposed notice with the days it would change."""
    row = NoticeProposal.objects.filter(pk=proposal).first()
    if row is None:
        raise NotFound
    return _proposed(row)


def changes_of(notice: Notice, *, whole_year: bool = True) -> tuple[DayChange, ...]:
    """The days a notice would change in the national calendar, for the preview."""
    before = holdings().calendar("")
    return changes(before, applied(before, notice, whole_year=whole_year))


def _proposed(row: NoticeProposal) -> ProposedNotice:
    notice = notice_of(row)
    found = changes_of(notice, whole_year=row.whole_year) if row.state != APPROVED else ()
    return ProposedNotice(row, notice, found)


def notice_of(row: NoticeProposal) -> Notice:
    """A stored proposal as the rules know a notice."""
    breaks = tuple(
        Break(
            each["name"],
            date.fromisoformat(each["first"]),
            date.fromisoformat(each["last"]),
            tuple(date.fromisoformat(day) for day in each["work"]),
        )
        for each in row.breaks
    )
    return Notice(row.year, row.number, row.issued_on, breaks)


def history(limit: int = 20) -> list[CalendarVersion]:
    """Who changed what, newest first."""
    return with_names(CalendarVersion.objects.order_by("-number")[:limit])


@dataclass(frozen=True)
class HoursRow:
    """One timetable in force, day by day as text."""

    row: OfficeHours | None
    days: tuple[str, ...]


def office_hours_rows() -> list[HoursRow]:
    """The timetables set, or the default when none is."""
    rows = OfficeHours.objects.filter(until_version=None).order_by("place", "from_on")
    found = [HoursRow(row, tuple(map(write_day, from_plain(row.week)))) for row in rows]
    return found or [HoursRow(None, tuple(map(write_day, opening.WEEK)))]


def limit_rules(on: date | None = None) -> list[LimitRow]:
    """Every limit in its version of a day, in the order of the printed table."""
    day = on or today()
    held = holdings()
    codes = [*opening.LIMITS, *(code for code in held.limits if code not in opening.LIMITS)]
    found = []
    for code in codes:
        versions = held.limits.get(code) or [opening.LIMITS[code]]
        started = [row for row in versions if row.from_on is None or row.from_on <= day]
        if started:
            found.append(max(started, key=lambda row: row.version))
    return found


def newest_limit(code: str) -> LimitRow:
    """The newest version of a limit, whether it is in force already or not."""
    versions = holdings().limits.get(code)
    if versions:
        return versions[-1]
    if code not in opening.LIMITS:
        raise NotFound
    return opening.LIMITS[code]


def lamp_versions() -> list[LightRule]:
    """Every stored measure of when a limit is near, with who set it and why, newest first."""
    return with_names(LightRule.objects.order_by("-version"))


def limit_versions(code: str) -> list[tuple[LimitRow, LimitRule]]:
    """Every stored version of a limit with who made it and why, newest first."""
    rows = LimitRule.objects.filter(code=code).order_by("-version")
    return [(limit_row(row), row) for row in with_names(rows)]
