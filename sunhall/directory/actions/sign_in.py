"""Sign-ins: noted, limited in number, ended (GB/T 22239-2019 身份鉴别 b; 安全审计)."""

from datetime import timedelta

from django.contrib.sessions.models import Session

from sunhall.directory import queries
from sunhall.directory.events import (
    SignInEnded,
    SignInsEnded,
    StaffSignedIn,
    StaffSignInFailed,
)
from sunhall.directory.models import Staff
from sunhall.directory.rules import SIGN_IN_ENDS, may_end_sign_ins
from sunhall.ground.access.actor import Actor
from sunhall.ground.access.models import Account, SignIn
from sunhall.ground.journal.action import action
from sunhall.ground.journal.record import record
from sunhall.ground.kit.now import now
from sunhall.ground.kit.refusal import NotFound, refuse, require

KEPT_DAYS = 180


@action
def note_sign_in(
    account_pk: int, address: str, *, by: Actor, session_key: str = "", device: str = ""
) -> None:
    """Note that somebody signed in 登录, and let the oldest sign-in make room (身份鉴别 b)."""
    row = Staff.objects.filter(account_id=account_pk).first()
    if row is None:
        return
    # Rows before chains, as everywhere: whoever takes them the other way round waits for ever.
    Account.objects.select_for_update().get(pk=account_pk)
    record(StaffSignedIn(staff=row.code, address=address), by=by)
    if not session_key:
        return
    SignIn.objects.create(
        account_id=account_pk,
        session_key=session_key,
        device=device[:40],
        address=address[:45],
        began_at=now(),
    )
    limit = queries.sign_in_limit(by.roles)
    held = queries.open_sign_ins(account_pk)
    for oldest in held[: max(0, len(held) - limit)] if limit else ():
        _end(oldest, row.code, "newer", by, newer=device)


@action
def note_failed_sign_in(username: str, address: str, *, by: Actor) -> None:
    """Note a failed sign-in 登录失败 of a known account; a slip of the name leaves no trace."""
    if row := Staff.objects.filter(account__username=username).first():
        record(StaffSignInFailed(staff=row.code, address=address), by=by)


@action
def note_sign_out(session_key: str, *, by: Actor) -> None:
    """Note that somebody signed out 退出登录."""
    rows = SignIn.objects.select_for_update().filter(session_key=session_key, ended_at=None)
    if (row := rows.first()) and by.is_staff:
        _end(row, by.id, "left", by)


@action
def follow_session(before: str, after: str, *, by: Actor) -> None:
    """Keep hold of a session whose key changed, as it does with a new password."""
    SignIn.objects.filter(session_key=before, ended_at=None).update(session_key=after)


@action
def end_own_sign_in(pk: int, *, by: Actor) -> SignIn:
    """End one's own sign-in 结束登录 on another device."""
    account = queries.staff_for_update(by.id).account
    row = SignIn.objects.filter(pk=pk, account=account).first()
    if row is None:
        raise NotFound(f"sign-in {pk}")
    if row.ended_at is not None:
        raise refuse("这处登录已经结束")
    _end(row, by.id, "own", by)
    return row


@action
def end_sign_ins(code: str, reason: str, *, by: Actor) -> int:
    """End all sign-ins of a person 结束全部登录, when a device is lost or an account misused."""
    require(may_end_sign_ins(by, code))
    staff = queries.staff_for_update(code)
    if len(reason.strip()) < 2:
        raise refuse("请填写原因", field="reason")
    held = queries.open_sign_ins(staff.account_id)
    if not held:
        raise refuse("此人现在没有登录")
    for row in held:
        _close(row, "security")
    record(SignInsEnded(staff=staff.code, count=len(held), reason=reason.strip()), by=by)
    return len(held)


@action
def forget_old_sign_ins(*, by: Actor) -> int:
    """Delete sessions that are over, and sign-ins of half a year ago; the journal keeps them."""
    Session.objects.filter(expire_date__lt=now()).delete()
    old = SignIn.objects.filter(began_at__lt=now() - timedelta(days=KEPT_DAYS))
    open_keys = Session.objects.values("session_key")
    return old.exclude(session_key__in=open_keys).delete()[0]


def _end(row: SignIn, staff: str, why: str, by: Actor, newer: str = "") -> None:
    _close(row, why, newer)
    record(SignInEnded(staff=staff, device=row.device, why=SIGN_IN_ENDS[why]), by=by)


def _close(row: SignIn, why: str, newer: str = "") -> None:
    Session.objects.filter(session_key=row.session_key).delete()
    row.ended_at, row.ended_by, row.ended_for = now(), why, newer[:40]
    row.save(update_fields=["ended_at", "ended_by", "ended_for"])
