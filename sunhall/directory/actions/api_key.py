"""Keys for other systems: each acts as one staff account and sees just what it sees."""

import secrets
from datetime import date

from sunhall.directory import queries
from sunhall.directory.events import ApiKeyIssued, ApiKeyUsed, ApiKeyWithdrawn
from sunhall.directory.rules import may_keep_keys
from sunhall.ground.access.actor import Actor
from sunhall.ground.access.models import ApiKey
from sunhall.ground.journal.action import action
from sunhall.ground.journal.record import record
from sunhall.ground.kit.now import now
from sunhall.ground.kit.refusal import NotFound, refuse, require


@action
def issue_api_key(staff: str, name: str, *, by: Actor, ends_on: date | None = None) -> str:
    """Issue a key 接口密钥; it is shown once and only its hash is kept."""
    row = queries.staff_for_update(staff)
    require(may_keep_keys(by, row.code))
    if not name.strip():
        raise refuse("请写明密钥给哪个系统使用", field="name")
    secret = f"sh_{secrets.token_urlsafe(32)}"
    ApiKey.objects.create(
        name=name.strip(),
        account=row.account,
        key_hash=queries.key_hash(secret),
        hint=secret[:8],
        made_at=now(),
        ends_on=ends_on,
    )
    record(ApiKeyIssued(staff=row.code, name=name.strip(), hint=secret[:8]), by=by)
    return secret


@action
def note_key_used(secret: str, *, by: Actor) -> None:
    """Note the first use of a key on a day 使用接口密钥: an account so used is not dormant."""
    keys = ApiKey.objects.select_for_update().filter(key_hash=queries.key_hash(secret))
    key = keys.first()
    if key is None or queries.is_noted_today(key):
        return
    key.last_used_at = now()
    key.save(update_fields=["last_used_at"])
    record(ApiKeyUsed(staff=by.id, name=key.name, hint=key.hint), by=by)


@action
def withdraw_api_key(hint: str, *, by: Actor) -> None:
    """Withdraw a key; it is refused from the next call on."""
    keys = ApiKey.objects.select_for_update(of=("self",)).filter(hint=hint, withdrawn_at=None)
    key = keys.select_related("account__staff").first()
    if key is None:
        raise NotFound(hint)
    require(may_keep_keys(by, key.account.staff.code))
    key.withdrawn_at = now()
    key.save(update_fields=["withdrawn_at"])
    record(ApiKeyWithdrawn(staff=key.account.staff.code, name=key.name, hint=hint), by=by)
