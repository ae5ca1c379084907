from datetime import timedelta

import pytest

from sunhall.clocks.rules import (
    Lamp,
    Limit,
    Pause,
    Thresholds,
    Unit,
    clock_bar,
    light,
    working_time,
)
from sunhall.clocks.tests.moments import CALENDAR, OFFICE, at
from sunhall.ground.kit.refusal import Refused

FIVE_DAYS = Limit(5, Unit.WD)
DUE, NEAR = at("2026-11-30 17:30"), at("2026-11-27 08:30")


@pytest.mark.parametrize(
    ("now", "facts", "lamp"),
    [
        ("2026-11-26 23:59", {}, Lamp.OK),
        ("2026-11-27 08:30", {}, Lamp.WARN),
        ("2026-11-30 17:30", {}, Lamp.WARN),
        ("2026-11-30 17:31", {}, Lamp.BAD),
        ("2026-11-26 10:00", {"paused": True}, Lamp.PAUSED),
        ("2026-12-01 10:00", {"paused": True}, Lamp.BAD),
        ("2026-12-09 10:00", {"met_at": at("2026-11-30 17:30")}, Lamp.MET),
        ("2026-12-09 10:00", {"met_at": at("2026-11-30 17:31")}, Lamp.MET_LATE),
        ("2026-11-26 10:00", {"due_at": None}, Lamp.PAUSED),
        ("2026-11-26 10:00", {"due_at": None, "met_at": at("2026-11-25")}, Lamp.MET),
    ],
)
def test_each_lamp_shows_when_it_should(now, facts, lamp):
    assert light(**{"now": at(now), "due_at": DUE, "warn_at": NEAR, **facts}) is lamp


def test_every_lamp_has_a_shape_and_a_word():
    shown = {(lamp.state, lamp.shape, lamp.word) for lamp in Lamp}
    assert ("ok", "●", "正常") in shown
    assert ("warn", "▲", "临期") in shown
    assert ("bad", "■", "超期") in shown
    assert ("paused", "‖", "暂停") in shown
    assert len(shown) == len(Lamp)


@pytest.mark.parametrize("wrong", [{"share": 101, "workdays": 1}, {"share": 20, "workdays": -1}])
def test_thresholds_outside_their_range_are_refused(wrong):
    with pytest.raises(Refused, match="请输入"):
        Thresholds(**wrong)


def test_working_time_leaves_out_nights_lunch_and_days_off():
    worked = working_time(at("2026-11-27 16:30"), at("2026-11-30 09:30"), CALENDAR, OFFICE)
    assert worked == timedelta(hours=2)
    whole = working_time(at("2026-11-27 12:00"), at("2026-11-30 12:00"), CALENDAR, None)
    assert whole == timedelta(hours=24)


def bar(now, *pauses, limit=FIVE_DAYS):
    return clock_bar(at("2026-11-23 17:30"), limit, pauses, CALENDAR, OFFICE, now=at(now))


def kinds(found):
    return [(each.kind, each.offset, each.width) for each in found.segments]


def test_the_bar_fills_with_working_time_only():
    assert kinds(bar("2026-11-25 17:30")) == [("used", 0, 400), ("left", 400, 600)]
    weekend = bar("2026-11-28 12:00")
    assert weekend.now == 800
    assert weekend.used == timedelta(hours=4 * 6.5)


def test_the_bar_hatches_pauses_with_their_papers_and_shows_what_is_over():
    held = Pause(at("2026-11-24 17:30"), at("2026-11-25 17:30"), "检测", "检1号")
    found = bar("2026-12-02 17:30", held)
    assert [kind for kind, *_ in kinds(found)] == ["used", "paused", "used", "over"]
    assert (found.segments[1].ground, found.segments[1].paper) == ("检测", "检1号")
    assert found.over == timedelta(hours=6.5)
    assert sum(width for *_, width in kinds(found)) == 1000
    assert found.now == 1000


def test_a_stopped_bar_ends_with_the_open_pause():
    held = Pause(at("2026-11-24 17:30"), None, "评审", "评1号")
    found = bar("2026-11-26 17:30", held)
    assert [kind for kind, *_ in kinds(found)] == ["used", "paused"]
    assert found.paused == timedelta(hours=13)


def test_an_hourly_bar_is_drawn_in_plain_time():
    found = bar("2026-11-24 05:30", limit=Limit(24, Unit.H))
    assert kinds(found) == [("used", 0, 500), ("left", 500, 500)]


def test_a_bar_at_its_very_start_is_all_left():
    assert kinds(bar("2026-11-23 17:30")) == [("left", 0, 1000)]
