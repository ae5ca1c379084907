"""What people and posts are told, once (K7)."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from sunhall.config.command import basics
from sunhall.directory import actions as directory
from sunhall.ground.access.actor import SYSTEM
from sunhall.ground.journal.worker import drain
from sunhall.ground.outbox.models import Message
from sunhall.hotline import actions
from sunhall.hotline.tests.makers import lay_desk, make_request
from sunhall.matters import jobs
from tests.cast import Cast

MONDAY = datetime(2026, 11, 16, 2, 0, tzinfo=UTC)


@pytest.fixture
def desk(cast: Cast) -> Cast:
    lay_desk(cast)
    basics.lay_messages()
    return cast


@pytest.fixture(autouse=True)
def monday() -> Any:
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


def told(template: str) -> list[tuple[str, str]]:
    rows = Message.objects.filter(template__code=template).order_by("pk")
    return [(message.recipient, message.body) for message in rows]


def test_the_person_is_told_number_and_latest_moment(desk: Cast) -> None:
    request = make_request(desk)
    drain()
    [(to, body)] = told("request-received")
    assert to == f"resident:{desk.person().public_id}"
    assert request.matter.number in body
    assert "11月23日(周一) 24:00" in body


def test_the_person_is_told_of_the_answer_and_not_of_the_signing_limit(desk: Cast) -> None:
    make_request(desk, upto="assigned")
    drain()
    [(_, body)] = told("request-received")
    assert "11月23日(周一) 24:00" in body


def test_the_post_is_told_what_it_was_assigned(desk: Cast) -> None:
    make_request(desk, upto="assigned")
    drain()
    assert [to for to, _ in told("post-assigned")] == ["staff:zhao"]


def test_b_is_told_while_a_is_away(desk: Cast) -> None:
    directory.grant_leave("zhao", MONDAY, MONDAY + timedelta(days=3), "年休假", by=SYSTEM)
    make_request(desk, upto="assigned")
    drain()
    assert [to for to, _ in told("post-assigned")] == ["staff:qian"]


def test_a_limit_that_comes_near_is_told_once(desk: Cast, monday: Any) -> None:
    make_request(desk, upto="handling")
    drain()
    monday.move_to(MONDAY + timedelta(days=7))
    for _ in range(3):
        jobs.remind_before_limits()
        drain()
    assert len(told("limit-near")) == 1


def test_a_dissatisfied_person_makes_the_post_owe_a_dialogue(desk: Cast) -> None:
    make_request(desk, upto="dialogue")
    drain()
    assert [to for to, _ in told("dialogue-owed")] == ["staff:zhao"]


def test_the_person_is_told_of_the_answer_with_a_link(desk: Cast) -> None:
    make_request(desk, upto="answered")
    drain()
    assert len(told("request-answered")) == 1


def test_nothing_is_told_of_an_anonymous_request(desk: Cast) -> None:
    actions.receive_request(
        text="路灯坏了很久了", place="990101100201", channel="phone", by=desk.operator
    )
    drain()
    assert told("request-received") == []


def test_nobody_is_asked_to_rate_what_they_took_back_themselves(desk: Cast) -> None:
    number = make_request(desk, upto="classified").matter.number
    actions.withdraw_request(number, by=desk.resident)
    drain()
    assert told("request-answered") == []


def test_whoever_was_merged_is_told_of_the_answer_and_reads_it_without_names(
    desk: Cast, client_for: Callable[[str], Client]
) -> None:
    mine = make_request(desk, upto="classified").matter.number
    neighbour = desk.person("neighbour").public_id
    other = make_request(desk, upto="handling", person=neighbour).matter.number
    actions.merge_request(mine, into=other, by=desk.operator)
    drain()
    assert told("request-answered") == []
    text = "刘长河先生，路灯已于今天换好。"
    actions.answer_request(other, text=text, outcome="resolved", by=desk.handler)
    drain()
    persons = {f"resident:{desk.person(name).public_id}" for name in ("resident", "neighbour")}
    assert {to for to, _ in told("request-answered")} == persons
    page = client_for("resident").get(reverse("portal:request", args=[mine])).content.decode()
    assert "路灯已于今天换好" in page
    assert "刘长河" not in page
