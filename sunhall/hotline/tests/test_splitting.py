"""Splitting 拆分 what was merged: with a reason, and owed since its own first day (H13)."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine

from sunhall.ground.access.actor import SYSTEM
from sunhall.ground.journal.record import story
from sunhall.ground.kit.refusal import Refused
from sunhall.hotline import actions, events, queries
from sunhall.hotline.tests.makers import make_request
from tests.cast import Cast

MONDAY = datetime(2026, 11, 16, 2, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def monday() -> object:
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


def merged(cast: Cast) -> tuple[Any, str]:
    into = make_request(cast, upto="handling").matter.number
    matter = make_request(cast, upto="classified", person=cast.persons["neighbour"]).matter
    actions.merge_request(matter.number, into=into, by=cast.operator)
    return matter, into


def test_what_is_split_is_owed_since_its_first_day(desk: Cast, monday: Any) -> None:
    due = make_request(desk, upto="classified").matter.due_at
    matter, _into = merged(desk)
    monday.move_to(MONDAY + timedelta(days=2))
    actions.split_request(matter.number, reason="不是同一盏路灯", by=desk.operator)
    matter.refresh_from_db()
    assert (matter.stage, matter.owner, matter.due_at) == ("accepted", "rx-desk", due)
    assert (matter.closed_at, matter.answered_at, matter.outcome) == (None, None, "")
    assert matter.assignments.filter(to_at=None).count() == 1


def test_both_journals_tell_it_and_the_answer_of_the_other_is_theirs_no_longer(
    desk: Cast,
) -> None:
    matter, into = merged(desk)
    actions.split_request(matter.number, reason="不是同一盏路灯", by=desk.operator)
    split = story(f"matter:{matter.number}")[-1].event
    assert isinstance(split, events.RequestSplit)
    assert (split.into, split.reason) == (into, "不是同一盏路灯")
    assert story(f"matter:{into}")[-1].event.told().startswith(f"与 {matter.number} 解除关联")
    assert queries.merged_here(into) == []
    titles = {one.title for one in queries.told_entries(queries.request_of(matter.number))}
    assert "与另一诉求分开，单独办理" in titles


def test_late_is_late_even_if_it_was_merged_meanwhile(desk: Cast, monday: Any) -> None:
    matter, _into = merged(desk)
    monday.move_to(MONDAY + timedelta(days=12))
    actions.split_request(matter.number, reason="不是同一盏路灯", by=desk.operator)
    matter.refresh_from_db()
    assert matter.due_at < MONDAY + timedelta(days=12)


def test_it_can_be_merged_again_and_goes_the_whole_way(desk: Cast) -> None:
    matter, into = merged(desk)
    actions.split_request(matter.number, reason="不是同一盏路灯", by=desk.operator)
    actions.merge_request(matter.number, into=into, by=desk.operator)
    actions.split_request(matter.number, reason="核实后确实两处", by=desk.operator)
    actions.assign_request(matter.number, to="mz-relief", by=desk.operator)
    actions.sign_request(matter.number, by=desk.handler)
    actions.answer_request(matter.number, text="已修。", outcome="resolved", by=desk.handler)


def test_a_split_says_why_and_is_a_persons_decision(desk: Cast) -> None:
    matter, _into = merged(desk)
    with pytest.raises(Refused, match="拆分原因"):
        actions.split_request(matter.number, reason="", by=desk.operator)
    with pytest.raises(Refused):
        actions.split_request(matter.number, reason="不是同一件", by=SYSTEM)
    single = make_request(desk, upto="classified").matter.number
    with pytest.raises(Refused, match="没有并入"):
        actions.split_request(single, reason="不是同一件", by=desk.operator)
