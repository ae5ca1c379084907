"""A new calendar goes through the running clocks in batches; none is ever half done (K3)."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db.models import Max

from sunhall.clocks import actions as clocks
from sunhall.clocks import queries as clock_queries
from sunhall.clocks import rules as clock_rules
from sunhall.clocks.rules import opening
from sunhall.clocks.tests.makers import declare_day
from sunhall.ground.access.actor import SYSTEM
from sunhall.ground.journal.models import Delivery, Entry
from sunhall.ground.journal.record import story
from sunhall.ground.journal.verify import verify
from sunhall.ground.journal.worker import deliver_one, drain
from sunhall.hotline.tests.makers import lay_desk, make_request
from sunhall.matters import actions, events, queries
from sunhall.matters.actions import _core, recomputing
from sunhall.matters.models import Deadline, Matter, Recomputation
from tests.cast import Cast

MONDAY = datetime(2026, 11, 16, 2, 0, tzinfo=UTC)
FRIDAY = date(2026, 11, 20)
MATTERS = 7


@pytest.fixture
def county(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Iterator[Cast]:
    """Seven open matters, and batches of three."""
    monkeypatch.setattr(recomputing, "BATCH", 3)
    with time_machine.travel(MONDAY, tick=False):
        lay_desk(cast)
        for _ in range(MATTERS):
            make_request(cast, upto="handling")
        drain()
        yield cast


def change() -> int:
    """A local holiday on Friday, entered by one and approved by another; gives the version."""
    return declare_day(FRIDAY, is_workday=False, reason="建县日", source="清政发〔2026〕20号")


def row() -> Recomputation:
    return Recomputation.objects.get()


def agree() -> None:
    """Every running clock stands where the calendar of today puts it; so do the matters."""
    for deadline in Deadline.objects.filter(met_at=None, ended_at=None).select_related("matter"):
        inputs = queries.calendar_inputs(deadline, deadline.matter.place)
        due = clock_rules.due(pauses=queries.pauses_of(deadline.matter), **inputs)
        assert deadline.due_at == due.at
        assert deadline.calendar_version == clock_queries.calendar().version
    for matter in Matter.objects.all():
        dues = matter.deadlines.filter(met_at=None, ended_at=None).values_list("due_at", flat=True)
        assert matter.due_at == min(due for due in dues if due is not None)


def moves() -> dict[str, int]:
    """How often the journal of each matter tells of a new due moment."""
    numbers = Matter.objects.values_list("number", flat=True)
    return {
        number: sum(type(one.event) is events.LimitRecomputed for one in story(f"matter:{number}"))
        for number in numbers
    }


def test_a_change_goes_through_the_county_in_batches_and_says_how_far_it_is(county: Cast) -> None:
    change()
    seen = []
    while deliver_one():
        if Recomputation.objects.exists():
            (told,) = queries.recomputations()
            step = (told.done, told.total, told.finished_at is not None)
            # Others follow the calendar too: what they do in between moves nothing here.
            seen += [step] if step not in seen[-1:] else []
    assert seen == [
        (0, 7, False), (3, 7, False), (6, 7, False), (7, 7, False), (7, 7, True),
    ]  # fmt: skip
    assert row().moved == MATTERS
    assert set(moves().values()) == {1}
    agree()


def test_killed_in_the_middle_of_a_batch_it_goes_on_after_the_last_whole_one(
    county: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    change()
    while not Recomputation.objects.filter(done=3).exists():
        assert deliver_one()
    real, left = _core.recompute, [2]

    def dies(matter: Matter, **more: object) -> int:
        moved = real(matter, **more)  # type: ignore[arg-type]
        left[0] -= 1
        if not left[0]:
            raise KeyboardInterrupt
        return moved

    with monkeypatch.context() as killed:
        killed.setattr(_core, "recompute", dies)
        with pytest.raises(KeyboardInterrupt):
            drain()
    assert (row().done, row().finished_at) == (3, None)
    assert sum(moves().values()) == 3, "the batch that was cut off left nothing behind"
    drain()
    assert (row().done, row().moved) == (MATTERS, MATTERS)
    assert set(moves().values()) == {1}
    assert not Delivery.objects.filter(done_at=None).exists()
    assert not verify().findings
    agree()


def test_a_batch_told_twice_is_taken_once(county: Cast) -> None:
    change()
    drain()
    entries = Entry.objects.count()
    version = row().version
    for done in (0, 3, 7):
        actions.advance_recomputation(version, done=done, by=SYSTEM)
    actions.begin_recomputation(version, first=FRIDAY, last=FRIDAY, place="", why="", by=SYSTEM)
    assert Entry.objects.count() == entries


def test_what_is_begun_on_the_old_calendar_meanwhile_is_found_at_the_end(county: Cast) -> None:
    change()
    while not Recomputation.objects.filter(done=6).exists():
        assert deliver_one()
    # A transaction that had read the old calendar and commits only now, behind the cursor.
    first = Matter.objects.earliest("pk")
    first.deadlines.update(calendar_version=0, due_at=MONDAY + timedelta(days=7))
    drain()
    assert row().done == row().total == MATTERS + 1
    agree()


def test_two_changes_on_their_way_at_once_meet_at_the_newest(county: Cast) -> None:
    change()
    deliver_one()
    declare_day(date(2026, 11, 19), is_workday=False, reason="防汛停工", source="清汛令1号")
    drain()
    assert Recomputation.objects.filter(finished_at=None).count() == 0
    assert Recomputation.objects.aggregate(newest=Max("version"))["newest"] == (
        clock_queries.calendar().version
    )
    agree()


def test_office_hours_without_an_end_are_recomputed_too(county: Cast) -> None:
    clocks.set_office_hours(
        opening.WEEK, from_on=date(2026, 11, 17), source="县府办作息", by=SYSTEM
    )
    drain()
    assert row().finished_at is not None
    assert row().total == MATTERS
