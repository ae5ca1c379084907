"""Hiring and letting go; an account comes and goes with its person."""

from dataclasses import dataclass

from sunhall.directory import queries
from sunhall.directory.actions import _terms
from sunhall.directory.actions.duty import cancel_duty
from sunhall.directory.events import StaffHired, StaffLeft
from sunhall.directory.models import Staff
from sunhall.directory.rules import may_manage, plain_code
from sunhall.ground.access.actor import Actor
from sunhall.ground.access.models import Account
from sunhall.ground.access.passwords import one_time_password, remember
from sunhall.ground.journal.action import action
from sunhall.ground.journal.record import record
from sunhall.ground.kit.now import today
from sunhall.ground.kit.refusal import refuse, require
from sunhall.people.rules import phone_of


@dataclass(frozen=True, slots=True)
class Hired:
    """The new member of staff, with the password that is told once and changed at once."""

    staff: Staff
    password: str


@action
def hire_staff(code: str, name: str, organisation: str, *, by: Actor, phone: str = "") -> Hired:
    """Take on a member of staff 录用 and open their account (GB/T 22239 身份鉴别 a)."""
    require(may_manage(by))
    own, words = plain_code(code), name.strip()
    if not words:
        raise refuse("请填写姓名", field="name")
    if Staff.objects.filter(code=own).exists() or Account.objects.filter(username=own).exists():
        raise refuse("这个工号已经使用，请换一个", field="code")
    home = queries.open_organisation_for_update(organisation)
    password = one_time_password()
    account = Account(username=own, must_change_password=True)
    account.set_password(password)
    account.save()
    remember(account)
    row = Staff.objects.create(
        code=own,
        name=words,
        account=account,
        organisation=home,
        phone=phone_of(phone),
        hired_on=today(),
    )
    record(StaffHired(staff=own, name=words, organisation=home.code), by=by)
    return Hired(row, password)


@action
def let_staff_go(code: str, reason: str, *, by: Actor) -> Staff:
    """Let a member of staff go 离任: posts, duties and roles end today, the account closes."""
    require(may_manage(by))
    if len(reason.strip()) < 2:
        raise refuse("请填写离任原因", field="reason")
    row = queries.staff_for_update(code)
    if by.code == f"staff:{row.code}":
        raise refuse("不能给自己办理离任")
    queries.lock_posts_held(row)
    # Rows before chains, as everywhere: who swaps one of these duties holds it and waits for ours.
    planned = list(row.duties.select_for_update().filter(day__gte=today()).order_by("pk"))
    _terms.end_all(row.holdings.all(), by)
    for duty in planned:
        cancel_duty(duty.pk, by=by)
    # Whoever leaves has no more power, whoever may grant: this is no decision about a role.
    for grant in row.grants.filter(withdrawn_at=None):
        _terms.withdraw(grant, reason.strip(), by)
    row.left_on = today()
    row.save(update_fields=["left_on"])
    row.account.is_active = False
    row.account.save(update_fields=["is_active"])
    record(StaffLeft(staff=row.code, on=f"{row.left_on}", reason=reason.strip()), by=by)
    return row
