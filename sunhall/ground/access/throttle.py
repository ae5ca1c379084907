"""Throttles: failures counted under a key, shared by all processes, kept across restarts.

Count outside the transaction that is about to be refused: a roll-back would forget the failure.
"""

from datetime import timedelta

from django.db import transaction

from sunhall.ground.access.models import Throttle
from sunhall.ground.kit.now import now


def count_failure(key: str, limit: int, minutes: int) -> bool:
    """Count one more; True when the key is blocked from now on.

    `limit` failures within `minutes` block the key for as many minutes.
    """
    at = now()
    with transaction.atomic():
        Throttle.objects.bulk_create(
            [Throttle(key=key, until=at + timedelta(minutes=minutes))], ignore_conflicts=True
        )
        row = Throttle.objects.select_for_update().get(key=key)
        if row.until <= at:
            row.failures, row.blocked_until = 0, None
            row.until = at + timedelta(minutes=minutes)
        row.failures += 1
        if row.failures >= limit and row.blocked_until is None:
            row.blocked_until = row.until = at + timedelta(minutes=minutes)
        row.save(update_fields=["failures", "until", "blocked_until"])
        return row.blocked_until is not None


def first_use(key: str, minutes: int) -> bool:
    """Whether nobody used this key within so many minutes; of two at one instant, one is first."""
    at = now()
    until = at + timedelta(minutes=minutes)
    with transaction.atomic():
        Throttle.objects.bulk_create([Throttle(key=key, until=at)], ignore_conflicts=True)
        row = Throttle.objects.select_for_update().get(key=key)
        if row.until > at:
            return False
        row.until = until
        row.save(update_fields=["until"])
        return True


def blocked(key: str) -> bool:
    """Whether the key is blocked at this instant."""
    return Throttle.objects.filter(key=key, blocked_until__gt=now()).exists()


def wait(key: str) -> int:
    """For how many whole minutes the key is still blocked; 0 when it is not."""
    at = now()
    row = Throttle.objects.filter(key=key, blocked_until__gt=at).first()
    left = row.blocked_until - at if row and row.blocked_until else timedelta()
    return -(-left // timedelta(minutes=1))


def forget_lapsed() -> int:
    """Delete counters whose time is over."""
    return Throttle.objects.filter(until__lt=now()).delete()[0]


def forget(key: str) -> None:
    """Start again after a success."""
    Throttle.objects.filter(key=key).delete()
