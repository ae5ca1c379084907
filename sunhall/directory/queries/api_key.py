"""Who a key acts as."""

import hashlib

from django.db.models import Q

from sunhall.directory.queries.actor import actor_for_account
from sunhall.ground.access.actor import VISITOR, Actor
from sunhall.ground.access.models import ApiKey
from sunhall.ground.kit.now import today


def key_hash(secret: str) -> str:
    """What is kept of a key."""
    return hashlib.sha256(secret.encode()).hexdigest()


def actor_for_key(secret: str) -> Actor:
    """The staff actor behind a key in force, or the visitor."""
    key = ApiKey.objects.filter(
        Q(ends_on=None) | Q(ends_on__gte=today()),
        key_hash=key_hash(secret),
        withdrawn_at=None,
        account__is_active=True,
    ).first()
    return actor_for_account(key.account_id) if key else VISITOR
