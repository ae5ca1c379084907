from datetime import timedelta

import pytest

from sunhall.clocks.rules import (
    Limit,
    Pause,
    Unit,
    UnknownYear,
    due,
    latest_day_before,
    warn_at,
    working_days_elapsed,
    working_days_left,
)
from sunhall.clocks.tests.moments import CALENDAR, OFFICE, at, on
from sunhall.ground.kit.refusal import Refused

# norms.md 2.1, start day excluded.
VECTORS = [
    ("WD", "2025-09-26", 20, "2025-10-30"),
    ("WD", "2025-12-31", 5, "2026-01-08"),
    ("WD", "2026-01-30", 5, "2026-02-06"),
    ("WD", "2026-01-30", 20, "2026-03-05"),
    ("WD", "2026-02-13", 5, "2026-02-27"),
    ("WD", "2026-04-30", 5, "2026-05-11"),
    ("WD", "2026-09-18", 20, "2026-10-22"),
    ("WD", "2026-09-24", 7, "2026-10-12"),
    ("WD", "2026-09-24", 10, "2026-10-15"),
    ("WD", "2026-12-01", 20, "2026-12-29"),
    ("WD", "2026-12-03", 20, "2026-12-31"),
    ("CDR", "2026-01-31", 15, "2026-02-24"),
    ("CDR", "2026-04-02", 30, "2026-05-06"),
    ("CDR", "2026-06-05", 15, "2026-06-22"),
    ("CDR", "2026-08-03", 60, "2026-10-08"),
    ("CDR", "2026-09-16", 15, "2026-10-08"),
]


def last_day(start, n, unit, *pauses, hours=None):
    return due(at(start), Limit(n, Unit(unit)), pauses, CALENDAR, hours).last_day


@pytest.mark.parametrize(("unit", "start", "n", "expected"), VECTORS)
def test_the_printed_vectors(unit, start, n, expected):
    found = due(at(start), Limit(n, Unit(unit)), (), CALENDAR)
    assert found.last_day == on(expected)
    assert found.at == at(f"{expected} 00:00") + timedelta(days=1)
    assert not found.provisional
    assert found.counted_days == n


def test_a_limit_that_needs_an_unpublished_year_is_provisional():
    found = due(at("2026-12-04"), Limit(20, Unit.WD), (), CALENDAR)
    assert found.provisional
    assert found.last_day == on("2027-01-04")


def test_a_limit_that_rolls_into_an_unpublished_year_is_provisional():
    assert due(at("2026-12-02"), Limit(30, Unit.CDR), (), CALENDAR).provisional
    assert not due(at("2026-12-02"), Limit(30, Unit.CD), (), CALENDAR).provisional


def test_a_limit_that_needs_a_year_without_data_is_refused():
    with pytest.raises(UnknownYear, match="2028"):
        due(at("2027-12-20"), Limit(20, Unit.WD), (), CALENDAR)
    with pytest.raises(UnknownYear, match="2028"):
        due(at("2027-12-20"), Limit(30, Unit.CDR), (), CALENDAR)


def test_plain_calendar_days_end_where_they_end():
    assert last_day("2026-01-31", 15, "CD") == on("2026-02-15")
    assert last_day("2027-12-20", 30, "CD") == on("2028-01-19")


def test_the_last_day_ends_at_closing_time_where_there_is_one():
    found = due(at("2026-11-23"), Limit(5, Unit.WD), (), CALENDAR, OFFICE)
    assert found.at == at("2026-11-30 17:30")
    midnight = Limit(5, Unit.WD, closes_with_office=False)
    assert due(at("2026-11-23"), midnight, (), CALENDAR, OFFICE).at == at("2026-12-01 00:00")


def test_a_make_up_saturday_keeps_the_hours_of_a_weekday():
    assert due(at("2026-10-09"), Limit(1, Unit.WD), (), CALENDAR, OFFICE).at == at(
        "2026-10-10 17:30"
    )


def test_a_calendar_day_that_ends_on_a_day_off_ends_at_midnight():
    assert due(at("2026-11-20"), Limit(1, Unit.CD), (), CALENDAR, OFFICE).at == at(
        "2026-11-22 00:00"
    )


def test_the_same_day_means_the_end_of_that_day_or_of_the_next_working_day():
    assert last_day("2026-11-23", 0, "WD") == on("2026-11-23")
    assert last_day("2026-11-21", 0, "WD") == on("2026-11-23")
    assert last_day("2026-11-21", 0, "CD") == on("2026-11-21")


