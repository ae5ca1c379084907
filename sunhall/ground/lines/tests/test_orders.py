"""Orders: sent once when the transaction commits, given up when late, and failures are told."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection

from sunhall.ground.lines import facts, jobs, orders, queries
from sunhall.ground.lines.checks import exchange_is_whole
from sunhall.ground.lines.models import Order

NOW = datetime(2026, 11, 16, 2, tzinfo=UTC)


@pytest.fixture
def told(settings, db):
    settings.LINES = "simulator"
    before, heard = facts._heeds[:], []
    facts.wire(heed=lambda exchange, fact: heard.append(fact), reconcile=lambda *_: None)
    with time_machine.travel(NOW, tick=False) as clock:
        yield heard, clock
    facts._heeds[:] = before


def test_an_order_is_sent_when_the_transaction_commits_and_once(
    told, django_capture_on_commit_callbacks
):
    heard, _clock = told
    with django_capture_on_commit_callbacks(execute=True):
        orders.order("answer", "a", leg="1", to="801")
    assert heard == [facts.LegUp("a", "1")]
    assert jobs.send_left_orders() is None
    orders.send(Order.objects.get().pk)
    assert len(heard) == 1


def test_what_a_killed_process_left_is_sent_while_it_is_fresh_and_given_up_after(told):
    heard, clock = told
    orders.order("answer", "a", leg="1")
    assert orders.send_left() == 1
    assert heard == [facts.LegUp("a", "1")]
    orders.order("ring", "b", leg="1")
    clock.shift(timedelta(minutes=1))
    orders.send_left()
    assert heard[-1] == facts.Disobeyed("b", "ring", "1")
    assert queries.health().state == "warn"
    assert [row.words for row in queries.refusals()] == ["振铃坐席"]


def test_numbers_are_kept_no_longer_than_a_month_and_lie_sealed(told):
    _heard, clock = told
    orders.order("invite", "a", leg="1", to="13800000001")
    with connection.cursor() as cursor:
        cursor.execute("SELECT details FROM lines_order")
        assert "13800000001" not in cursor.fetchone()[0]
    clock.shift(timedelta(days=31))
    jobs.forget_old_orders()
    assert not Order.objects.exists()


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"LINES": ""}, []),
        ({"LINES": "", "LINES_URL": "http://a"}, ["sunhall.E030"]),
        ({"LINES": "webhook"}, ["sunhall.E031"]),
        ({"LINES": "webhook", "LINES_URL": "ftp://a", "LINES_KEY": "k"}, ["sunhall.E031"]),
        ({"LINES": "webhook", "LINES_URL": "https://a", "LINES_KEY": "k"}, []),
        ({"LINES": "ari", "LINES_URL": "http://a", "LINES_KEY": "k", "LINES_OUT": "{number}"},
         ["sunhall.E032"]),
        ({"LINES": "ari", "LINES_URL": "http://a", "LINES_KEY": "u:p"}, ["sunhall.E033"]),
        ({"LINES": "ari", "LINES_URL": "http://a", "LINES_KEY": "u:p", "LINES_OUT": "{number}"},
         []),
        ({"LINES": "simulator"}, ["sunhall.W030"]),
    ],
)  # fmt: skip
def test_an_exchange_that_is_half_configured_stops_the_start(settings, given, error):
    for name in ("LINES", "LINES_URL", "LINES_KEY", "LINES_OUT"):
        setattr(settings, name, given.get(name, ""))
    assert [one.id for one in exchange_is_whole()] == error
