"""Second factors: reset when lost, doubted when copied (GB/T 22239-2019 身份鉴别 d)."""

from allauth.mfa.models import Authenticator

from sunhall.directory import queries
from sunhall.directory.events import SecondFactorReset, SecurityKeyDoubted
from sunhall.directory.models import Staff
from sunhall.ground.access.actor import Actor
from sunhall.ground.journal.action import action
from sunhall.ground.journal.record import record
from sunhall.ground.kit.refusal import refuse


@action
def reset_second_factor(code: str, reason: str, *, by: Actor) -> Staff:
    """Remove a lost second factor 重置二次验证; the next sign-in sets up a new one."""
    row = queries.staff_for_update(code)
    if by.code == f"staff:{row.code}":
        raise refuse("不能重置自己的二次验证，请联系安全管理员")
    if by.code != "system" and not by.may("directory.grant"):
        raise refuse("二次验证由安全管理员重置")
    if len(reason.strip()) < 4:
        raise refuse("请填写重置原因（至少 4 个字）", field="reason")
    Authenticator.objects.filter(user=row.account).delete()
    record(SecondFactorReset(staff=row.code, reason=reason.strip()), by=by)
    return row


@action
def note_key_counter(key_pk: int, counter: int, *, by: Actor) -> bool:
    """Keep the counter of a security key 安全密钥; False when it did not grow, which is told.

    Keys that do not count always say 0 (WebAuthn 7.2).
    """
    key = Authenticator.objects.select_for_update().get(pk=key_pk)
    kept = key.data.get("counter", key.wrap().authenticator_data.counter)
    if (counter or kept) and counter <= kept:
        staff = Staff.objects.get(account_id=key.user_id)
        doubt = SecurityKeyDoubted(staff=staff.code, name=f"{key}", counter=counter, kept=kept)
        record(doubt, by=by)
        return False
    key.data["counter"] = counter
    key.save(update_fields=["data"])
    return True
