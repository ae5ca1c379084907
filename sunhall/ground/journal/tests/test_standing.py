"""Standing facts: kept in memory, and never a moment longer than they hold (K4)."""

from collections.abc import Iterator
from contextlib import suppress
from contextvars import Context

import pytest
from django.db import transaction

from sunhall import wiring
from sunhall.ground.access.actor import SYSTEM, Actor
from sunhall.ground.journal import standing
from sunhall.ground.journal.action import action
from sunhall.ground.journal.models import Mark
from sunhall.ground.journal.record import record
from sunhall.ground.journal.tests.conftest import LampLit

pytestmark = pytest.mark.django_db


class Shelf:
    """A register that counts how often it is read."""

    read: list[str] = []
    holds = "lit"


def look() -> str:
    def read() -> str:
        Shelf.read.append(Shelf.holds)
        return Shelf.holds

    return standing.kept("lamps", "which", read)


@action
def light(lamp: str, *, by: Actor) -> None:
    record(LampLit(lamp=lamp), by=by)


@action
def look_and_write(*, by: Actor) -> str:
    return look()


@action
def light_and_look_twice(lamp: str, *, by: Actor) -> list[str]:
    record(LampLit(lamp=lamp), by=by)
    first, Shelf.holds = look(), "changed after the entry"
    return [first, look()]


@pytest.fixture
def lamps() -> Iterator[None]:
    standing.wire({"lamps": ["lamp"]})
    Shelf.read, Shelf.holds = [], "lit"
    yield
    standing.wire(wiring.REGISTERS, wiring.QUIET)


@pytest.mark.usefixtures("lamps")
def test_a_register_is_read_once_until_a_fact_of_it_is_recorded() -> None:
    light("1", by=SYSTEM)
    assert [look(), look()] == ["lit", "lit"]
    assert len(Shelf.read) == 1
    Shelf.holds = "dark"
    light("2", by=SYSTEM)
    assert look() == "dark"


@pytest.mark.usefixtures("lamps")
def test_nothing_is_kept_of_a_register_that_nobody_marked() -> None:
    assert [look(), look()] == ["lit", "lit"]
    assert len(Shelf.read) == 2


@pytest.mark.usefixtures("lamps")
def test_what_a_rolled_back_action_saw_is_not_kept() -> None:
    light("1", by=SYSTEM)
    with suppress(ZeroDivisionError), transaction.atomic():
        Shelf.holds = "never true"
        light("2", by=SYSTEM)
        assert look() == "never true"
        raise ZeroDivisionError
    Shelf.holds = "lit"
    assert look() == "lit"


@pytest.mark.usefixtures("lamps")
def test_whoever_changes_a_register_reads_the_rows_themselves() -> None:
    light("1", by=SYSTEM)
    assert look() == "lit"
    assert light_and_look_twice("2", by=SYSTEM) == ["lit", "changed after the entry"]
    assert look() == "changed after the entry"


@pytest.mark.usefixtures("lamps")
def test_the_marks_are_looked_at_once_in_a_request() -> None:
    light("1", by=SYSTEM)
    with standing.glance():
        assert look() == "lit"
        Mark.objects.all().delete()  # as if another process had been at work meanwhile
        assert look() == "lit"
    assert len(Shelf.read) == 1


@pytest.mark.usefixtures("lamps")
def test_an_action_rests_on_what_holds_now_and_not_on_what_held_when_the_request_began() -> None:
    light("1", by=SYSTEM)
    with standing.glance():
        assert look() == "lit"
        Shelf.holds = "dark"
        Context().run(light, "2", by=SYSTEM)  # another process, while our upload comes in
        assert look() == "lit"
        assert look_and_write(by=SYSTEM) == "dark"


@pytest.mark.usefixtures("lamps")
def test_after_an_action_the_rest_of_the_request_sees_what_it_changed() -> None:
    light("1", by=SYSTEM)
    with standing.glance():
        assert look() == "lit"
        Shelf.holds = "dark"
        light("2", by=SYSTEM)
        assert look() == "dark"
        look_and_write(by=SYSTEM)
        assert look() == "dark"


@pytest.mark.usefixtures("lamps")
def test_the_table_of_marks_stays_short() -> None:
    for lamp in range(20):
        light(str(lamp), by=SYSTEM)
    standing.sweep_marks()
    assert list(Mark.objects.values_list("register", flat=True)) == ["lamps"]
    Shelf.holds = "after the sweep"
    assert look() == "after the sweep"
