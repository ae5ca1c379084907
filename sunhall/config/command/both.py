"""Run web and worker together and stop both cleanly; with the demonstration county, announce it."""

import argparse
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from types import FrameType

from django.conf import settings

from sunhall.config.command import seed, web

SUMMARY = "run web and worker together (make run)"
GRACE_SECONDS = 20


def arguments(parser: argparse.ArgumentParser) -> None:
    """The same as for `web`."""
    web.arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Start both, wait, and when either ends or a signal comes, end the other."""
    web.claim(args.host, args.port)
    if settings.DEMO:
        seed.ensure_demo()
        sys.stdout.write(seed.announcement(address_of(args.host, args.port)))
        sys.stdout.flush()
    sunhall = [sys.executable, "-m", "sunhall.config.command"]
    served = [*sunhall, "web", "--host", args.host, "--port", str(args.port)]
    children = [subprocess.Popen([*sunhall, "work"]), subprocess.Popen(served)]  # noqa: S603
    return _watch(children)


def address_of(host: str, port: int) -> str:
    """Where to look: by name on this machine, since browsers refuse security keys to a number."""
    shown = "localhost" if host == "127.0.0.1" else f"[{host}]" if ":" in host else host
    return f"http://{shown}:{port}/"


def _watch(children: list["subprocess.Popen[bytes]"]) -> int:
    ended = threading.Event()
    told = threading.Event()

    def on_signal(number: int, frame: FrameType | None) -> None:
        told.set()
        ended.set()

    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, on_signal)
    for child in children:
        threading.Thread(target=_wait(child, ended), daemon=True).start()
    ended.wait()
    for child in children:
        if child.poll() is None:
            child.send_signal(signal.SIGTERM)
    for child in children:
        try:
            child.wait(GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            child.kill()
    return 0 if told.is_set() else next((c.returncode for c in children if c.returncode), 0)


def _wait(child: "subprocess.Popen[bytes]", ended: threading.Event) -> Callable[[], None]:
    def wait() -> None:
        child.wait()
        ended.set()

    return wait
