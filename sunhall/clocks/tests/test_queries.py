import pytest
import time_machine

from sunhall.clocks import queries
from sunhall.clocks.rules import UnknownYear
from sunhall.clocks.tests.makers import CHECKER, declare_day, make_notice_2027, make_proposal
from sunhall.clocks.tests.moments import on
from sunhall.ground.kit.refusal import NotFound

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _taught_again():
    lists = (queries.impact._count, queries.impact._lamps, queries.impact._progress)
    taught = [list(each) for each in lists]
    yield
    for each, before in zip(lists, taught, strict=True):
        each[:] = before


def cell(sheet, text):
    day = on(text)
    month = sheet.months[day.month - 1]
    return next(each for week in month.weeks for each in week if each and each.day == day)


def test_the_year_sheet_marks_every_day_with_a_shape_and_a_word():
    declare_day(on("2026-11-26"), is_workday=False, reason="停工", source="县令1号")
    with time_machine.travel("2026-11-22T02:00:00Z", tick=False):
        sheet = queries.year_sheet(2026)
    marks = {text: (cell(sheet, text).mark, cell(sheet, text).word) for text in (
        "2026-10-01", "2026-10-10", "2026-11-21", "2026-11-23", "2026-11-26",
    )}  # fmt: skip
    assert marks == {
        "2026-10-01": ("休", "放假"),
        "2026-10-10": ("班", "调休上班"),
        "2026-11-21": ("", "周末"),
        "2026-11-23": ("", "工作日"),
        "2026-11-26": ("停", "本地停止办公"),
    }
    assert cell(sheet, "2026-11-22").is_today
    assert sheet.workdays == 247  # 248 of the notice less the local day off
    assert [month.workdays for month in sheet.months][1] == 16
    assert not sheet.is_provisional
    assert all(len(week) == 7 for month in sheet.months for week in month.weeks)


def test_days_in_a_row_are_told_as_one_stretch():
    stretches = queries.year_sheet(2026).special
    told = [(f"{each.first.day:%m-%d}", f"{each.last.day:%m-%d}") for each in stretches]
    assert told[:3] == [("01-01", "01-03"), ("01-04", "01-04"), ("02-14", "02-14")]
    assert ("02-15", "02-23") in told


def test_a_provisional_year_says_so_and_an_unknown_one_refuses():
    assert queries.year_sheet(2027).is_provisional
    with pytest.raises(UnknownYear):
        queries.year_sheet(2031)


def test_a_waiting_notice_shows_the_days_it_would_change():
    row = make_proposal()
    (waiting,) = queries.notices_waiting()
    assert waiting.row.pk == row.pk
    changed = {f"{each.day}": each.is_workday for each in waiting.changes}
    assert changed["2027-10-09"] is True
    assert changed["2027-10-07"] is False
    assert "2027-01-01" not in changed  # off already


def test_an_approved_notice_waits_no_more():
    make_notice_2027()
    assert queries.notices_waiting() == []


def test_an_unknown_notice_is_not_found():
    with pytest.raises(NotFound):
        queries.notice_for(404)


def test_the_impact_is_counted_by_whoever_knows_the_limits():
    notice = queries.notice_for(make_proposal().pk).notice
    queries.impact._count.clear()
    assert queries.impact_of(notice, to=CHECKER) is None

    def count(actor, change):
        moved = change.calendar("990101").is_workday(on("2027-10-09"))
        assert (actor, change.place, change.first) == (CHECKER, "", on("2027-01-31"))
        return queries.Impact(running=400, moved=312 if moved else 0, turn_red=4)

    queries.teach_impact(count)
    assert queries.impact_of(notice, to=CHECKER) == queries.Impact(400, 312, 4)


def test_office_hours_are_listed_as_people_write_them():
    (default,) = queries.office_hours_rows()
    assert default.row is None
    assert default.days[0] == "08:30-12:00 14:30-17:30"
    assert default.days[6] == ""


def test_limits_are_listed_in_the_order_of_the_printed_table():
    codes = [row.code for row in queries.limit_rules(on("2026-11-22"))]
    assert codes[:3] == ["XK_NOT_REQUIRED", "XK_NOT_COMPETENT", "XK_CORRECT_ONCE"]
    assert "XF_FINISH" not in [row.code for row in queries.limit_rules(on("2021-01-01"))]
