"""Registers of the hotline: the dispatch catalogue and the class tree (H2)."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine

from sunhall.hotline import actions, queries
from sunhall.hotline.tests.makers import CLASS
from tests.cast import Cast

WILLOW, BRIDGE = "990101101201", "990101100201"


@pytest.fixture(autouse=True)
def monday() -> object:
    with time_machine.travel(datetime(2026, 11, 16, 2, 0, tzinfo=UTC), tick=False) as traveller:
        yield traveller


def post_for(place: str) -> str:
    found = queries.dispatch_for(CLASS, place)
    return found.post if found else ""


def test_a_line_for_one_town_holds_in_no_other(desk: Cast) -> None:
    actions.set_dispatch("01", post="lx-desk", place="990101100", basis="属地", by=desk.manager)
    assert (post_for(BRIDGE), post_for(WILLOW)) == ("lx-desk", "mz-relief")


def test_a_new_line_holds_from_its_first_day_and_the_old_one_no_longer(desk: Cast) -> None:
    actions.set_dispatch("01", post="zj-roads", basis="职责调整", by=desk.manager)
    assert post_for(BRIDGE) == "zj-roads"


def test_a_line_for_later_leaves_the_present_one_in_force_until_then(
    desk: Cast, monday: Any
) -> None:
    later = date(2026, 11, 18)
    actions.set_dispatch("01", post="zj-roads", basis="职责调整", from_on=later, by=desk.manager)
    assert post_for(BRIDGE) == "mz-relief"
    monday.shift(timedelta(days=2))
    assert post_for(BRIDGE) == "zj-roads"


def test_the_paths_below_a_renamed_class_tell_its_new_name(desk: Cast) -> None:
    actions.set_class("01", name="城建", by=desk.manager)
    actions.set_class("0101", name="市政", by=desk.manager)
    assert queries.class_words(CLASS) == "城建/市政/路灯照明"
    assert queries.class_words("02") == "民政救助"
