"""The listener: one at a time, comes again after a break, makes up for what it missed."""

import threading

import pytest

from sunhall.ground.lines import facts, listener, queries
from sunhall.ground.lines.models import Link
from sunhall.ground.lines.tests.standins import PASSWORD, USER, asterisk, channel

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def heard(settings, monkeypatch):
    """The stand-in behind one address for both protocols, and what was heeded."""
    monkeypatch.setattr(listener, "FIRST_PAUSE", 0.05)
    told, woken = [], threading.Semaphore(0)

    def heed(exchange, fact):
        told.append(fact)
        woken.release()

    before = facts._heeds[:], facts._expects[:]
    facts.wire(heed=heed, reconcile=lambda exchange, lines: heed(exchange, lines))
    with asterisk() as standin:
        settings.LINES, settings.LINES_KEY = "ari", f"{USER}:{PASSWORD}"
        settings.LINES_URL = standin.ws
        monkeypatch.setattr(
            "sunhall.ground.lines.ari.Asterisk.living", lambda self: frozenset(standin.channels)
        )
        yield standin, told, woken
    facts._heeds[:], facts._expects[:] = before


def test_after_a_break_it_comes_again_and_first_asks_what_lives(heard):
    exchange, told, woken = heard
    stop = threading.Event()
    thread = listener.start(stop)
    try:
        assert exchange.connected.acquire(timeout=10)
        assert woken.acquire(timeout=10)
        exchange.tell(type="StasisStart", channel=channel("a", "13800000001"), args=[])
        assert woken.acquire(timeout=10)
        assert queries.health().state == "ok"
        exchange.channels = {"b"}
        exchange.drop()
        assert exchange.connected.acquire(timeout=10)
        assert woken.acquire(timeout=10)
    finally:
        stop.set()
        thread.join(10)
    assert told == [frozenset(), facts.Arrived("a", "13800000001", "12345"), frozenset({"b"})]
    assert Link.objects.get().lease_until is None


def test_only_one_listens_at_a_time(settings):
    settings.LINES = "ari"
    assert listener._lease("one")
    assert not listener._lease("two")
    assert listener._lease("one")
    listener._release("one")
    assert listener._lease("two")


def test_an_exchange_that_is_away_turns_the_lamp_red_with_the_reason(settings):
    settings.LINES, settings.LINES_KEY = "ari", "a:b"
    settings.LINES_URL = "http://127.0.0.1:9/ari"
    listener._lease("one")
    with pytest.raises(ConnectionRefusedError) as caught:
        listener._hear(threading.Event(), "one")
    listener._note_failure(caught.value)
    health = queries.health()
    assert (health.state, bool(health.error)) == ("bad", True)
    assert queries.asked_again()[0] is False


def test_nothing_is_listened_to_where_nothing_speaks(settings):
    settings.LINES = "simulator"
    assert listener.start(threading.Event()) is None
    settings.LINES = ""
    assert listener.start(threading.Event()) is None
