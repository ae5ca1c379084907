import pytest

from sunhall.clocks.rules import (
    Calendar,
    Limit,
    Pause,
    Reason,
    SpecialDay,
    Unit,
    due,
    explain,
)
from sunhall.clocks.tests.moments import CALENDAR, OFFICE, at, on
from sunhall.clocks.tests.test_rules_due import VECTORS


def told(lines):
    return [(f"{line.day:%m-%d}", line.weekday, line.reason.value) for line in lines]


def test_the_national_day_story_reads_as_a_clerk_would_tell_it():
    lines = explain(at("2026-09-24"), Limit(7, Unit.WD), (), CALENDAR)
    assert told(lines) == [
        ("09-24", "周四", "起算日不计"),
        ("09-25", "周五", "法定节假日"),
        ("09-26", "周六", "法定节假日"),
        ("09-27", "周日", "法定节假日"),
        ("09-28", "周一", "工作日"),
        ("09-29", "周二", "工作日"),
        ("09-30", "周三", "工作日"),
        ("10-01", "周四", "法定节假日"),
        ("10-02", "周五", "法定节假日"),
        ("10-03", "周六", "法定节假日"),
        ("10-04", "周日", "法定节假日"),
        ("10-05", "周一", "法定节假日"),
        ("10-06", "周二", "法定节假日"),
        ("10-07", "周三", "法定节假日"),
        ("10-08", "周四", "工作日"),
        ("10-09", "周五", "工作日"),
        ("10-10", "周六", "调休上班"),
        ("10-11", "周日", "周末"),
        ("10-12", "周一", "工作日"),
    ]
    assert [line.running_total for line in lines][-3:] == [6, 6, 7]
    assert lines[0].source == "民法典第二百零一条"
    make_up = next(line for line in lines if line.reason is Reason.MAKE_UP)
    assert (make_up.name, make_up.source) == ("国庆节", "国办发明电〔2025〕7号（文号待核）")
    assert make_up.counted


def test_a_paused_day_names_the_ground_and_the_paper():
    held = Pause(at("2026-11-24"), at("2026-11-25 09:00"), "检验检测", "检〔2026〕12号")
    lines = explain(at("2026-11-23"), Limit(3, Unit.WD), (held,), CALENDAR, OFFICE)
    paused = [line for line in lines if line.reason is Reason.PAUSED]
    assert [line.day for line in paused] == [on("2026-11-24"), on("2026-11-25")]
    assert {(line.name, line.source) for line in paused} == {("检验检测", "检〔2026〕12号")}
    assert lines[-1].running_total == 3


def test_a_rolled_last_day_says_so():
    lines = explain(at("2026-09-16"), Limit(15, Unit.CDR), (), CALENDAR)
    rolled = [line for line in lines if line.reason is Reason.ROLLED]
    assert [f"{line.day:%m-%d}" for line in rolled] == [f"10-0{n}" for n in range(1, 8)]
    assert rolled[0].name == "国庆节"
    assert rolled[0].source == "民法典第二百零三条"
    assert (lines[-1].day, lines[-1].counted, lines[-1].running_total) == (
        on("2026-10-08"),
        True,
        15,
    )


def test_days_of_an_unpublished_year_are_marked():
    lines = explain(at("2026-12-30"), Limit(3, Unit.WD), (), CALENDAR)
    assert [line.provisional for line in lines] == [False, False, True, True, True, True, True]


def test_local_days_are_named_as_local():
    flood = SpecialDay(on("2026-07-20"), False, "防汛停工", "县政府令第3号", is_local=True)
    open_ = SpecialDay(on("2026-07-25"), True, "补班", "县政府令第3号", is_local=True)
    local = Calendar(2, CALENDAR.years, (*CALENDAR.days, flood, open_), "4105")
    lines = explain(at("2026-07-17"), Limit(6, Unit.WD), (), local)
    reasons = {f"{line.day:%m-%d}": line.reason for line in lines}
    assert reasons["07-20"] is Reason.LOCAL_OFF
    assert reasons["07-25"] is Reason.LOCAL_WORK
    assert lines[-1].day == on("2026-07-27")


def test_an_open_pause_is_told_up_to_today():
    held = Pause(at("2026-11-25"), None, "专家评审", "评〔2026〕1号")
    lines = explain(at("2026-11-23"), Limit(5, Unit.WD), (held,), CALENDAR, until=on("2026-11-27"))
    assert told(lines)[-3:] == [
        ("11-25", "周三", "暂停"),
        ("11-26", "周四", "暂停"),
        ("11-27", "周五", "暂停"),
    ]
    assert lines[-1].running_total == 1
    short = explain(at("2026-11-23"), Limit(5, Unit.WD), (held,), CALENDAR)
    assert short[-1].day == on("2026-11-25")


def test_hours_are_told_by_the_day_with_the_seconds_each_gave():
    lines = explain(at("2026-09-30 16:20"), Limit(2, Unit.WH), (), CALENDAR, OFFICE)
    assert [(line.day.day, line.credit) for line in lines if line.counted] == [
        (30, 70 * 60),
        (8, 50 * 60),
    ]
    assert lines[1].reason is Reason.HOLIDAY
    assert lines[-1].running_total == 2 * 3600


def test_a_whole_day_without_hours_in_a_pause_is_told_as_paused():
    held = Pause(at("2026-11-24 10:00"), at("2026-11-26 10:00"), "检测", "检〔2026〕9号")
    lines = explain(at("2026-11-24 09:00"), Limit(3, Unit.H), (held,), CALENDAR)
    assert [(line.reason, line.credit) for line in lines] == [
        (Reason.HOURS, 3600),
        (Reason.PAUSED, 0),
        (Reason.HOURS, 7200),
    ]


def test_hours_stopped_by_an_open_pause_are_told_up_to_today():
    held = Pause(at("2026-11-24 10:00"), None, "检测", "检〔2026〕9号")
    lines = explain(
        at("2026-11-24 09:00"), Limit(3, Unit.H), (held,), CALENDAR, until=on("2026-11-25")
    )
    assert [line.reason for line in lines] == [Reason.HOURS, Reason.PAUSED]


def test_an_evening_outside_office_hours_is_told_as_closed():
    lines = explain(at("2026-11-24 18:00"), Limit(1, Unit.WH), (), CALENDAR, OFFICE)
    assert [line.reason for line in lines] == [Reason.CLOSED, Reason.HOURS]


def test_the_same_day_limit_counts_nothing():
    lines = explain(at("2026-11-21"), Limit(0, Unit.WD), (), CALENDAR)
    assert [line.day for line in lines] == [on("2026-11-21"), on("2026-11-22"), on("2026-11-23")]
    assert lines[-1].running_total == 0
    assert due(at("2026-11-21"), Limit(0, Unit.WD), (), CALENDAR).last_day == on("2026-11-23")


@pytest.mark.parametrize(("unit", "start", "n", "expected"), VECTORS)
def test_every_printed_vector_explains_itself_to_its_last_day(unit, start, n, expected):
    lines = explain(at(start), Limit(n, Unit(unit)), (), CALENDAR)
    assert (lines[0].reason, lines[-1].day) == (Reason.START, on(expected))
    assert (lines[-1].counted, lines[-1].running_total) == (True, n)
    assert not any(line.provisional for line in lines)
