"""Addresses of providers, read out of the settings: pure, so that checks may ask at start-up."""

from dataclasses import dataclass
from urllib.parse import parse_qs, unquote, urlsplit


@dataclass(frozen=True)
class Mailbox:
    """What an SMTP address says."""

    host: str
    port: int
    user: str
    password: str
    sender: str
    starttls: bool
    tls: bool


def mailbox(url: str) -> Mailbox | None:
    """Read `smtp://user:password@host:port?from=hall@example.cn`; None when it cannot be meant."""
    parts = urlsplit(url)
    asked = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    user = unquote(parts.username or "")
    sender = asked.get("from", user)
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname or "@" not in sender:
        return None
    tls = parts.scheme == "smtps"
    try:
        port = parts.port or (465 if tls else 25)
    except ValueError:
        return None
    return Mailbox(
        host=parts.hostname,
        port=port,
        user=user,
        password=unquote(parts.password or ""),
        sender=sender,
        starttls=asked.get("starttls") == "1",
        tls=tls,
    )


def is_http(url: str) -> bool:
    """Whether an address can be asked over HTTP."""
    parts = urlsplit(url)
    return parts.scheme in {"http", "https"} and bool(parts.hostname)


def is_wechat_key(key: str) -> bool:
    """Whether a key is `appid:secret`."""
    app, _, secret = key.partition(":")
    return bool(app and secret)
