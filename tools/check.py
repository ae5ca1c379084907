"""Lint, types, walls, migrations and generated docs: everything but the tests."""

import argparse
import subprocess
import sys
from pathlib import Path

BIN = Path(sys.executable).parent
ROOT = Path(__file__).resolve().parent.parent

CHECKS: dict[str, list[str | Path]] = {
    "ruff": [BIN / "ruff", "check", "."],
    "format": [BIN / "ruff", "format", "--check", "."],
    "mypy": [BIN / "mypy"],
    "walls": [BIN / "lint-imports", "--no-logo"],
    "migrations": [sys.executable, "manage.py", "makemigrations", "--check", "--dry-run"],
    "django": [sys.executable, "manage.py", "check", "--fail-level", "WARNING"],
    "docs": [sys.executable, "-m", "tools.docs", "--check"],
    "messages": [sys.executable, "-m", "tools.messages", "--check"],
}


def main() -> int:
    """Run all, even after a failure, and name those that failed."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    failed = []
    for name, command in CHECKS.items():
        words = [str(word) for word in command]
        done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True)
        print(f"{'ok    ' if done.returncode == 0 else 'FAILED'} {name}", flush=True)
        if done.returncode:
            failed.append(name)
            print(done.stdout[-6000:] + done.stderr[-3000:])
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
