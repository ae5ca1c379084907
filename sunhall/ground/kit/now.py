"""The one clock of the house. Nothing else asks what time it is."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

LOCAL = ZoneInfo("Asia/Shanghai")

_moment: ContextVar[datetime | None] = ContextVar("moment", default=None)


def now() -> datetime:
    """Say the present instant in UTC, or the instant being replayed."""
    return _moment.get() or datetime.now(UTC)


def wall_clock() -> datetime:
    """Say the real instant, even inside a replay: when an entry was truly written."""
    return datetime.now(UTC)


def today() -> date:
    """Say the local date."""
    return now().astimezone(LOCAL).date()


def replaying() -> bool:
    """Whether a historical moment is being replayed."""
    return _moment.get() is not None


@contextmanager
def moment(instant: datetime) -> Iterator[None]:
    """Replay actions at their own historical time; the journal still notes when it was written."""
    if instant.tzinfo is None:
        raise ValueError("moment() needs an aware datetime")
    token = _moment.set(instant.astimezone(UTC))
    try:
        yield
    finally:
        _moment.reset(token)
