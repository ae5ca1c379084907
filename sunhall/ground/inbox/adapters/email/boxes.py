"""Mailboxes as the settings name them: pure, so that checks may ask at start-up."""

import ipaddress
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal
from urllib.parse import parse_qs, unquote, urlsplit

from django.conf import settings

from sunhall.ground.kit.refusal import NotFound

_CODE = re.compile(r"[a-z][a-z0-9-]{0,38}")
_ASKED = {"code", "name", "owner", "address", "since", "folder", "ca", "starttls"}


@dataclass(frozen=True)
class Box:
    """One public mailbox."""

    code: str
    name: str
    host: str
    port: int
    user: str
    password: str
    safety: Literal["tls", "starttls", "none"]
    address: str = ""
    owner: str = ""
    since: date | None = None
    folder: str = "INBOX"
    ca: str = ""

    @classmethod
    def read(cls, line: str) -> "Box":
        """Read a line that `slip_in` finds nothing in."""
        parts, asked = urlsplit(line), _asked(line)
        tls = parts.scheme == "imaps"
        user = unquote(parts.username or "")
        since = asked.get("since", "")
        return cls(
            code=asked["code"],
            name=asked.get("name", asked["code"]),
            host=parts.hostname or "",
            port=parts.port or (993 if tls else 143),
            user=user,
            password=unquote(parts.password or ""),
            safety="tls" if tls else "starttls" if asked.get("starttls") == "1" else "none",
            address=asked.get("address", user),
            owner=asked.get("owner", ""),
            since=date.fromisoformat(since) if since else None,
            folder=asked.get("folder", "INBOX"),
            ca=asked.get("ca", ""),
        )


def boxes() -> Iterator[Box]:
    """The mailboxes that can be read."""
    for line in settings.MAILBOXES:
        if not slip_in(line):
            yield Box.read(line)


def box(code: str) -> Box:
    """One mailbox by its code, or NotFound."""
    for one in boxes():
        if one.code == code:
            return one
    raise NotFound(code)


def slip_in(line: str) -> str:
    """What is wrong with a line, without its password; "" when nothing is."""
    try:
        parts = urlsplit(line)
        port = parts.port
    except ValueError:
        return "it is no address"
    asked = _asked(line)
    if parts.scheme not in {"imap", "imaps"} or not parts.hostname or port == 0:
        return "it does not begin with imaps://user:password@host"
    if not parts.username or not parts.password:
        return "user or password is missing"
    if stray := sorted(set(asked) - _ASKED):
        return f"it names {', '.join(stray)}, which means nothing"
    if not _CODE.fullmatch(asked.get("code", "")):
        return "code= is missing or not small letters and digits"
    if "@" not in asked.get("address", unquote(parts.username)):
        return "address= is missing"
    return _unsafe(parts.scheme, parts.hostname, asked) or _slip_in_values(asked)


def _slip_in_values(asked: dict[str, str]) -> str:
    try:
        date.fromisoformat(asked.get("since", "2026-01-01"))
    except ValueError:
        return "since= is no date such as 2026-11-01"
    if asked.get("ca") and not Path(asked["ca"]).is_file():
        return "ca= names no file"
    return ""


def _unsafe(scheme: str, host: str, asked: dict[str, str]) -> str:
    if scheme == "imaps" or asked.get("starttls") == "1" or _is_here(host):
        return ""
    return "without TLS only a server on this machine is spoken to; write imaps:// or starttls=1"


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _asked(line: str) -> dict[str, str]:
    return {name: values[-1] for name, values in parse_qs(urlsplit(line).query).items()}
