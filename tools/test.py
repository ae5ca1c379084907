"""Run every test this machine can run, on SQLite and on PostgreSQL, and say what it could not.

`--torture` runs the long kill, tamper and state-machine runs instead; `--quick` only SQLite.
"""

import argparse
import os
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tools import postgres

CHROMIUM = Path("/usr/bin/chromium")
# The whole random walk is taken on SQLite, a part of it on PostgreSQL; --torture takes both whole.
FEWER_STEPS = {"CI_STEPS": "1500"}


def main() -> int:
    """0 when everything that could run passed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--torture", action="store_true", help="the long runs, and only these")
    parser.add_argument("--quick", action="store_true", help="only on SQLite")
    asked = parser.parse_args()
    left_out: list[str] = []
    marks = _marks(left_out, "torture" if asked.torture else "not torture")
    cores = os.cpu_count() or 2
    workers = "0" if asked.torture else str(cores)
    # A test in a browser waits about as long as it computes: one more than cores fills the time.
    more_workers = "0" if asked.torture else str(cores + 1)
    failed = _pytest("SQLite", {}, "-n", more_workers, "-m", marks, "--shots")
    if asked.quick:
        left_out.append("the PostgreSQL half (--quick)")
    elif postgres.binaries() is None:
        left_out.append("the PostgreSQL half (install Debian's package postgresql)")
    else:
        with postgres.server() as url:
            half = f"({marks}) and not browser and not house"
            more = ("-n", workers, "-m", half, "--touching-database")
            failed |= _pytest("PostgreSQL", {"DATABASE_URL": url, **FEWER_STEPS}, *more)
    for reason in left_out:
        print(f"Left out: {reason}")
    return failed


def _marks(left_out: list[str], marks: str) -> str:
    if not CHROMIUM.exists():
        left_out.append("tests in a browser (install Debian's packages chromium, fonts-noto-cjk)")
        marks += " and not browser"
    return marks


def _clean() -> dict[str, str]:
    """This machine's environment without settings of ours: tests state their own."""
    ours = ("SUNHALL_", "DATABASE_URL")
    return {name: value for name, value in os.environ.items() if not name.startswith(ours)}


def _pytest(engine: str, environment: dict[str, str], *more: str) -> int:
    print(f"── tests on {engine} ──", flush=True)
    command = [sys.executable, "-m", "pytest", "-q", "--dist", "loadgroup"]
    command += ["-p", "no:cacheprovider", *more]
    done = subprocess.run(command, env={**_clean(), **environment})
    return int(done.returncode != 0)


if __name__ == "__main__":
    sys.exit(main())
