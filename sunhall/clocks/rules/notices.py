"""The yearly holiday notices 放假通知, 2010 to 2026, as our own table, and 2027 provisionally (K3).

One entry per notice: number, date of signature, and for each festival the days off and the
weekend days worked instead 调休上班. Every day is compared with two independent packages in
the tests. Numbers marked `checked=False` were found only in second-hand lists; all others
were read in at least one public copy of the notice that carries its number.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from sunhall.clocks.rules.calendar import (
    OFFICIAL,
    PROVISIONAL,
    Calendar,
    KnownYear,
    SpecialDay,
    YearStatus,
)


@dataclass(frozen=True, slots=True)
class Break:
    """One festival in a notice: the days off from first to last, and the days worked instead."""

    name: str
    first: date
    last: date
    work: tuple[date, ...] = ()

    def days(self) -> Iterator[date]:
        """Every day off, weekends among them."""
        for ordinal in range(self.first.toordinal(), self.last.toordinal() + 1):
            yield date.fromordinal(ordinal)


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice as it was issued; a later one for the same year goes before an earlier one."""

    year: int
    number: str
    issued_on: date | None
    breaks: tuple[Break, ...]
    checked: bool = True
    status: YearStatus = OFFICIAL

    @property
    def source(self) -> str:
        """How the notice is cited, saying so when its number still has to be checked."""
        return self.number if self.checked else f"{self.number}（文号待核）"

    def days(self) -> Iterator[SpecialDay]:
        """The special days the notice makes."""
        for each in self.breaks:
            for day in each.days():
                yield SpecialDay(day, False, each.name, self.source, notice_year=self.year)
            for day in each.work:
                yield SpecialDay(day, True, each.name, self.source, notice_year=self.year)


def special_days(notices: Iterable[Notice]) -> tuple[SpecialDay, ...]:
    """Lay notices over one another in order of issue."""
    days: dict[date, SpecialDay] = {}
    for notice in notices:
        days.update({day.on: day for day in notice.days()})
    return tuple(days[on] for on in sorted(days))


def calendar_of(notices: Iterable[Notice], *, version: int = 1, place: str = "") -> Calendar:
    """Build the calendar that a list of notices makes."""
    listed = tuple(notices)
    years: dict[int, KnownYear] = {}
    for notice in listed:
        years.setdefault(notice.year, KnownYear(notice.year, notice.status, notice.source))
    return Calendar(version, tuple(years.values()), special_days(listed), place)


def _notice(
    year: int,
    number: str,
    issued: str,
    *lines: str,
    checked: bool = True,
    status: YearStatus = OFFICIAL,
) -> Notice:
    breaks = tuple(_break(year, line) for line in lines)
    return Notice(year, number, date.fromisoformat(issued), breaks, checked, status)


def _break(year: int, line: str) -> Break:
    """Read one line of the table: name, first..last day off, +each day worked instead."""
    name, span, *work = line.split()
    first, _, last = span.partition("..")
    begin = _day(year, first)
    worked = tuple(_day(year, day.lstrip("+")) for day in work)
    return Break(name, begin, _day(year, last) if last else begin, worked)


def _day(year: int, text: str) -> date:
    return date.fromisoformat(text if len(text) > 5 else f"{year}-{text}")


