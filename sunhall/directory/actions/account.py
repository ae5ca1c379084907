"""Accounts: passwords, disabling (GB/T 22239-2019 身份鉴别)."""

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from sunhall.directory import queries
from sunhall.directory.events import (
    AccountDisabled,
    AccountEnabled,
    PasswordSet,
)
from sunhall.directory.models import Staff
from sunhall.directory.rules import may_manage
from sunhall.ground.access.actor import Actor
from sunhall.ground.access.models import Account
from sunhall.ground.access.passwords import one_time_password, remember
from sunhall.ground.journal.action import action
from sunhall.ground.journal.record import record
from sunhall.ground.kit.now import now
from sunhall.ground.kit.refusal import refuse, require


@action
def set_password(code: str, password: str, *, by: Actor) -> Account:
    """Set a password 设置密码; one that another person sets must be changed at once."""
    row = queries.staff_for_update(code)
    is_own = by.code == f"staff:{row.code}"
    if not is_own:
        require(may_manage(by))
    account = row.account
    try:
        validate_password(password, account)
    except ValidationError as error:
        raise refuse("".join(error.messages), field="password") from error
    _store(account, password, must_change=not is_own)
    record(PasswordSet(staff=row.code, is_own=is_own), by=by)
    return account


@action
def reset_password(code: str, *, by: Actor) -> str:
    """Give a one-time password 重置密码, told once to the person who lost theirs."""
    require(may_manage(by))
    row = queries.staff_for_update(code)
    if by.code == f"staff:{row.code}":
        raise refuse("自己的密码请在“修改密码”页面修改")
    password = one_time_password()
    _store(row.account, password, must_change=True)
    record(PasswordSet(staff=row.code, is_own=False), by=by)
    return password


@action
def disable_account(code: str, reason: str, *, by: Actor) -> Staff:
    """Close an account 停用账号; open sign-ins end with the next click."""
    require(may_manage(by))
    return _switch(code, reason, by, is_active=False)


@action
def enable_account(code: str, reason: str, *, by: Actor) -> Staff:
    """Open a closed account again 启用账号."""
    require(may_manage(by))
    return _switch(code, reason, by, is_active=True)


def _store(account: Account, password: str, *, must_change: bool) -> None:
    account.set_password(password)
    account.must_change_password = must_change
    account.password_changed_at = now()
    account.save(update_fields=["password", "must_change_password", "password_changed_at"])
    remember(account)


def _switch(code: str, reason: str, by: Actor, *, is_active: bool) -> Staff:
    row = queries.staff_for_update(code)
    if by.code == f"staff:{row.code}":
        raise refuse("不能停用或启用自己的账号")
    if len(reason.strip()) < 2:
        raise refuse("请填写原因", field="reason")
    row.account.is_active = is_active
    if is_active:
        row.account.reopened_at = now()
    row.account.save(update_fields=["is_active", "reopened_at"])
    happened = AccountEnabled if is_active else AccountDisabled
    record(happened(staff=row.code, reason=reason.strip()), by=by)
    return row
