"""A day of 60,000 requests replayed at 20 times real speed through the front door (D2; norms 1.7).

`python -m tools.bench day [--window 10:00-11:00] [--speed 20] [--requests 60000]`

The load of a city of 22 million. Arrivals follow the calls of a large bank in steps of five minutes
when that data lies beside the repository; it knows 07:00 to 21:05, so the night is a stated share.
Web and worker run as in `deploy/`: two web processes of eight threads, one worker, PostgreSQL with
full durability. The callers run on the same cores. A caller does not wait for another: what is
measured begins at the instant the request was to be sent.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence
from importlib import import_module

from tools import postgres
from tools.bench.arrivals import minutes

REQUESTS, SPEED = 60_000, 20


def main(arguments: Sequence[str] = ()) -> int:
    """Lay a county, replay, reconcile; 1 when a goal was missed."""
    parser = argparse.ArgumentParser("python -m tools.bench day", description=__doc__)
    parser.add_argument("--window", default="00:00-24:00", help="part of the day, HH:MM-HH:MM")
    parser.add_argument("--speed", type=float, default=SPEED, help="times real speed")
    parser.add_argument("--requests", type=int, default=REQUESTS, help="requests in the whole day")
    asked = parser.parse_args(list(arguments))
    first, last = (minutes(text) for text in asked.window.split("-"))
    with postgres.server(durable=True) as url, tempfile.TemporaryDirectory() as folder:
        child = os.fork()
        if not child:
            os.environ |= {
                "DATABASE_URL": url,
                "SUNHALL_VAR": folder,
                "SUNHALL_POOL": "8",
                "DJANGO_SETTINGS_MODULE": "sunhall.config.settings",
                "SUNHALL_LOG": "ERROR",
            }
            os._exit(_measured(asked.requests, asked.speed, first, last))
        return int(os.waitpid(child, 0)[1] != 0)


def _measured(requests: int, speed: float, first: int, last: int) -> int:
    try:
        import_module("django").setup()
        import_module("django.core.management").call_command("migrate", verbosity=0)
        return int(import_module("tools.bench.replay").replay(requests, speed, first, last))
    except BaseException as error:
        sys.excepthook(type(error), error, error.__traceback__)
        return 1
