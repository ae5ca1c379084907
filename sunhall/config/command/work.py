"""Run the worker: reactions, messages and scheduled jobs. Stops cleanly on SIGTERM or Ctrl-C."""

import argparse
import signal
import threading
import time

import structlog
from django.db import close_old_connections

from sunhall.config.command.breath import breath_after, breathe
from sunhall.ground.inbox.media import fetch_due
from sunhall.ground.journal.schedule import run_due
from sunhall.ground.journal.worker import deliver_one
from sunhall.ground.lines import listener
from sunhall.ground.outbox.worker import dispatch_due
from sunhall.schedule import SCHEDULE

SUMMARY = "run the worker (reactions, messages, scheduled jobs)"
IDLE_SECONDS = 0.5
# Deliveries between two looks at everything else, which cost as much as one of them.
IN_A_ROW = 50
GRACE_SECONDS = 5

log = structlog.get_logger(__name__)


def arguments(parser: argparse.ArgumentParser) -> None:
    """`--once` does what is due and stops."""
    parser.add_argument("--once", action="store_true", help="do what is due now, then stop")


def run(args: argparse.Namespace) -> int:
    """Work until told to stop; a failure of the database is waited out, never fatal."""
    stop = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stop.set())
    ears = None if args.once else listener.start(stop)
    while not stop.is_set():
        began = time.monotonic()
        busy = _pass()
        if args.once and not busy:
            break
        stop.wait(breath_after(time.monotonic() - began) if busy else IDLE_SECONDS)
    if ears is not None:
        ears.join(GRACE_SECONDS)
    return 0


def _pass() -> bool:
    close_old_connections()
    try:
        done = [_deliver() > 0, dispatch_due(20) > 0, fetch_due() > 0, run_due(SCHEDULE) > 0]
        return any(done)
    except Exception:
        # The worker must outlive a restarting database; the row it worked on is still owed.
        log.exception("worker pass failed")
        return False


def _deliver() -> int:
    """Do deliveries one after the other, each a transaction of its own; gives how many."""
    for done in range(IN_A_ROW):
        began = time.monotonic()
        if not deliver_one():
            return done
        breathe(began)
    return IN_A_ROW
