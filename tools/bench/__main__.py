"""Measure speed and memory: `python -m tools.bench [--small] [journal|intake|inbox|sweep|day|…]`.

Everything runs on a private PostgreSQL with full durability, thrown away afterwards. Without names
all run except the day, which takes 72 minutes and is measured when it is asked for by name;
`python -m tools.bench day --window 10:00-11:00` replays its busiest hour in three.
"""

import argparse
import os
import signal
import sys
import tempfile
from importlib import import_module

from tools import postgres

NAMES = (
    *("journal", "intake", "inbox", "sweep", "knowledge", "reports"),
    *("imports", "classify", "hot", "day"),
)
# These bring their own surroundings and take arguments of their own.
APART = {"imports", "classify", "hot", "day"}
SMALLER = {"day": ["--window", "10:00-10:20"]}
BY_NAME = ("day",)


def main(arguments: list[str]) -> int:
    """Print the figures of every measurement asked for; 1 when one of them failed."""
    parser = argparse.ArgumentParser("python -m tools.bench", description=__doc__)
    parser.add_argument("--small", action="store_true", help="fewer rows, to try it out")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"any of: {', '.join(NAMES)}")
    asked, more = parser.parse_known_args(arguments)
    if more and not (len(asked.names) == 1 and asked.names[0] in APART):
        parser.error(f"unknown: {' '.join(more)}")
    for name in asked.names:
        if name not in NAMES:
            parser.error(f"no measurement {name!r}; there are {', '.join(NAMES)}")
    # Ended from outside, the private server must still be stopped.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    failed = 0
    names = asked.names or [name for name in NAMES if name not in BY_NAME]
    if not asked.names:
        print("measuring", ", ".join(names), flush=True)
        print("left out, over an hour long: python -m tools.bench day", flush=True)
    for name in names:
        if name in APART:
            failed |= import_module(f"tools.bench.{name}").main(
                more or (SMALLER.get(name, []) if asked.small else [])
            )
        else:
            failed |= _in_a_county(name, asked.small)
    return failed


def _in_a_county(name: str, small: bool) -> int:
    """In a process of its own: settings are read once, and each measurement starts clean."""
    with postgres.server(durable=True) as url, tempfile.TemporaryDirectory() as folder:
        child = os.fork()
        if not child:
            os.environ |= {
                "DATABASE_URL": url,
                "SUNHALL_VAR": folder,
                "DJANGO_SETTINGS_MODULE": "sunhall.config.settings",
                "SUNHALL_LOG": "ERROR",
            }
            os._exit(_measure(name, small))
        return int(os.waitpid(child, 0)[1] != 0)


def _measure(name: str, small: bool) -> int:
    try:
        import_module("django").setup()
        import_module("django.core.management").call_command("migrate", verbosity=0)
        for line in import_module(f"tools.bench.{name}").main(small):
            print(line, flush=True)
    except BaseException as error:
        sys.excepthook(type(error), error, error.__traceback__)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
