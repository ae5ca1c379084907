"""A whole house in processes of its own: database, web, worker; killed and started again."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg

ROOT = Path(__file__).resolve().parents[2]
COMMAND = [sys.executable, "-m", "sunhall.config.command"]
START_SECONDS = 120
CALL_SECONDS = 20


def free_port() -> int:
    """A port of 127.0.0.1 that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def database(folder: Path) -> Iterator[str]:
    """A database of its own: beside the one under test on PostgreSQL, else an SQLite file."""
    url = os.environ.get("DATABASE_URL", "")
    if not url.startswith("postgres"):
        yield f"sqlite:///{folder / 'house.sqlite3'}"
        return
    name = f"house_{os.getpid()}_{int(time.monotonic() * 1000)}"
    with psycopg.connect(url, autocommit=True) as admin:
        admin.execute(f'CREATE DATABASE "{name}"')
    try:
        yield urlunsplit(urlsplit(url)._replace(path=f"/{name}"))
    finally:
        with psycopg.connect(url, autocommit=True) as admin:
            admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@dataclass
class House:
    """The processes of one house. Every child leads a group of its own, so that all of it dies."""

    folder: Path
    url: str
    port: int = field(default_factory=free_port)
    web: "subprocess.Popen[bytes] | None" = None
    worker: "subprocess.Popen[bytes] | None" = None

    @property
    def environment(self) -> dict[str, str]:
        kept = {k: v for k, v in os.environ.items() if not k.startswith("SUNHALL_")}
        return {
            **kept,
            "DJANGO_SETTINGS_MODULE": "sunhall.config.settings",
            "DATABASE_URL": self.url,
            "SUNHALL_VAR": str(self.folder / "var"),
            "SUNHALL_LOG": "ERROR",
        }

    def run(self, *command: str) -> str:
        """Run a command of this house to its end; gives what it printed."""
        done = subprocess.run(
            [sys.executable, "-m", *command],
            env=self.environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=600,
        )
        assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
        return done.stdout

    def told_by(self, module: str, *words: str) -> Any:
        """What a module of this folder prints inside this house."""
        return json.loads(self.run("tests.torture.inside", module, *words))

    def start_web(self) -> None:
        self.web = self._start("web", "--port", str(self.port), "--threads", "4")

    def start_worker(self) -> None:
        self.worker = self._start("work")

    def kill_web(self) -> None:
        _kill(self.web)

    def kill_worker(self) -> None:
        _kill(self.worker)

    def stop(self) -> None:
        """End whatever still runs."""
        self.kill_web()
        self.kill_worker()

    def wait_until_it_answers(self) -> None:
        """Ask for the health page until it comes."""
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until:
            if self.call("GET", "/healthz")[0] == 200:
                return
            assert self.web is not None
            assert self.web.poll() is None, (self.folder / "web.log").read_text()[-2000:]
            time.sleep(0.05)
        raise TimeoutError("web does not answer")

    def call(
        self, method: str, path: str, given: Any = None, **headers: str
    ) -> tuple[int, dict[str, Any]]:
        """One request; status 0 when no answer came, whatever became of it."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=CALL_SECONDS)
        try:
            body = None if given is None else json.dumps(given).encode()
            sent = {"Content-Type": "application/json", **headers}
            connection.request(method, path, body, sent)
            answer = connection.getresponse()
            text = answer.read()
            json_ = answer.headers.get_content_type().endswith("json")
            return answer.status, json.loads(text) if json_ else {}
        except (OSError, HTTPException, ValueError):
            return 0, {}
        finally:
            connection.close()

    def _start(self, *words: str) -> "subprocess.Popen[bytes]":
        with (self.folder / f"{words[0]}.log").open("ab") as log:
            return subprocess.Popen(
                [*COMMAND, *words],
                env=self.environment,
                cwd=ROOT,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )


def _kill(process: "subprocess.Popen[bytes] | None") -> None:
    if process is None:
        return
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
