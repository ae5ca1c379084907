"""Two at the same instant: a call has one seat, and a line is one call (H1)."""

import pytest
from django.db import connection

from sunhall.calls import actions
from sunhall.calls.models import Call, Seat
from sunhall.calls.tests.makers import hear, lay_seats, ring
from sunhall.directory.tests.test_races import second_of_two
from sunhall.ground.lines import facts
from sunhall.ground.lines.tests.standins import PASSWORD, USER, asterisk
from sunhall.hotline.tests.makers import lay_desk
from tests.cast import Cast, county

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def exchange(settings):
    """An exchange that obeys: what is ordered when a transaction commits must not fail."""
    with asterisk() as standin:
        settings.LINES, settings.LINES_APP = "ari", "sunhall"
        settings.LINES_URL, settings.LINES_KEY = standin.url, f"{USER}:{PASSWORD}"
        yield standin


@pytest.fixture
def desk(exchange) -> Cast:
    if connection.vendor == "sqlite":
        pytest.skip("SQLite lets one writer in at a time, so nobody can be second")
    cast = county()
    lay_desk(cast)
    lay_seats()
    for who, seat in (("operator", "801"), ("manager", "802")):
        actions.take_seat(seat, by=getattr(cast, who))
        actions.be_away("rest", by=getattr(cast, who))
    return cast


def test_of_two_seats_that_answer_one_waiting_call_one_has_it(desk):
    call = ring()
    operator, manager = desk.operator, desk.manager
    said = second_of_two(
        lambda: actions.answer_call(call.code, by=operator),
        lambda: actions.answer_call(call.code, by=manager),
    )
    assert said == "这个来电正在另一个坐席振铃"
    call.refresh_from_db()
    assert call.seat.code == "801"
    assert Seat.objects.get(code="802").state == "away"


def test_who_answers_while_the_caller_hangs_up_is_told_so_and_stays_free(desk):
    call = ring()
    operator = desk.operator
    said = second_of_two(
        lambda: hear(facts.Ended(call.line)),
        lambda: actions.answer_call(call.code, by=operator),
    )
    assert said == "来电人已挂机，可在漏接来电中回拨"
    assert Seat.objects.get(code="801").state == "away"


def test_two_become_ready_at_one_instant_and_the_one_caller_rings_once(desk):
    call = ring()
    operator, manager = desk.operator, desk.manager
    second_of_two(lambda: actions.be_ready(by=operator), lambda: actions.be_ready(by=manager))
    call.refresh_from_db()
    assert call.seat.code == "801"
    assert call.legs.count() == 1
    assert Seat.objects.get(code="802").state == "ready"


def test_one_call_that_is_told_by_two_at_once_is_one_call(desk):
    arrived = facts.Arrived("line-1", "13800000001", "12345")
    second_of_two(lambda: hear(arrived), lambda: hear(arrived))
    assert Call.objects.count() == 1