NOTICES: tuple[Notice, ...] = (
    _notice(
        2010,
        "国办发明电〔2009〕27号",
        "2009-12-07",
        "元旦 01-01..01-03",
        "春节 02-13..02-19 +02-20 +02-21",
        "清明节 04-03..04-05",
        "劳动节 05-01..05-03",
        "端午节 06-14..06-16 +06-12 +06-13",
        "中秋节 09-22..09-24 +09-19 +09-25",
        "国庆节 10-01..10-07 +09-26 +10-09",
    ),
    _notice(
        2011,
        "国办发明电〔2010〕40号",
        "2010-12-09",
        "元旦 01-01..01-03",
        "春节 02-02..02-08 +01-30 +02-12",
        "清明节 04-03..04-05 +04-02",
        "劳动节 04-30..05-02",
        "端午节 06-04..06-06",
        "中秋节 09-10..09-12",
        "国庆节 10-01..10-07 +10-08 +10-09",
    ),
    _notice(
        2012,
        "国办发明电〔2011〕45号",
        "2011-12-05",
        "元旦 01-01..01-03 +2011-12-31",
        "春节 01-22..01-28 +01-21 +01-29",
        "清明节 04-02..04-04 +03-31 +04-01",
        "劳动节 04-29..05-01 +04-28",
        "端午节 06-22..06-24",
        "中秋节、国庆节 09-30..10-07 +09-29",
    ),
    _notice(
        2013,
        "国办发明电〔2012〕33号",
        "2012-12-08",
        "元旦 01-01..01-03 +01-05 +01-06",
        "春节 02-09..02-15 +02-16 +02-17",
        "清明节 04-04..04-06 +04-07",
        "劳动节 04-29..05-01 +04-27 +04-28",
        "端午节 06-10..06-12 +06-08 +06-09",
        "中秋节 09-19..09-21 +09-22",
        "国庆节 10-01..10-07 +09-29 +10-12",
    ),
    _notice(
        2014,
        "国办发明电〔2013〕28号",
        "2013-12-11",
        "元旦 01-01",
        "春节 01-31..02-06 +01-26 +02-08",
        "清明节 04-05",
        "清明节 04-07",
        "劳动节 05-01..05-03 +05-04",
        "端午节 06-02",
        "中秋节 09-08",
        "国庆节 10-01..10-07 +09-28 +10-11",
    ),
    _notice(
        2015,
        "国办发明电〔2014〕28号",
        "2014-12-16",
        "元旦 01-01..01-03 +01-04",
        "春节 02-18..02-24 +02-15 +02-28",
        "清明节 04-05..04-06",
        "劳动节 05-01",
        "端午节 06-20",
        "端午节 06-22",
        "中秋节 09-27",
        "国庆节 10-01..10-07 +10-10",
        checked=False,
    ),
    _notice(
        2015,
        "国发明电〔2015〕1号",
        "2015-05-13",
        "抗战胜利70周年纪念日 09-03..09-05 +09-06",
    ),
    _notice(
        2016,
        "国办发明电〔2015〕18号",
        "2015-12-10",
        "元旦 01-01",
        "春节 02-07..02-13 +02-06 +02-14",
        "清明节 04-04",
        "劳动节 05-01..05-02",
        "端午节 06-09..06-11 +06-12",
        "中秋节 09-15..09-17 +09-18",
        "国庆节 10-01..10-07 +10-08 +10-09",
    ),
    _notice(
        2017,
        "国办发明电〔2016〕17号",
        "2016-12-01",
        "元旦 01-01..01-02",
        "春节 01-27..02-02 +01-22 +02-04",
        "清明节 04-02..04-04 +04-01",
        "劳动节 05-01",
        "端午节 05-28..05-30 +05-27",
        "中秋节、国庆节 10-01..10-08 +09-30",
    ),
    _notice(
        2018,
        "国办发明电〔2017〕12号",
        "2017-11-30",
        "元旦 01-01",
        "春节 02-15..02-21 +02-11 +02-24",
        "清明节 04-05..04-07 +04-08",
        "劳动节 04-29..05-01 +04-28",
        "端午节 06-18",
        "中秋节 09-24",
        "国庆节 10-01..10-07 +09-29 +09-30",
    ),
    _notice(
        2019,
        "国办发明电〔2018〕15号",
        "2018-12-04",
        "元旦 2018-12-30..2019-01-01 +2018-12-29",
        "春节 02-04..02-10 +02-02 +02-03",
        "清明节 04-05",
        "劳动节 05-01",
        "端午节 06-07",
        "中秋节 09-13",
        "国庆节 10-01..10-07 +09-29 +10-12",
    ),
    _notice(
        2019,
        "国办发明电〔2019〕3号",
        "2019-03-22",
        "劳动节 05-01..05-04 +04-28 +05-05",
    ),
    _notice(
        2020,
        "国办发明电〔2019〕16号",
        "2019-11-21",
        "元旦 01-01",
        "春节 01-24..01-30 +01-19 +02-01",
        "清明节 04-04..04-06",
        "劳动节 05-01..05-05 +04-26 +05-09",
        "端午节 06-25..06-27 +06-28",
        "国庆节、中秋节 10-01..10-08 +09-27 +10-10",
    ),
    # Names only the new end; that Saturday 1 February is off follows from it.
    _notice(2020, "国办发明电〔2020〕1号", "2020-01-26", "春节 01-31..02-02"),
    _notice(
        2021,
        "国办发明电〔2020〕27号",
        "2020-11-25",
        "元旦 01-01..01-03",
        "春节 02-11..02-17 +02-07 +02-20",
        "清明节 04-03..04-05",
        "劳动节 05-01..05-05 +04-25 +05-08",
        "端午节 06-12..06-14",
        "中秋节 09-19..09-21 +09-18",
        "国庆节 10-01..10-07 +09-26 +10-09",
    ),
    _notice(
        2022,
        "国办发明电〔2021〕11号",
        "2021-10-25",
        "元旦 01-01..01-03",
        "春节 01-31..02-06 +01-29 +01-30",
        "清明节 04-03..04-05 +04-02",
        "劳动节 04-30..05-04 +04-24 +05-07",
        "端午节 06-03..06-05",
        "中秋节 09-10..09-12",
        "国庆节 10-01..10-07 +10-08 +10-09",
    ),
    _notice(
        2023,
        "国办发明电〔2022〕16号",
        "2022-12-08",
        "元旦 2022-12-31..2023-01-02",
        "春节 01-21..01-27 +01-28 +01-29",
        "清明节 04-05",
        "劳动节 04-29..05-03 +04-23 +05-06",
        "端午节 06-22..06-24 +06-25",
        "中秋节、国庆节 09-29..10-06 +10-07 +10-08",
    ),
    # Rest on the eve, 9 February 2024, is encouraged and not ordered: a working day.
    _notice(
        2024,
        "国办发明电〔2023〕7号",
        "2023-10-25",
        "元旦 01-01",
        "春节 02-10..02-17 +02-04 +02-18",
        "清明节 04-04..04-06 +04-07",
        "劳动节 05-01..05-05 +04-28 +05-11",
        "端午节 06-10",
        "中秋节 09-15..09-17 +09-14",
        "国庆节 10-01..10-07 +09-29 +10-12",
    ),
    _notice(
        2025,
        "国办发明电〔2024〕12号",
        "2024-11-12",
        "元旦 01-01",
        "春节 01-28..02-04 +01-26 +02-08",
        "清明节 04-04..04-06",
        "劳动节 05-01..05-05 +04-27",
        "端午节 05-31..06-02",
        "国庆节、中秋节 10-01..10-08 +09-28 +10-11",
    ),
    _notice(
        2026,
        "国办发明电〔2025〕7号",
        "2025-11-04",
        "元旦 01-01..01-03 +01-04",
        "春节 02-15..02-23 +02-14 +02-28",
        "清明节 04-04..04-06",
        "劳动节 05-01..05-05 +05-09",
        "端午节 06-19..06-21",
        "中秋节 09-25..09-27",
        "国庆节 10-01..10-07 +09-20 +10-10",
        checked=False,
    ),
)

