"""What must hold for every limit, not only for the examples."""

from datetime import UTC, date, datetime, time, timedelta

import chinese_calendar
from hypothesis import given, settings
from hypothesis import strategies as st

from sunhall.clocks.rules import (
    Calendar,
    Limit,
    Pause,
    Reason,
    SpecialDay,
    Unit,
    due,
    explain,
    warn_at,
)
from sunhall.clocks.rules.hours import end_of, midnight
from sunhall.clocks.tests.moments import CALENDAR, OFFICE
from sunhall.ground.kit.now import LOCAL

# The same examples every time, however slow the machine.
STEADY = settings(deadline=None, derandomize=True, max_examples=150)

DAYS = st.dates(date(2012, 1, 1), date(2024, 12, 31))
STARTS = st.builds(
    lambda day, minutes: datetime.combine(day, time(0), LOCAL) + timedelta(minutes=minutes),
    DAYS,
    st.integers(0, 24 * 60 - 1),
)
HOURS = st.sampled_from([None, OFFICE])
LIMITS = st.builds(
    Limit,
    st.integers(1, 60),
    st.sampled_from([Unit.WD, Unit.CD, Unit.CDR]),
    strict=st.booleans(),
    closes_with_office=st.booleans(),
)
HOURLY = st.builds(Limit, st.integers(1, 60), st.sampled_from([Unit.H, Unit.WH]))


@st.composite
def started_with_pauses(draw, *, open_ones=False):
    start = draw(STARTS)
    pauses = []
    for _ in range(draw(st.integers(0, 4))):
        begin = start + timedelta(minutes=draw(st.integers(-3000, 60 * 24 * 60)))
        length = timedelta(minutes=draw(st.integers(0, 20 * 24 * 60)))
        ends = None if open_ones and draw(st.booleans()) else begin + length
        pauses.append(Pause(begin, ends, "检验", "检1号"))
    return start, tuple(pauses)


def walked(start, limit, pauses, hours):
    """The last day found by walking day by day with nothing but `is_workday`: a second opinion."""
    day, counted = start.astimezone(LOCAL).date(), 0
    closing_hours = hours if limit.closes_with_office else None
    while True:
        day += timedelta(days=1)
        if any(
            pause.from_at < end_of(day, CALENDAR, closing_hours) and pause.to_at > midnight(day)
            for pause in pauses
            if pause.to_at > pause.from_at
        ):
            continue
        if limit.unit != Unit.WD or CALENDAR.is_workday(day):
            counted += 1
        rolls = limit.unit == Unit.CDR and not limit.strict
        if counted >= limit.n and not (rolls and not CALENDAR.is_workday(day)):
            return day


@settings(STEADY)
@given(started_with_pauses(), LIMITS, HOURS)
def test_the_quick_count_equals_a_walk_day_by_day(given_, limit, hours):
    start, pauses = given_
    assert due(start, limit, pauses, CALENDAR, hours).last_day == walked(
        start, limit, pauses, hours
    )


@settings(STEADY)
@given(started_with_pauses(open_ones=True), LIMITS, HOURS)
def test_the_explanation_is_the_same_computation_as_the_due_moment(given_, limit, hours):
    start, pauses = given_
    found = due(start, limit, pauses, CALENDAR, hours)
    lines = explain(start, limit, pauses, CALENDAR, hours)
    counted = sum(line.counted for line in lines)
    assert lines[-1].running_total == counted == found.counted_days
    assert counted + found.remaining == limit.n
    if found.last_day is not None:
        assert lines[-1].day == found.last_day
    days = [line.day for line in lines]
    assert days == [days[0] + timedelta(days=n) for n in range(len(days))]


def told_naively(start, limit, pauses, hours, until):
    """Day, whether it counts, how many by then, the sort of day: from dates and a foreign calendar.

    A clerk with a pencil: the day of the event does not count, nor a day that is paused on any
    part of it; of working days only those; and a last day off does not count but passes on.
    """
    closing_hours = hours if limit.closes_with_office else None
    day, total = start.astimezone(LOCAL).date(), 0
    lines = [(day, False, 0, "start")]
    while day < until:
        day += timedelta(days=1)
        works = chinese_calendar.is_workday(day)
        paused = any(
            pause.from_at < end_of(day, CALENDAR, closing_hours)
            and (pause.to_at is None or pause.to_at > midnight(day))
            for pause in pauses
            if pause.to_at is None or pause.to_at > pause.from_at
        )
        passes_on = limit.unit == Unit.CDR and not limit.strict and total == limit.n - 1
        needs_work = limit.unit == Unit.WD or passes_on
        counts = not paused and (works or not needs_work)
        total += counts
        lines.append((day, counts, total, "paused" if paused else "works" if works else "off"))
    return lines


