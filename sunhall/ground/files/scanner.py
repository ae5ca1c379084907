"""The virus scanner: a small client of clamd's INSTREAM command."""

import socket
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import structlog
from django.conf import settings

NOT_SCANNED, CLEAN, INFECTED = "not_scanned", "clean", "infected"

_CHUNK = 64 * 1024
_PATIENCE, _GLANCE = 30.0, 2.0

log = structlog.get_logger(__name__)


class Scan(NamedTuple):
    """What the scanner said, and what it found, or why it could not scan; "" when it is silent."""

    state: str
    found: str = ""


def scan(path: Path) -> Scan:
    """Scan a file. Without a scanner, or when it does not answer, it is plainly 未扫描."""
    if not settings.CLAMAV:
        return Scan(NOT_SCANNED)
    try:
        with _connected(settings.CLAMAV) as link:
            answer = _ask(link, path)
    except (OSError, ValueError) as error:
        log.warning("virus scanner does not answer", error=str(error))
        return Scan(NOT_SCANNED)
    return _read(answer)


def answers() -> bool:
    """Whether the scanner is there at all."""
    try:
        with _connected(settings.CLAMAV, patience=_GLANCE) as link:
            link.sendall(b"zPING\0")
            return link.recv(16).startswith(b"PONG")
    except (OSError, ValueError):
        return False


def light() -> str:
    """How it stands with the scanner: off (none is configured), ok, or silent."""
    if not settings.CLAMAV:
        return "off"
    return "ok" if answers() else "silent"


def is_address(text: str) -> bool:
    """Whether a text is `unix:/path` or `host:port`."""
    if text.startswith("unix:"):
        return text.removeprefix("unix:").startswith("/")
    host, _, port = text.rpartition(":")
    return bool(host) and port.isascii() and port.isdigit()


def _read(answer: str) -> Scan:
    verdict = answer.removeprefix("stream:").strip()
    if verdict == "OK":
        return Scan(CLEAN)
    if verdict.endswith(" FOUND"):
        return Scan(INFECTED, verdict.removesuffix(" FOUND"))
    log.warning("virus scanner could not scan", answer=verdict)
    return Scan(NOT_SCANNED, verdict)


@contextmanager
def _connected(address: str, patience: float = _PATIENCE) -> Iterator[socket.socket]:
    if address.startswith("unix:"):
        link = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        target: str | tuple[str, int] = address.removeprefix("unix:")
    else:
        host, _, port = address.rpartition(":")
        link = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
        target = (host.strip("[]"), int(port))
    with link:
        # A scanner that is away must not keep every uploader waiting as long as a scan may take.
        link.settimeout(min(patience, _GLANCE))
        link.connect(target)
        link.settimeout(patience)
        yield link


def _ask(link: socket.socket, path: Path) -> str:
    link.sendall(b"zINSTREAM\0")
    try:
        with path.open("rb") as file:
            while piece := file.read(_CHUNK):
                link.sendall(struct.pack(">I", len(piece)) + piece)
        link.sendall(struct.pack(">I", 0))
    except (BrokenPipeError, ConnectionResetError):
        # clamd hangs up in the middle when the file is longer than it takes; it says so first.
        log.warning("virus scanner hung up", path=path.name)
    answer = b""
    while not answer.endswith(b"\0") and (piece := link.recv(4096)):
        answer += piece
    return answer.rstrip(b"\0").decode("utf-8", "replace")