# Until the notice is out, only what the statute itself gives: its days, and for days that
# fall on a weekend the days off owed on the next working days 补假. No make-up working day
# can be known. Spring Festival 2027 is on 6 February, so its eve is on the 5th.
PROVISIONAL_NOTICES: tuple[Notice, ...] = (
    _notice(
        2027,
        "全国年节及纪念日放假办法（国务院令第795号）",
        "2024-11-10",
        "元旦 01-01",
        "春节 02-05..02-10",
        "清明节 04-05",
        "劳动节 05-01..05-04",
        "端午节 06-09",
        "中秋节 09-15",
        "国庆节 10-01..10-05",
        status=PROVISIONAL,
    ),
)


def seed_calendar(version: int = 1) -> Calendar:
    """The calendar the house opens with: 2010 to 2026 official, 2027 provisional."""
    return calendar_of((*NOTICES, *PROVISIONAL_NOTICES), version=version)


def provisional_year(year: int) -> Notice:
    """A year of plain weeks with the fixed statutory days only, for a year nobody knows yet.

    Festivals of the lunar calendar are left out: they must be entered by hand.
    """
    lines = ("元旦 01-01", "劳动节 05-01..05-02", "国庆节 10-01..10-03")
    known = next((notice for notice in PROVISIONAL_NOTICES if notice.year == year), None)
    return known or Notice(
        year,
        "全国年节及纪念日放假办法（国务院令第795号）",
        None,
        tuple(_break(year, line) for line in lines),
        status=PROVISIONAL,
    )
