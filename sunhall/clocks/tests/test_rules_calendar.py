from datetime import date, timedelta

import chinese_calendar
import holidays
import pytest

from sunhall.clocks.rules import OFFICIAL, PROVISIONAL, Calendar, KnownYear, SpecialDay, UnknownYear
from sunhall.clocks.rules.notices import NOTICES, PROVISIONAL_NOTICES, provisional_year
from sunhall.clocks.tests.moments import CALENDAR, on

# How many days off and weekend days worked each year's notices name: a second reading that
# does not use the table's own arithmetic.
NAMED = {
    2010: (29, 8), 2011: (29, 5), 2012: (27, 7), 2013: (29, 12), 2014: (22, 5), 2015: (26, 5),
    2016: (24, 6), 2017: (24, 5), 2018: (23, 6), 2019: (24, 7), 2020: (30, 6), 2021: (31, 7),
    2022: (31, 7), 2023: (27, 7), 2024: (28, 8), 2025: (28, 5), 2026: (33, 6),
}  # fmt: skip

# norms.md 9: working days of each month.
MONTHS = {
    2024: [22, 18, 21, 22, 21, 19, 23, 22, 21, 19, 21, 22],
    2025: [19, 19, 21, 22, 19, 20, 23, 21, 23, 18, 20, 23],
    2026: [21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23],
}

# norms.md 9, machine form: weekdays off, and weekend days worked.
SEED = {
    2024: (
        "01-01 02-12 02-13 02-14 02-15 02-16 04-04 04-05 05-01 05-02 05-03 06-10 09-16 09-17 "
        "10-01 10-02 10-03 10-04 10-07",
        "02-04 02-18 04-07 04-28 05-11 09-14 09-29 10-12",
    ),
    2025: (
        "01-01 01-28 01-29 01-30 01-31 02-03 02-04 04-04 05-01 05-02 05-05 06-02 10-01 10-02 "
        "10-03 10-06 10-07 10-08",
        "01-26 02-08 04-27 09-28 10-11",
    ),
    2026: (
        "01-01 01-02 02-16 02-17 02-18 02-19 02-20 02-23 04-06 05-01 05-04 05-05 06-19 09-25 "
        "10-01 10-02 10-05 10-06 10-07",
        "01-04 02-14 02-28 05-09 09-20 10-10",
    ),
}
YEARS = {2024: 251, 2025: 248, 2026: 248}


def every_day(year):
    day = date(year, 1, 1)
    while day.year == year:
        yield day
        day += timedelta(days=1)


@pytest.mark.parametrize("year", range(2010, 2027))
def test_every_day_agrees_with_two_independent_packages(year):
    china = holidays.China(years=[year, year + 1])
    for day in every_day(year):
        assert CALENDAR.is_workday(day) == chinese_calendar.is_workday(day), day
        assert CALENDAR.is_workday(day) == china.is_working_day(day), day


def test_the_provisional_year_agrees_with_the_estimate_of_the_holidays_package():
    china = holidays.China(years=2027)
    for day in every_day(2027):
        assert CALENDAR.is_workday(day) == china.is_working_day(day), day


@pytest.mark.parametrize(("year", "named"), NAMED.items())
def test_every_notice_names_as_many_days_as_it_really_did(year, named):
    off, work = set(), set()
    for notice in NOTICES:
        if notice.year == year:
            for day in notice.days():
                (work if day.is_workday else off).add(day.on)
                (off if day.is_workday else work).discard(day.on)
    assert (len(off), len(work)) == named


@pytest.mark.parametrize(("year", "months"), MONTHS.items())
def test_every_month_has_its_working_days(year, months):
    counted = [0] * 12
    for day in every_day(year):
        counted[day.month - 1] += CALENDAR.is_workday(day)
    assert counted == months


