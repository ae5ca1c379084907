"""What the database itself refuses, whoever writes: the promise of the house (K1–K3; house 8.4).

Each test begins with a request brought there by actions, then goes past them to the rows.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.db.models import F

from sunhall.hotline.models import Dialogue, Request
from sunhall.hotline.tests.makers import make_request
from sunhall.matters import actions
from sunhall.matters.models import Assignment, Deadline, Extension, Link, Matter, Pause, Rating
from tests.cast import Cast

MONDAY = datetime(2026, 11, 16, 2, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
GROUND = {"ground": "XK45_REVIEW", "paper": "清民告〔2026〕7号"}


@pytest.fixture(autouse=True)
def monday() -> Iterator[None]:
    with time_machine.travel(MONDAY, tick=False):
        yield


@contextmanager
def refused_by(constraint: str, column: str = "") -> Iterator[None]:
    """The database names the constraint; SQLite names the column instead when it is unique."""
    words = f"{constraint}|{column}" if column else constraint
    with pytest.raises(IntegrityError, match=words), transaction.atomic():
        yield


def matter_at(desk: Cast, stage: str) -> Matter:
    return make_request(desk, upto=stage).matter


def update(matter: Matter, **changes: Any) -> int:
    return Matter.objects.filter(pk=matter.pk).update(**changes)


def again(row: Any, **changes: Any) -> Any:
    """The same row written a second time."""
    fields = {f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields}
    del fields["id"]
    return type(row).objects.create(**{**fields, **changes})


CLOSED = {"phase": "closed", "closed_at": MONDAY}

BROKEN: dict[str, tuple[str, dict[str, Any], str]] = {
    "open without an owner": ("received", {"owner": ""}, "open_matter_has_an_owner"),
    "worked on without an owner": ("handling", {"owner": ""}, "open_matter_has_an_owner"),
    "answered but not closed, without an owner": (
        "answered",
        {"owner": ""},
        "open_matter_has_an_owner",
    ),
    "open with neither clock nor pause": (
        "handling",
        {"due_at": None, "paused_at": None},
        "open_matter_has_a_clock",
    ),
    "in dialogue with neither clock nor pause": (
        "dialogue",
        {"due_at": None, "paused_at": None},
        "open_matter_has_a_clock",
    ),
    "closed without an answer": ("handling", CLOSED, "ended_matter_has_an_answer"),
    "refused without an answer": (
        "received",
        {**CLOSED, "phase": "refused"},
        "ended_matter_has_an_answer",
    ),
    "its answer taken away": (
        "answered",
        {**CLOSED, "last_answer": None},
        "ended_matter_has_an_answer",
    ),
    "closed at no time": ("answered", {"phase": "closed"}, "ended_matter_has_an_answer"),
    "open and yet closed at a time": (
        "handling",
        {"closed_at": MONDAY},
        "open_matter_is_not_closed",
    ),
    "in a phase nobody knows": ("handling", {"phase": "lost"}, "matter_phase_is_known"),
    "in no phase at all": ("handling", {"phase": ""}, "matter_phase_is_known"),
}

SOUND: dict[str, tuple[str, dict[str, Any]]] = {
    "paused instead of a clock": ("handling", {"due_at": None, "paused_at": MONDAY}),
    "closed with an answer and a time": ("answered", CLOSED),
    "ended without an owner": ("answered", {**CLOSED, "owner": "", "due_at": None}),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_matter_cannot_be(case: str, desk: Cast) -> None:
    stage, changes, constraint = BROKEN[case]
    matter = matter_at(desk, stage)
    with refused_by(constraint):
        update(matter, **changes)


@pytest.mark.parametrize("case", SOUND)
def test_a_matter_may_be(case: str, desk: Cast) -> None:
    stage, changes = SOUND[case]
    assert update(matter_at(desk, stage), **changes) == 1


def test_two_posts_are_never_accountable_at_once(desk: Cast) -> None:
    running = Assignment.objects.get(matter=matter_at(desk, "handling"), to_at=None)
    with refused_by("one_owner_at_a_time", "matters_assignment.matter_id"):
        again(running, post="zj-roads")
    assert again(running, post="zj-roads", to_at=MONDAY).pk


def test_two_clocks_of_a_name_never_run_at_once(desk: Cast) -> None:
    clock = Deadline.objects.get(matter=matter_at(desk, "handling"), name="reply")
    with refused_by("one_running_clock_of_a_name", "matters_deadline.matter_id"):
        again(clock)
    assert again(clock, ended_at=MONDAY).pk
    assert again(clock, name="another").pk


def test_a_matter_is_not_paused_twice_at_once(desk: Cast) -> None:
    pause = paused(desk)
    with refused_by("one_open_pause", "matters_pause.matter_id"):
        again(pause)
    assert again(pause, to_at=MONDAY + HOUR).pk


def test_a_pause_does_not_end_before_it_begins(desk: Cast) -> None:
    pause = paused(desk)
    with refused_by("pause_ends_after_it_begins"):
        Pause.objects.filter(pk=pause.pk).update(to_at=F("from_at") - HOUR)
    assert Pause.objects.filter(pk=pause.pk).update(to_at=F("from_at") + HOUR) == 1


def paused(desk: Cast) -> Pause:
    number = matter_at(desk, "handling").number
    actions.pause_clock(number, **GROUND, by=desk.handler)
    return Pause.objects.get(matter__number=number)


def asked(desk: Cast) -> Extension:
    number = matter_at(desk, "handling").number
    return actions.ask_extension(number, n=2, reason="等待配件到货", by=desk.handler)


def test_nobody_approves_the_extension_he_asked_for(desk: Cast) -> None:
    row = Extension.objects.filter(pk=asked(desk).pk)
    with refused_by("nobody_approves_his_own_extension"):
        row.update(decided_by=F("asked_by"), granted=True)
    assert row.update(decided_by=desk.head.code, granted=True) == 1


def test_a_clock_is_extended_once(desk: Cast) -> None:
    extension = asked(desk)
    with refused_by("extended_once", "matters_extension.deadline_id"):
        again(extension)
    assert again(extension, granted=False).pk


def rated(desk: Cast) -> Rating:
    number = matter_at(desk, "answered").number
    actions.rate_answer(number, stars=4, channel="web", by=desk.resident)
    return Rating.objects.get(matter__number=number)


@pytest.mark.parametrize("stars", [0, 6, 100])
def test_a_rating_is_one_of_five_levels(stars: int, desk: Cast) -> None:
    rating = Rating.objects.filter(pk=rated(desk).pk)
    with refused_by("one_to_five"):
        rating.update(stars=stars)


def test_an_answer_is_rated_once(desk: Cast) -> None:
    rating = rated(desk)
    with refused_by("answer_id"):
        again(rating, stars=1)


def test_a_matter_is_not_linked_to_itself(desk: Cast) -> None:
    matter = matter_at(desk, "received")
    with refused_by("link_to_another"):
        Link.objects.create(matter=matter, other=matter, link="related", at=MONDAY, by="staff:wang")


def test_two_matters_are_linked_once_in_a_way(desk: Cast) -> None:
    one, other = (matter_at(desk, "received") for _ in range(2))
    link = actions.link_matters(one.number, other.number, link="related", by=desk.operator)
    with refused_by("link_once", "matters_link.matter_id"):
        again(link)
    assert again(link, ended_at=MONDAY).pk


def test_one_dialogue_at_a_time_is_owed(desk: Cast) -> None:
    dialogue = Dialogue.objects.get(matter=matter_at(desk, "dialogue"))
    with refused_by("one_open_dialogue", "hotline_dialogue.matter_id"):
        again(dialogue)


@pytest.mark.parametrize("missing", ["minutes", "result"])
def test_a_dialogue_was_not_held_without(missing: str, desk: Cast) -> None:
    dialogue = Dialogue.objects.filter(matter=matter_at(desk, "talked"))
    with refused_by("held_dialogue_has_minutes"):
        dialogue.update(**{missing: ""})


def test_a_number_of_another_system_arrives_once(desk: Cast) -> None:
    first, second = (make_request(desk).pk for _ in range(2))
    said = {"source": "12345", "source_number": "GD-7"}
    assert Request.objects.filter(pk=first).update(**said) == 1
    with refused_by("source_number_once", "hotline_request.source"):
        Request.objects.filter(pk=second).update(**said)
    assert Request.objects.filter(pk=second).update(**{**said, "source": "12388"}) == 1


def test_requests_without_a_number_of_another_system_do_not_collide(desk: Cast) -> None:
    for _ in range(2):
        request = make_request(desk)
        assert Request.objects.filter(pk=request.pk).update(source="12345", source_number="") == 1


@pytest.mark.parametrize("field", ["intake_key", "number"])
def test_two_matters_never_share(field: str, desk: Cast) -> None:
    one = make_request(desk, intake_key="tap").matter
    other = matter_at(desk, "received")
    with refused_by(field):
        update(other, **{field: getattr(one, field)})
