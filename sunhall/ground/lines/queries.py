"""How the connection to the exchange stands, for its page."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sunhall.ground.kit.now import now
from sunhall.ground.lines.chosen import configured, exchange
from sunhall.ground.lines.exchange import (
    ARI,
    SIMULATOR,
    VERBS,
    Declined,
    Unreachable,
)
from sunhall.ground.lines.models import Link, Order

SHOWN = 20
RECENT = timedelta(hours=1)


@dataclass(frozen=True)
class Health:
    """A lamp with its reason: `ok`, `warn`, `bad` or `off`."""

    exchange: str
    state: str
    connected_at: datetime | None = None
    heard_at: datetime | None = None
    failed_at: datetime | None = None
    error: str = ""
    refused: int = 0


def health() -> Health:
    """Whether facts come in and orders go out."""
    name = configured()
    if not name:
        return Health("", "off")
    row = Link.objects.filter(exchange=name).first() or Link(exchange=name)
    refused = Order.objects.filter(exchange=name, failed_at__gt=now() - RECENT).count()
    listens = name != ARI or bool(row.connected_at and row.lease_until and row.lease_until > now())
    state = "bad" if not listens else "warn" if refused else "ok"
    return Health(name, state, row.connected_at, row.heard_at, row.failed_at, row.error, refused)


def asked_again() -> tuple[bool, str]:
    """Ask the exchange who it is, now: whether it answered, and its words or the failure."""
    asked = exchange()
    if asked is None:
        return False, ""
    try:
        return True, asked.check()
    except (Unreachable, Declined) as error:
        return False, str(error)


@dataclass(frozen=True)
class Refusal:
    """An order that was not carried out."""

    at: datetime
    words: str
    error: str


def refusals() -> list[Refusal]:
    """The last orders that failed."""
    rows = Order.objects.filter(failed_at__isnull=False).order_by("-failed_at")[:SHOWN]
    return [
        Refusal(row.failed_at, VERBS.get(row.verb, row.verb), row.error)
        for row in rows
        if row.failed_at
    ]


def is_simulated() -> bool:
    """Whether calls may be made up here."""
    return configured() == SIMULATOR
