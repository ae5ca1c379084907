"""Who a key acts as."""

import hashlib

from django.db.models import Q

from sunhall.ground.access.models import ApiKey
from sunhall.ground.journal.standing import kept
from sunhall.ground.kit.now import LOCAL, today


def key_hash(secret: str) -> str:
    """What is kept of a key."""
    return hashlib.sha256(secret.encode()).hexdigest()


def key_in_force(secret: str) -> ApiKey | None:
    """The key behind a secret, while it may be used and its account is open; not to be changed."""
    return kept("directory", ("key", key_hash(secret), today()), lambda: _key_in_force(secret))


def _key_in_force(secret: str) -> ApiKey | None:
    return ApiKey.objects.filter(
        Q(ends_on=None) | Q(ends_on__gte=today()),
        key_hash=key_hash(secret),
        withdrawn_at=None,
        account__is_active=True,
    ).first()


def is_noted_today(key: ApiKey) -> bool:
    """Whether this day's first use of the key is noted already."""
    return key.last_used_at is not None and key.last_used_at.astimezone(LOCAL).date() == today()