SORTS = {
    Reason.START: {"start"}, Reason.PAUSED: {"paused"}, Reason.CALENDAR_DAY: {"works", "off"},
    Reason.ROLLED: {"off"}, Reason.HOLIDAY: {"off"}, Reason.WEEKEND: {"off"},
    Reason.WORKDAY: {"works"}, Reason.MAKE_UP: {"works"},
}  # fmt: skip


@settings(STEADY)
@given(started_with_pauses(open_ones=True), LIMITS, HOURS)
def test_every_day_is_told_as_a_second_reader_would_tell_it(given_, limit, hours):
    start, pauses = given_
    lines = explain(start, limit, pauses, CALENDAR, hours)
    naive = told_naively(start, limit, pauses, hours, lines[-1].day)
    assert [(line.day, line.counted, line.running_total) for line in lines] == [
        one[:3] for one in naive
    ]
    for line, (*_, sort) in zip(lines, naive, strict=True):
        assert sort in SORTS[line.reason], line


@settings(STEADY)
@given(started_with_pauses(open_ones=True), st.integers(1, 14), HOURS)
def test_months_are_explained_to_the_last_day_too(given_, months, hours):
    start, pauses = given_
    limit = Limit(months, Unit.M)
    found = due(start, limit, pauses, CALENDAR, hours)
    lines = explain(start, limit, pauses, CALENDAR, hours)
    assert lines[-1].running_total == found.counted_days
    if found.last_day is not None:
        assert lines[-1].day == found.last_day
        assert CALENDAR.is_workday(found.last_day)


@settings(STEADY)
@given(started_with_pauses(open_ones=True), HOURLY)
def test_an_hourly_explanation_adds_up_too(given_, limit):
    start, pauses = given_
    found = due(start, limit, pauses, CALENDAR, OFFICE)
    lines = explain(start, limit, pauses, CALENDAR, OFFICE)
    assert lines[-1].running_total == sum(line.credit for line in lines)
    assert lines[-1].running_total + found.remaining == limit.n * 3600


@settings(STEADY)
@given(started_with_pauses(), LIMITS, HOURS, st.integers(1, 10))
def test_a_longer_limit_never_ends_earlier(given_, limit, hours, more):
    start, pauses = given_
    shorter = due(start, limit, pauses, CALENDAR, hours)
    longer = due(start, limit.extended(more), pauses, CALENDAR, hours)
    assert longer.at >= shorter.at
    assert limit.unit != Unit.WD or longer.at > shorter.at


@settings(STEADY)
@given(started_with_pauses(), LIMITS, st.integers(1, 20 * 24 * 60))
def test_a_later_start_never_ends_earlier(given_, limit, later):
    start, _ = given_
    first = due(start, limit, (), CALENDAR)
    second = due(start + timedelta(minutes=later), limit, (), CALENDAR)
    assert second.at >= first.at


@settings(STEADY)
@given(started_with_pauses(), LIMITS, DAYS, HOURS)
def test_another_day_off_never_makes_a_limit_earlier(given_, limit, off, hours):
    start, pauses = given_
    more = SpecialDay(off, False, "停工", "令", is_local=True)
    days = tuple(day for day in CALENDAR.days if day.on != off)
    closed = Calendar(2, CALENDAR.years, (*days, more))
    before = due(start, limit, pauses, CALENDAR, hours)
    after = due(start, limit, pauses, closed, hours)
    assert after.last_day >= before.last_day
    assert after.at >= before.at


@settings(STEADY)
@given(started_with_pauses(), st.one_of(LIMITS, HOURLY), st.integers(0, 40 * 24 * 60))
def test_a_pause_only_delays(given_, limit, after):
    start, pauses = given_
    begin = start + timedelta(minutes=after)
    more = Pause(begin, begin + timedelta(hours=30), "评审", "评1号")
    without = due(start, limit, pauses, CALENDAR, OFFICE)
    with_ = due(start, limit, (*pauses, more), CALENDAR, OFFICE)
    assert with_.at >= without.at
    if begin >= without.at:
        assert with_.at == without.at


@settings(STEADY)
@given(started_with_pauses(), st.one_of(LIMITS, HOURLY))
def test_the_time_zone_a_moment_is_written_in_changes_nothing(given_, limit):
    start, pauses = given_
    abroad = tuple(
        Pause(p.from_at.astimezone(UTC), p.to_at.astimezone(UTC), p.ground, p.paper) for p in pauses
    )
    here = due(start, limit, pauses, CALENDAR, OFFICE)
    there = due(start.astimezone(UTC), limit, abroad, CALENDAR, OFFICE)
    assert here == there


@settings(STEADY)
@given(started_with_pauses(open_ones=True), st.one_of(LIMITS, HOURLY))
def test_a_limit_never_comes_near_after_it_is_due(given_, limit):
    start, pauses = given_
    near = warn_at(start, limit, pauses, CALENDAR, OFFICE, share=20, workdays=1)
    found = due(start, limit, pauses, CALENDAR, OFFICE)
    if found.at is not None:
        assert near is not None
        assert near <= found.at
