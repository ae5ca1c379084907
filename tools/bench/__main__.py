"""Measure speed and memory: `python -m tools.bench [--small] [journal|intake|inbox|sweep|…]`.

Everything runs on a private PostgreSQL with full durability, thrown away afterwards.
"""

import os
import signal
import sys
import tempfile
from importlib import import_module
from importlib.util import find_spec

from tools import postgres

NAMES = ("journal", "intake", "inbox", "sweep", "imports", "classify")
# These bring their own surroundings and take arguments of their own.
APART = {"imports", "classify"}


def main(arguments: list[str]) -> int:
    """Print the figures of every measurement asked for."""
    # Ended from outside, the private server must still be stopped.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    small = "--small" in arguments
    wanted = [name for name in arguments if not name.startswith("-")] or list(NAMES)
    for name in wanted:
        if find_spec(f"tools.bench.{name}") is None:
            print(f"{name}: not there")
        elif name in APART:
            import_module(f"tools.bench.{name}").main([])
        else:
            _in_a_county(name, small)
    return 0


def _in_a_county(name: str, small: bool) -> None:
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
        os.waitpid(child, 0)


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
