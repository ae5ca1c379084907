"""Registers of the hotline: the dispatch catalogue and the class tree (H2)."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine

from sunhall.ground.kit.refusal import Refused
from sunhall.hotline import actions, queries
from sunhall.hotline.tests.makers import CLASS, make_request
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


# What belongs to a department is never pushed to a township


def duty(cast: Cast, **more: Any) -> None:
    given = {"post": "mz-relief", "basis": "民政局三定规定第五条", "is_department": True}
    actions.set_dispatch("01", **{**given, **more}, by=cast.manager)


def test_a_duty_of_departments_is_refused_to_a_township_with_the_rule(desk: Cast) -> None:
    duty(desk)
    number = make_request(desk, upto="classified").matter.number
    with pytest.raises(Refused, match="民政局三定规定第五条") as refused:
        actions.assign_request(number, to="lx-desk", by=desk.operator)
    assert "国办函〔2025〕66号" in refused.value.verdict.article
    assert refused.value.field == "to"
    actions.assign_request(number, to="mz-relief", by=desk.operator)


def test_neither_a_leader_nor_a_line_of_the_catalogue_pushes_it_down(desk: Cast) -> None:
    duty(desk)
    number = make_request(desk, upto="classified").matter.number
    actions.submit_to_leader(number, by=desk.operator)
    actions.sign_request(number, by=desk.leader)
    with pytest.raises(Refused, match="不得派给乡镇"):
        actions.instruct_request(number, to="lx-desk", words="请办理", by=desk.leader)
    with pytest.raises(Refused, match="不得派给乡镇"):
        actions.set_dispatch("01", post="lx-desk", place=WILLOW, basis="属地", by=desk.manager)
    with pytest.raises(Refused, match="不得派给乡镇"):
        duty(desk, post="lx-desk")


def test_a_leaf_that_is_a_towns_own_may_be_left_to_it(desk: Cast) -> None:
    duty(desk)
    actions.set_dispatch("0101", post="lx-desk", basis="乡镇履职清单第三项", by=desk.manager)
    number = make_request(desk, upto="classified").matter.number
    actions.assign_request(number, to="lx-desk", by=desk.operator)


def test_a_line_holds_until_the_day_it_ends_and_tells_why(desk: Cast, monday: Any) -> None:
    line = queries.catalogue()[0].row.pk
    actions.end_dispatch(line, to_on=date(2026, 11, 18), reason="职责划转", by=desk.manager)
    assert post_for(BRIDGE) == "mz-relief"
    monday.shift(timedelta(days=2))
    assert post_for(BRIDGE) == ""
    assert queries.catalogue() == []
    (old,) = queries.catalogue(everything=True)
    assert not old.holds
    assert queries.register_history("dispatch:request")[0].text == "职责划转"


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"class_code": "99"}, "class_code"),
        ({"place": "110101"}, "place"),
        ({"post": "gone"}, "post"),
        ({"basis": " "}, "basis"),
        ({"to_on": date(2026, 11, 16)}, "to_on"),
    ],
)
def test_a_line_that_could_not_hold_names_the_field(
    desk: Cast, given: dict[str, Any], field: str
) -> None:
    whole = {"class_code": "01", "post": "mz-relief", "basis": "三定规定", **given}
    with pytest.raises(Refused) as refused:
        actions.set_dispatch(whole.pop("class_code"), **whole, by=desk.manager)
    assert refused.value.field == field
