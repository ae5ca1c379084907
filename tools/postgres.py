"""A private PostgreSQL for tests: in a throw-away folder, on a Unix socket, gone afterwards.

Gone however its owner ends: a guard holds the other end of a pipe, and stops the server when the
pipe closes, be it after the block or because the owner was killed.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PLACES = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
QUIET = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}


def binaries() -> Path | None:
    """Where PostgreSQL's programs are, or None."""
    for folder in PLACES:
        if (folder / "initdb").exists():
            return folder
    found = shutil.which("initdb")
    return Path(found).resolve().parent if found else None


@contextmanager
def server(*, durable: bool = False) -> Iterator[str]:
    """Start a server and give its DATABASE_URL; `durable` keeps fsync as in production."""
    if binaries() is None:
        raise FileNotFoundError("PostgreSQL is not installed")
    folder = Path(tempfile.mkdtemp(prefix="sunhall-pg-", dir="/tmp"))  # short path
    # A session of its own: Ctrl-C reaches the owner alone, whose end the guard then sees.
    guard = subprocess.Popen(
        [sys.executable, __file__, str(folder)], stdin=subprocess.PIPE, start_new_session=True
    )
    try:
        _start(folder, durable=durable)
        yield f"postgresql://postgres@/postgres?host={folder}"
    finally:
        guard.communicate()


def _start(folder: Path, *, durable: bool) -> None:
    cluster = ["-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8", "-N"]
    _program(folder, "initdb", "-D", folder / "data", *cluster)
    options = f"-k {folder} -c listen_addresses='' -c max_connections=100"
    if not durable:
        options += " -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
    _control(folder, "-o", options, "-l", folder / "log", "start")


def _guard(folder: Path) -> None:
    """Wait for the owner's end of the pipe to close, then stop the server and tidy up."""
    sys.stdin.read()
    if (folder / "data" / "postmaster.pid").exists():
        _control(folder, "-m", "immediate", "stop", check=False)
    shutil.rmtree(folder, ignore_errors=True)


def _control(folder: Path, *words: str | Path, check: bool = True) -> None:
    _program(folder, "pg_ctl", "-D", folder / "data", "-w", *words, check=check)


def _program(folder: Path, name: str, *words: str | Path, check: bool = True) -> None:
    programs = binaries()
    assert programs is not None
    command = [*_as_postgres(folder), programs / name, *words]
    subprocess.run(command, check=check, **QUIET)  # type: ignore[call-overload]


def _as_postgres(folder: Path) -> list[str]:
    """PostgreSQL refuses to run as root; step down to its own user when we are root."""
    if os.geteuid() != 0:
        return []
    shutil.chown(folder, "postgres")
    return ["runuser", "-u", "postgres", "--"]


if __name__ == "__main__":
    _guard(Path(sys.argv[1]))
