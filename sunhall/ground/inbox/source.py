"""How each account of a channel is 健康灯: last heard, last error, and when to try again (K7)."""

from datetime import datetime, timedelta

import structlog

from sunhall.ground.inbox.models import Source
from sunhall.ground.kit.now import now

FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(minutes=15)

log = structlog.get_logger(__name__)


def heard(channel: str, account: str = "", *, cursor: str = "", item: bool = False) -> None:
    """Note that the other side answered well, and how far it was read."""
    at = now()
    row, _ = Source.objects.get_or_create(channel=channel, account=account)
    row.heard_at, row.error, row.fails, row.again_at = at, "", 0, None
    row.item_at = at if item else row.item_at
    row.cursor = cursor or row.cursor
    row.save()


def failed(channel: str, account: str, error: str) -> None:
    """Note that it did not; a pull waits a little longer every time."""
    at = now()
    row, _ = Source.objects.get_or_create(channel=channel, account=account)
    row.failed_at, row.error, row.fails = at, error[:500], min(row.fails + 1, 1000)
    row.again_at = at + min(FIRST_PAUSE * 2 ** min(row.fails - 1, 6), LONGEST_PAUSE)
    row.save()
    log.warning("channel in failed", channel=channel, account=account, fails=row.fails)


def knocked(channel: str, account: str = "") -> None:
    """Note that somebody called with a wrong signature: a stranger, or a provider's wrong key.

    Noted once a minute: whoever knocks must not make us write.
    """
    row, _ = Source.objects.get_or_create(channel=channel, account=account)
    if row.knocked_at is None or row.knocked_at < now() - FIRST_PAUSE:
        Source.objects.filter(pk=row.pk).update(knocked_at=now())
        log.warning("callback with a wrong signature", channel=channel)


def cursor_of(channel: str, account: str) -> str:
    """How far an account was read."""
    row = Source.objects.filter(channel=channel, account=account).first()
    return row.cursor if row else ""


def is_resting(channel: str, account: str, at: datetime | None = None) -> bool:
    """Whether a failed account is left alone for a while."""
    return Source.objects.filter(
        channel=channel, account=account, again_at__gt=at or now()
    ).exists()
