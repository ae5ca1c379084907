"""Which days a rule names, where a holiday moves them, and the calendar file."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from sunhall.clocks.rules.calendar import Calendar, KnownYear, SpecialDay
from sunhall.days import rules

CALENDAR = Calendar(
    version=1,
    years=(KnownYear(2026, "official"),),
    days=(
        SpecialDay(date(2026, 10, 6), is_workday=False, name="国庆节"),
        SpecialDay(date(2026, 10, 7), is_workday=False, name="国庆节"),
    ),
)


def test_phone_days_are_the_first_and_third_tuesday_of_the_month():
    found = rules.days_by_rule([rules.PHONE_DAYS], date(2026, 9, 1), date(2026, 10, 31))
    assert [day for day, _table in found] == [
        date(2026, 9, 1),
        date(2026, 9, 15),
        date(2026, 10, 6),
        date(2026, 10, 20),
    ]


@pytest.mark.parametrize(
    ("on_holiday", "held"),
    [("next", date(2026, 10, 8)), ("previous", date(2026, 10, 5)), ("off", None)],
)
def test_a_day_on_a_holiday_moves_as_the_rule_says(on_holiday, held):
    table = replace(rules.PHONE_DAYS, on_holiday=on_holiday)
    settled = rules.settle(table, date(2026, 10, 6), CALENDAR)
    assert settled.day == held
    assert settled.why.startswith("国庆节放假，")


def test_a_worked_day_and_a_year_nobody_knows_move_nothing():
    table = rules.PHONE_DAYS
    assert rules.settle(table, date(2026, 10, 20), CALENDAR) == rules.Settled(
        date(2026, 10, 20), date(2026, 10, 20)
    )
    assert rules.settle(table, date(2030, 1, 1), CALENDAR).day == date(2030, 1, 1)


def test_a_newer_version_names_the_days_from_its_first_day_on():
    newer = replace(rules.PHONE_DAYS, version=2, weeks=(2,), from_on=date(2026, 10, 1))
    found = rules.days_by_rule([newer, rules.PHONE_DAYS], date(2026, 9, 1), date(2026, 10, 31))
    assert [(day, table.version) for day, table in found] == [
        (date(2026, 9, 1), 1),
        (date(2026, 9, 15), 1),
        (date(2026, 10, 13), 2),
    ]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"weeks": ()}, "第几个"),
        ({"weeks": (6,)}, "第几个"),
        ({"weekday": 8}, "星期几"),
        ({"ends": time(8)}, "晚于"),
        ({"on_holiday": "never"}, "遇放假"),
        ({"source": "无"}, "依据"),
    ],
)
def test_a_timetable_that_says_too_little_is_refused(change, said):
    verdict = rules.may_stand(replace(rules.PHONE_DAYS, **change))
    assert not verdict
    assert said in verdict.reason


def test_a_calendar_file_escapes_and_folds_and_cuts_no_character():
    one = rules.Occasion(
        uid="sitting-1@sunhall",
        starts=datetime(2026, 12, 1, 1, tzinfo=UTC),
        ends=datetime(2026, 12, 1, 3, tzinfo=UTC),
        title="领导接听日；用水, 道路",
        text="很长的说明" * 30 + "\n第二行",
        changed=datetime(2026, 11, 1, tzinfo=UTC),
    )
    text = rules.icalendar("青禾县", [one])
    lines = text.split("\r\n")
    assert lines[-1] == ""
    assert all(len(line.encode()) <= 75 for line in lines)
    assert "SUMMARY:领导接听日；用水\\, 道路" in lines
    assert "DTSTART:20261201T010000Z" in lines
    assert ("很长的说明" * 30 + "\\n第二行") in text.replace("\r\n ", "")
