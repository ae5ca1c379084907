"""Listening to an exchange: a thread of the worker, one at a time in the whole house.

Asterisk gives the events of an application to one listener only, so that two workers would
take them from each other: who listens holds a lease. When the connection breaks off it comes again
with growing pauses, and first asks the exchange what lives, for what was missed.
"""

import secrets
import threading
from datetime import timedelta
from typing import cast

import structlog
from django.db import OperationalError, close_old_connections, connections
from django.db.models import Q

from sunhall.ground.kit.failure import told
from sunhall.ground.kit.now import now
from sunhall.ground.lines import facts
from sunhall.ground.lines.chosen import configured, exchange
from sunhall.ground.lines.exchange import Listening
from sunhall.ground.lines.models import Link

LEASE = timedelta(seconds=20)
RENEW = timedelta(seconds=5)
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 30.0
TRIES = 3

log = structlog.get_logger(__name__)


def start(stop: threading.Event) -> threading.Thread | None:
    """Listen in a thread of its own until told to stop; None when nothing has to be listened to."""
    if not hasattr(exchange(), "hear"):
        return None
    thread = threading.Thread(target=listen, args=(stop,), name="lines", daemon=True)
    thread.start()
    return thread


def listen(stop: threading.Event) -> None:
    """Listen, and come again after every failure; at the end give back what is held."""
    holder = secrets.token_hex(8)
    try:
        _listen(stop, holder)
        _release(holder)
    finally:
        # A thread's connection is its own: nobody else would close it.
        connections.close_all()


def _listen(stop: threading.Event, holder: str) -> None:
    pause = FIRST_PAUSE
    while not stop.is_set():
        close_old_connections()
        try:
            if _lease(holder):
                pause = FIRST_PAUSE if _hear(stop, holder) else pause
        except Exception as error:
            # An exchange that restarts is waited for; the page shows why nothing comes.
            _note_failure(error)
            stop.wait(pause)
            pause = min(pause * 2, LONGEST_PAUSE)
        else:
            stop.wait(FIRST_PAUSE)


def _hear(stop: threading.Event, holder: str) -> bool:
    """Heed facts until told to stop or until another has the lease."""
    name = configured()
    asked = cast("Listening", exchange())
    renewed = now()
    for number, fact in enumerate(asked.hear()):
        if number == 0:
            _note_open(name)
            lines = asked.living()
            if lines is not None:
                facts.tell_living(name, lines)
        if fact is not None:
            _heed(name, fact)
        if stop.is_set():
            return True
        if now() - renewed > RENEW:
            close_old_connections()
            if not _lease(holder):
                return True
            renewed = now()
    return True


def _heed(name: str, fact: facts.Fact) -> None:
    """Heed a fact; a database that is busy for a moment is asked again before all is lost."""
    for left in reversed(range(TRIES)):
        try:
            facts.tell(name, fact)
        except OperationalError:
            if not left:
                raise
            close_old_connections()
        else:
            break
    Link.objects.filter(exchange=name).update(heard_at=now())


def _lease(holder: str) -> bool:
    """Take or renew the lease by a conditional update."""
    name = configured()
    Link.objects.bulk_create([Link(exchange=name)], ignore_conflicts=True)
    free = Q(lease_until=None) | Q(lease_until__lt=now()) | Q(holder=holder)
    mine = Link.objects.filter(free, exchange=name)
    return bool(mine.update(holder=holder, lease_until=now() + LEASE))


def _release(holder: str) -> None:
    Link.objects.filter(holder=holder).update(lease_until=None, connected_at=None)


def _note_open(name: str) -> None:
    Link.objects.filter(exchange=name).update(connected_at=now(), error="", failed_at=None)
    log.info("exchange connected", exchange=name)


def _note_failure(error: Exception) -> None:
    log.warning("exchange not connected", error=told(error))
    rows = Link.objects.filter(exchange=configured())
    rows.update(connected_at=None, failed_at=now(), error=told(error)[:300])