@pytest.mark.parametrize(
    ("start", "months", "expected"),
    [
        ("2026-01-31", 1, "2026-02-28"),  # no corresponding day: the last of the month (202)
        ("2024-01-31", 1, "2024-02-29"),
        ("2026-03-31", 6, "2026-09-30"),
        ("2025-10-29", 2, "2025-12-29"),
        ("2026-04-01", 6, "2026-10-08"),  # 1 October is a holiday: the day after it ends (203)
        ("2026-11-22", 13, "2027-12-22"),
    ],
)
def test_months_end_on_the_corresponding_day(start, months, expected):
    assert last_day(start, months, "M") == on(expected)


def test_years_end_on_the_corresponding_day_and_need_no_calendar_when_strict():
    assert last_day("2024-02-29", 1, "Y") == on("2025-02-28")
    strict = Limit(5, Unit.Y, strict=True, closes_with_office=False)
    assert due(at("2026-11-22"), strict, (), CALENDAR, OFFICE).last_day == on("2031-11-22")


def test_hours_run_from_the_moment_through_nights_and_days_off():
    found = due(at("2026-09-30 16:20"), Limit(24, Unit.H), (), CALENDAR, OFFICE)
    assert found.at == at("2026-10-01 16:20")


def test_working_hours_run_while_the_office_is_open():
    found = due(at("2026-09-30 16:20"), Limit(2, Unit.WH), (), CALENDAR, OFFICE)
    assert found.at == at("2026-10-08 09:20")
    early = due(at("2026-09-30 07:00"), Limit(4, Unit.WH), (), CALENDAR, OFFICE)
    assert early.at == at("2026-09-30 15:00")


def test_working_hours_without_office_hours_are_refused_with_the_way_out():
    with pytest.raises(Refused, match="设置办公时间"):
        due(at("2026-09-30"), Limit(2, Unit.WH), (), CALENDAR)


def test_a_negative_limit_is_refused():
    with pytest.raises(Refused, match="0 或更大"):
        Limit(-1, Unit.WD)


# Pauses. The week of 23 November 2026 is a plain one: Monday to Friday worked.


def pause(begin, end=None):
    return Pause(at(begin), at(end) if end else None, "检验检测", "豫检〔2026〕12号")


def test_a_day_wholly_or_partly_paused_does_not_count():
    held = pause("2026-11-24 10:00", "2026-11-25 09:00")
    assert last_day("2026-11-23", 3, "WD", held) == on("2026-11-30")


def test_a_pause_that_ends_at_midnight_leaves_the_next_day_untouched():
    held = pause("2026-11-24 10:00", "2026-11-25 00:00")
    assert last_day("2026-11-23", 3, "WD", held) == on("2026-11-27")


def test_a_pause_after_closing_time_leaves_the_day_counted():
    held = pause("2026-11-24 18:00", "2026-11-25 00:00")
    assert last_day("2026-11-23", 3, "WD", held, hours=OFFICE) == on("2026-11-26")
    assert last_day("2026-11-23", 3, "WD", held) == on("2026-11-27")


def test_a_limit_that_runs_to_midnight_can_be_paused_in_the_evening():
    limit = Limit(3, Unit.WD, closes_with_office=False)
    held = pause("2026-11-26 20:00", "2026-11-27 00:00")
    assert due(at("2026-11-23"), limit, (held,), CALENDAR, OFFICE).at == at("2026-11-28 00:00")


def test_a_pause_noted_after_the_due_moment_rescues_nothing():
    held = pause("2026-11-26 17:31")
    found = due(at("2026-11-23"), Limit(3, Unit.WD), (held,), CALENDAR, OFFICE)
    assert found.at == at("2026-11-26 17:30")


def test_a_pause_on_the_last_day_before_closing_moves_it():
    held = pause("2026-11-26 17:00", "2026-11-26 17:10")
    found = due(at("2026-11-23"), Limit(3, Unit.WD), (held,), CALENDAR, OFFICE)
    assert found.at == at("2026-11-27 17:30")


def test_an_open_pause_stops_the_clock_and_says_what_is_left():
    found = due(at("2026-11-23"), Limit(5, Unit.WD), (pause("2026-11-26"),), CALENDAR, OFFICE)
    assert found.is_stopped
    assert found.at is None
    assert (found.counted_days, found.remaining) == (2, 3)


def test_overlapping_pauses_are_one():
    first = pause("2026-11-24", "2026-11-25 15:00")
    second = pause("2026-11-25 10:00", "2026-11-26 15:00")
    assert last_day("2026-11-23", 1, "WD", second, first) == on("2026-11-27")


def test_an_empty_pause_and_one_before_the_start_change_nothing():
    empty = pause("2026-11-24", "2026-11-24")
    before = pause("2026-11-02", "2026-11-10")
    assert last_day("2026-11-23", 3, "WD", empty, before) == on("2026-11-26")


