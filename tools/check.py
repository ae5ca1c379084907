"""Lint, types, walls, migrations and generated docs: everything but the tests."""

import argparse
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

BIN = Path(sys.executable).parent
ROOT = Path(__file__).resolve().parent.parent

CHECKS: dict[str, list[str | Path]] = {
    "mypy": [BIN / "mypy"],
    "ruff": [BIN / "ruff", "check", "."],
    "format": [BIN / "ruff", "format", "--check", "."],
    "walls": [BIN / "lint-imports", "--no-logo"],
    "migrations": [sys.executable, "manage.py", "makemigrations", "--check", "--dry-run"],
    "django": [sys.executable, "manage.py", "check", "--fail-level", "WARNING"],
    "docs": [sys.executable, "-m", "tools.docs", "--check"],
    "messages": [sys.executable, "-m", "tools.messages", "--check"],
}


def main() -> int:
    """Run all, two at a time and even after a failure, and name those that failed."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    failed = 0
    with ThreadPoolExecutor(2) as pool:
        for name, done in zip(CHECKS, pool.map(_run, CHECKS.values()), strict=True):
            print(f"{'ok    ' if done.returncode == 0 else 'FAILED'} {name}", flush=True)
            if done.returncode:
                failed = 1
                print(done.stdout[-6000:] + done.stderr[-3000:])
    return failed


def _run(command: list[str | Path]) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([*map(str, command)], cwd=ROOT, capture_output=True, text=True)


if __name__ == "__main__":
    sys.exit(main())
