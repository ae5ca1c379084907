"""Intake over the HTTP API against a bare view with the same inserts, at 16 callers at once."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from http.client import HTTPConnection
from statistics import median, quantiles

from sunhall.directory import actions as directory
from sunhall.ground.access.actor import SYSTEM
from tools.bench import county

CALLERS = 16
CALLS, SMALL = 2_400, 480
ROUNDS = 3
TEXT = "石桥村口的路灯坏了半个月，晚上老人出门看不见路，请尽快修好。"
OURS = ["sunhall.config.command", "web", "--threads", "8", "--port"]
BARE = ["tools.bench.bare"]


def main(small: bool = False) -> list[str]:
    """Measure; lines to print."""
    county.cast()
    key = directory.issue_api_key("wang", "measuring", by=SYSTEM)
    calls = (SMALL if small else CALLS) // ROUNDS
    rates: dict[str, list[float]] = {"ours": [], "bare": []}
    waits: dict[str, list[float]] = {"ours": [], "bare": []}
    with _served(BARE) as bare, _served(OURS) as ours:
        for turn in range(ROUNDS + 1):
            for name, port in (("bare", bare), ("ours", ours)):
                began = time.perf_counter()
                took = _load(port, key, calls, f"{name}-{turn}")
                if turn:  # the first round warms up
                    rates[name].append(calls / (time.perf_counter() - began))
                    waits[name] += took
    ratio = median(rates["ours"]) / median(rates["bare"])
    p99 = {name: quantiles(each, n=100)[-1] * 1e3 for name, each in waits.items()}
    return [
        f"intake: {calls * ROUNDS:,} requests each, {CALLERS} at once",
        f"  over the API            {median(rates['ours']):.0f} a second, p99 {p99['ours']:.0f} ms"
        "   (below 250)",
        f"  bare view, same rows    {median(rates['bare']):.0f} a second, p99 {p99['bare']:.0f} ms",
        f"  ratio                   {ratio:.2f}   (at least 0.5)",
    ]


@contextmanager
def _served(module: list[str]) -> Iterator[int]:
    port = free_port()
    command = [sys.executable, "-m", *module, str(port)]
    server = subprocess.Popen(command, start_new_session=True)
    try:
        wait_for(port)
        yield port
    finally:
        with suppress(ProcessLookupError):
            os.killpg(server.pid, signal.SIGKILL)
        server.wait()


def free_port() -> int:
    """A port nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(port: int) -> None:
    """Wait until somebody listens."""
    until = time.monotonic() + 120
    while time.monotonic() < until:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.1)
    raise TimeoutError("the server does not listen")


def _load(port: int, key: str, calls: int, mark: str) -> list[float]:
    share = calls // CALLERS
    with ThreadPoolExecutor(CALLERS) as pool:
        runs = [pool.submit(_call, port, key, share, f"{mark}-{n}") for n in range(CALLERS)]
        return [took for run in runs for took in run.result()]


def _call(port: int, key: str, calls: int, mark: str) -> list[float]:
    connection, took = HTTPConnection("127.0.0.1", port, timeout=60), []
    for number in range(calls):
        body = json.dumps({"text": TEXT, "place": "990101100201"}).encode()
        headers = {
            "Authorization": f"Bearer {key}",
            "Content-Type": "application/json",
            "Idempotency-Key": f"{mark}-{number}",
        }
        began = time.perf_counter()
        connection.request("POST", "/api/v1/requests", body, headers)
        answer = connection.getresponse()
        text = answer.read()
        took.append(time.perf_counter() - began)
        if answer.status != 201:
            raise RuntimeError(f"{answer.status} {text[:300]!r}")
    connection.close()
    return took
