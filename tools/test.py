"""Run every test this machine can run, on SQLite and on PostgreSQL, and say what it could not.

`--torture` runs the long kill, tamper and state-machine runs instead; `--quick` only SQLite.
"""

import os
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tools import postgres

CHROMIUM = Path("/usr/bin/chromium")


def main() -> int:
    """0 when everything that could run passed."""
    left_out: list[str] = []
    marks = _marks(left_out)
    failed = _pytest("SQLite", {}, marks)
    if "--quick" in sys.argv:
        left_out.append("the PostgreSQL half (--quick)")
    elif postgres.binaries() is None:
        left_out.append("the PostgreSQL half (install Debian's package postgresql)")
    else:
        with postgres.server() as url:
            half = f"({marks}) and not browser and not house"
            failed |= _pytest("PostgreSQL", {"DATABASE_URL": url}, half, "--touching-database")
    for reason in left_out:
        print(f"Left out: {reason}")
    return failed


def _marks(left_out: list[str]) -> str:
    marks = "torture" if "--torture" in sys.argv else "not torture"
    if not CHROMIUM.exists():
        left_out.append("tests in a browser (install Debian's packages chromium, fonts-noto-cjk)")
        marks += " and not browser"
    return marks


def _clean() -> dict[str, str]:
    """This machine's environment without settings of ours: tests state their own."""
    ours = ("SUNHALL_", "DATABASE_URL")
    return {name: value for name, value in os.environ.items() if not name.startswith(ours)}


def _pytest(engine: str, environment: dict[str, str], marks: str, *more: str) -> int:
    print(f"── tests on {engine} ──", flush=True)
    workers = "0" if "--torture" in sys.argv else str(os.cpu_count() or 2)
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-n",
        workers,
        "--dist",
        "loadgroup",
        "-m",
        marks,
        "-p",
        "no:cacheprovider",
        *more,
    ]
    done = subprocess.run(command, env={**_clean(), **environment})
    return int(done.returncode != 0)


if __name__ == "__main__":
    sys.exit(main())
