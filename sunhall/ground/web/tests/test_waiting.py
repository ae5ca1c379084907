"""A count of the rail stands while nothing is recorded, and for a minute at most."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from sunhall.ground.access.actor import Actor
from sunhall.ground.web.nav import Link
from sunhall.ground.web.waiting import counts
from sunhall.hotline.tests.makers import make_request
from tests.cast import Cast

pytestmark = pytest.mark.django_db
NINE = datetime(2026, 11, 16, 1, 0, 30, tzinfo=UTC)


def test_a_count_stands_until_something_is_recorded_or_a_minute_is_over(desk: Cast) -> None:
    asked: list[str] = []

    def count(actor: Actor) -> int:
        asked.append(actor.code)
        return len(asked)

    rail = [Link("/a/", "甲", count=count), Link("/b/", "乙", count=count), Link("/c/", "丙")]
    with time_machine.travel(NINE, tick=False) as clock:
        manager, operator = desk.manager, desk.operator
        first = counts(rail, manager)
        assert first == {"/a/": 1, "/b/": 2}
        assert counts(rail, manager) == first
        assert counts(rail, operator) == {"/a/": 3, "/b/": 4}
        make_request(desk)
        assert counts(rail, manager) == {"/a/": 5, "/b/": 6}
        clock.shift(timedelta(seconds=31))
        assert counts(rail, manager) == {"/a/": 7, "/b/": 8}
        assert counts(rail[:1], manager) == {"/a/": 9}
        assert counts(rail[:1], manager) == {"/a/": 10}