@pytest.mark.parametrize("year", SEED)
def test_the_printed_days_off_and_days_worked_instead_are_these_and_no_others(year):
    off = [f"{d:%m-%d}" for d in every_day(year) if d.weekday() < 5 and not CALENDAR.is_workday(d)]
    work = [f"{d:%m-%d}" for d in every_day(year) if d.weekday() >= 5 and CALENDAR.is_workday(d)]
    assert (" ".join(off), " ".join(work)) == SEED[year]
    assert sum(map(CALENDAR.is_workday, every_day(year))) == YEARS[year]


def test_a_year_without_data_refuses_and_says_what_to_do():
    with pytest.raises(UnknownYear) as refusal:
        CALENDAR.is_workday(on("2028-03-01"))
    assert "2028 年" in str(refusal.value)
    assert "工作日历" in str(refusal.value)
    assert refusal.value.field == "year"


def test_counting_through_a_gap_between_known_years_refuses():
    gap = Calendar(1, (KnownYear(2024, OFFICIAL), KnownYear(2026, OFFICIAL)), ())
    assert gap.workdays_between(on("2024-12-02"), on("2024-12-06")) == 4
    with pytest.raises(UnknownYear, match="2025"):
        gap.workdays_between(on("2024-12-30"), on("2026-01-05"))
    with pytest.raises(UnknownYear, match="2025"):
        gap.nth_workday_after(on("2024-12-30").toordinal(), 5)


def test_only_the_unpublished_year_is_provisional():
    assert CALENDAR.year(2026).status == OFFICIAL
    assert CALENDAR.year(2027).status == PROVISIONAL
    assert not CALENDAR.is_provisional(on("2026-12-01"), on("2026-12-31"))
    assert CALENDAR.is_provisional(on("2026-12-31"), on("2027-01-01"))


def test_a_day_knows_its_festival_and_its_notice():
    special = CALENDAR.special(on("2026-10-10"))
    assert special is not None
    assert (special.is_workday, special.name) == (True, "国庆节")
    assert special.source == "国办发明电〔2025〕7号（文号待核）"
    assert CALENDAR.special(on("2020-02-01")).source == "国办发明电〔2020〕1号"
    assert CALENDAR.special(on("2026-11-23")) is None


def test_every_notice_says_when_it_was_signed_and_by_what_number():
    for notice in NOTICES:
        assert notice.issued_on is not None
        assert f"〔{notice.issued_on.year}〕" in notice.number
    assert [notice.number for notice in NOTICES if not notice.checked] == [
        "国办发明电〔2014〕28号",
        "国办发明电〔2025〕7号",
    ]


def test_a_year_nobody_knows_can_be_opened_provisionally_with_the_fixed_days_only():
    notice = provisional_year(2030)
    assert notice.status == PROVISIONAL
    assert [each.name for each in notice.breaks] == ["元旦", "劳动节", "国庆节"]
    assert provisional_year(2027) is PROVISIONAL_NOTICES[0]


def test_working_days_between_two_dates_leave_the_first_out_and_count_backwards_too():
    assert CALENDAR.workdays_between(on("2026-09-24"), on("2026-09-28")) == 1
    assert CALENDAR.workdays_between(on("2026-09-24"), on("2026-09-24")) == 0
    assert CALENDAR.workdays_between(on("2026-09-28"), on("2026-09-24")) == -1


def test_the_working_day_before_and_after():
    assert CALENDAR.next_workday(on("2026-10-01")) == on("2026-10-08")
    assert CALENDAR.next_workday(on("2026-10-10")) == on("2026-10-10")
    assert CALENDAR.nth_workday_before(on("2026-10-08"), 1) == on("2026-09-30")
    with pytest.raises(UnknownYear, match="2009"):
        CALENDAR.nth_workday_before(on("2010-01-05"), 3)


def test_a_local_day_off_goes_before_the_national_calendar():
    flood = SpecialDay(on("2026-07-20"), False, "防汛停工", "县政府令第3号", is_local=True)
    local = Calendar(2, CALENDAR.years, (*CALENDAR.days, flood), "4105")
    assert CALENDAR.is_workday(on("2026-07-20"))
    assert not local.is_workday(on("2026-07-20"))