def test_a_pause_over_a_weekend_costs_no_working_day():
    held = pause("2026-11-28 10:00", "2026-11-29 10:00")
    assert last_day("2026-11-23", 5, "WD", held) == on("2026-11-30")


def test_pauses_move_calendar_days_months_and_hours():
    held = pause("2026-11-24 10:00", "2026-11-26 15:00")
    assert last_day("2026-11-23", 5, "CD", held) == on("2026-12-01")
    assert last_day("2026-11-23", 1, "M", held) == on("2026-12-28")  # 26th is a Saturday
    found = due(at("2026-11-24 08:00"), Limit(24, Unit.H), (held,), CALENDAR)
    assert found.at == at("2026-11-27 13:00")
    worked = due(at("2026-11-24 09:00"), Limit(3, Unit.WH), (held,), CALENDAR, OFFICE)
    assert worked.at == at("2026-11-26 17:00")


def test_an_open_pause_stops_hours_with_the_seconds_left():
    found = due(at("2026-11-24 08:00"), Limit(24, Unit.H), (pause("2026-11-24 10:00"),), CALENDAR)
    assert (found.at, found.remaining) == (None, 22 * 3600)
    working = due(
        at("2026-11-24 08:00"), Limit(8, Unit.WH), (pause("2026-11-24 10:00"),), CALENDAR, OFFICE
    )
    assert (working.at, working.remaining) == (None, 6 * 3600 + 1800)


def test_a_pause_of_the_day_a_limit_would_roll_to_rolls_it_further():
    held = pause("2026-11-30 10:00", "2026-11-30 11:00")
    assert last_day("2026-11-26", 3, "CDR", held) == on("2026-12-01")


def test_an_extension_adds_units_to_the_same_limit():
    assert Limit(20, Unit.WD).extended(10) == Limit(30, Unit.WD)


def test_notice_seven_days_ahead_leaves_seven_whole_working_days():
    assert latest_day_before(on("2026-10-15"), 7, CALENDAR) == on("2026-09-29")
    between = CALENDAR.workdays_between(on("2026-09-29"), on("2026-10-14"))
    assert between == 7


def test_working_days_left_and_elapsed():
    midnight = at("2026-11-27 00:00")  # the 26th, 24:00
    assert working_days_left(at("2026-11-24 23:00"), midnight, CALENDAR) == 2
    assert working_days_left(at("2026-11-26 09:00"), midnight, CALENDAR) == 0
    assert working_days_left(at("2026-11-30 09:00"), at("2026-11-26 17:30"), CALENDAR) == -2
    assert working_days_left(at("2026-11-22"), at("2031-11-22 00:00"), CALENDAR) is None
    assert working_days_elapsed(at("2026-11-20 18:00"), at("2026-11-24 08:00"), CALENDAR) == 2


@pytest.mark.parametrize(
    ("limit", "start", "expected"),
    [
        (Limit(5, Unit.WD), "2026-11-23", "2026-11-27 08:30"),  # one working day left
        (Limit(20, Unit.WD), "2026-11-23", "2026-12-15 08:30"),  # four of twenty left
        (Limit(1, Unit.WD), "2026-11-23", "2026-11-24 08:30"),  # the last day itself
        (Limit(0, Unit.WD), "2026-11-23", "2026-11-23 08:30"),
        (Limit(3, Unit.CDR), "2026-11-26", "2026-11-27 08:30"),  # due Monday: the Friday before
        (Limit(60, Unit.CDR), "2026-11-23", "2027-01-08 08:30"),  # a Sunday goes to the Friday
        (Limit(24, Unit.H), "2026-11-23 10:00", "2026-11-24 05:12"),
        (Limit(10, Unit.WH), "2026-11-23 08:30", "2026-11-24 10:00"),
    ],
)
def test_a_limit_comes_near_at_a_known_moment_when_offices_open(limit, start, expected):
    assert warn_at(at(start), limit, (), CALENDAR, OFFICE, share=20, workdays=1) == at(expected)


def test_a_limit_stopped_before_it_comes_near_has_no_such_moment():
    held = pause("2026-11-24 10:00")
    five = Limit(5, Unit.WD)
    near = warn_at(at("2026-11-23"), five, (held,), CALENDAR, OFFICE, share=20, workdays=1)
    assert near is None


def test_a_strict_limit_beyond_the_calendar_still_comes_near():
    strict = Limit(5, Unit.Y, strict=True, closes_with_office=False)
    near = warn_at(at("2026-11-22"), strict, (), CALENDAR, OFFICE, share=20, workdays=1)
    assert near == at("2030-11-22 00:00")
