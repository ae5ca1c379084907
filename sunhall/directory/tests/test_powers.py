"""The three administrators exclude each other: no action lends one the power of another."""

from datetime import date, datetime, time, timedelta
from importlib import import_module

import pytest
from django.apps import apps

from sunhall.directory import actions, events, jobs, queries
from sunhall.directory.models import Leave, RoleGrant, Staff
from sunhall.ground.access.models import Account
from sunhall.ground.journal.record import told
from sunhall.ground.kit.now import LOCAL, moment, now
from sunhall.ground.kit.refusal import Refused
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def grant_of(staff: str) -> RoleGrant:
    return RoleGrant.objects.get(staff__code=staff, withdrawn_at=None)


@pytest.mark.parametrize("who", ["system_admin", "audit_admin", "leader", "manager"])
def test_only_who_may_grant_a_role_may_withdraw_it(cast: Cast, who: str) -> None:
    with pytest.raises(Refused, match="安全管理员"):
        actions.withdraw_role(grant_of("zhao").pk, "想收回", by=getattr(cast, who))
    assert grant_of("zhao").withdrawn_at is None


def test_nobody_withdraws_his_own_role(cast: Cast) -> None:
    with pytest.raises(Refused, match="自己的角色"):
        actions.withdraw_role(grant_of("feng").pk, "想收回", by=cast.security_admin)


def test_the_system_administrator_lets_somebody_go_with_every_role(cast: Cast) -> None:
    actions.let_staff_go("sun", "调离", by=cast.system_admin)
    assert not RoleGrant.objects.filter(staff__code="sun", withdrawn_at=None).exists()
    assert told("staff:sun")[-2:] == [events.RoleWithdrawn, events.StaffLeft]
    assert not Account.objects.get(username="sun").needs_second_factor


@pytest.mark.parametrize("who", ["system_admin", "audit_admin", "manager"])
def test_a_key_is_issued_and_withdrawn_only_by_who_may_grant(cast: Cast, who: str) -> None:
    key = actions.issue_api_key("wang", "业务系统", by=cast.security_admin)
    with pytest.raises(Refused, match="接口密钥由安全管理员"):
        actions.issue_api_key("sun", "借用领导权限", by=getattr(cast, who))
    with pytest.raises(Refused, match="接口密钥由安全管理员"):
        actions.withdraw_api_key(key[:8], by=getattr(cast, who))
    assert queries.key_in_force(key)


def test_nobody_issues_a_key_for_himself(cast: Cast) -> None:
    with pytest.raises(Refused, match="自己发放"):
        actions.issue_api_key("feng", "自用", by=cast.security_admin)


def test_nobody_resets_his_own_password_past_the_old_one(cast: Cast) -> None:
    with pytest.raises(Refused, match="修改密码"):
        actions.reset_password("zheng", by=cast.system_admin)


@pytest.mark.parametrize("who", ["security_admin", "audit_admin", "leader"])
def test_accounts_posts_and_staff_are_kept_by_the_system_administrator_alone(
    cast: Cast, who: str
) -> None:
    by = getattr(cast, who)
    tries = (
        lambda: actions.hire_staff("xin", "辛来", "qh-mz", by=by),
        lambda: actions.let_staff_go("zhao", "调离", by=by),
        lambda: actions.disable_account("zhao", "调查", by=by),
        lambda: actions.enable_account("zhao", "恢复", by=by),
        lambda: actions.reset_password("zhao", by=by),
        lambda: actions.open_organisation("qh-x", "某局", "department", by=by),
        lambda: actions.close_organisation("qh-dc", by=by),
        lambda: actions.close_post("mz-relief", by=by),
        lambda: actions.hold_post("mz-relief", "qian", "A", by=by),
        lambda: actions.leave_post("mz-relief", "A", by=by),
    )
    for attempt in tries:
        with pytest.raises(Refused, match="系统管理员维护"):
            attempt()


# Accounts opened again


def test_an_account_opened_again_stays_open_until_it_is_dormant_anew(cast: Cast) -> None:
    Account.objects.update(last_login=now())
    Account.objects.filter(username="zhao").update(last_login=None)
    jobs.close_dormant_accounts()
    assert not Account.objects.get(username="zhao").is_active
    actions.enable_account("zhao", "产假结束", by=cast.system_admin)
    jobs.close_dormant_accounts()
    assert Account.objects.get(username="zhao").is_active
    assert queries.dormant_staff(90) == []
    Account.objects.filter(username="zhao").update(reopened_at=_days_ago(89))
    assert queries.dormant_staff(90) == []
    Account.objects.filter(username="zhao").update(reopened_at=_days_ago(91))
    assert queries.dormant_staff(90) == ["zhao"]


def _days_ago(days: int) -> datetime:
    return now() - timedelta(days=days)


# Leave kept by an earlier version


def test_leave_of_an_earlier_version_ends_with_its_day_unless_it_is_over(cast: Cast) -> None:
    staff = Staff.objects.get(code="zhao")
    start = _at(date(2026, 3, 2), "00:00:00")
    ends = [
        _at(date(2026, 3, 3), "23:59:59"),
        _at(date(2026, 3, 9), "23:59:59"),
        _at(date(2026, 3, 10), "12:00:00"),
    ]
    rows = [
        Leave.objects.create(staff=staff, from_at=start, to_at=end, reason="年休假", granted_by="x")
        for end in ends
    ]
    step = import_module("sunhall.directory.migrations.0002_leave_ends_at_midnight")
    with moment(_at(date(2026, 3, 5), "12:00:00")):
        step.end_at_midnight(apps, None)
    for row in rows:
        row.refresh_from_db()
    assert rows[0].to_at == ends[0]
    assert rows[1].to_at == _at(date(2026, 3, 10), "00:00:00")
    assert rows[2].to_at == ends[2]


def _at(day: date, clock: str) -> datetime:
    return datetime.combine(day, time.fromisoformat(clock), tzinfo=LOCAL)
