"""The directory is changed by actions, with the database holding the last line."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client

from sunhall.directory import actions, events, jobs, queries
from sunhall.directory.models import EmptySpell, Organisation, RoleGrant, Staff
from sunhall.directory.rules import NOBODY, Accountable
from sunhall.directory.tests.makers import member, post
from sunhall.ground.access.actor import SYSTEM, VISITOR
from sunhall.ground.access.models import Account
from sunhall.ground.journal.record import story, told
from sunhall.ground.kit.now import now, today
from sunhall.ground.kit.refusal import Refused
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _monday_noon():
    with time_machine.travel("2026-03-02 12:00+08:00", tick=False):
        yield


# Organisations and posts


def test_an_organisation_hangs_below_the_one_its_code_names(cast: Cast) -> None:
    row = actions.open_organisation("qh-ds-sq", "石桥村民委员会", "village", by=cast.system_admin)
    assert row.parent is not None
    assert row.parent.code == "qh-ds"
    assert told("organisation:qh-ds-sq") == [events.OrganisationOpened]


def test_an_organisation_without_its_parent_is_refused(cast: Cast) -> None:
    with pytest.raises(Refused, match="qh-xx 的在用机构"):
        actions.open_organisation("qh-xx-1", "某科", "department", by=cast.system_admin)


def test_an_organisation_with_open_posts_is_not_closed(cast: Cast) -> None:
    with pytest.raises(Refused, match="在用的岗位或下级机构"):
        actions.close_organisation("qh-mz", by=cast.system_admin)
    actions.close_organisation("qh-dc", by=cast.system_admin)
    assert Organisation.objects.get(code="qh-dc").closed_on == today()


def test_only_the_system_administrator_opens_posts(cast: Cast) -> None:
    for who in ("leader", "security_admin", "handler", "outsider"):
        with pytest.raises(Refused, match="系统管理员"):
            actions.open_post("x", "某岗", "qh-mz", by=getattr(cast, who))


def test_a_closed_post_is_held_by_nobody(cast: Cast) -> None:
    actions.close_post("mz-relief", by=cast.system_admin)
    with time_machine.travel("2026-03-03 12:00+08:00", tick=False):
        assert queries.accountable("mz-relief") == NOBODY
        assert cast.handler.posts == frozenset()


# Who answers


def test_b_answers_exactly_while_a_is_on_leave(cast: Cast) -> None:
    start, end = now() + timedelta(hours=1), now() + timedelta(hours=5)
    actions.grant_leave("zhao", start, end, "看病", by=cast.leader)
    assert queries.accountable("mz-relief") == Accountable("zhao", "A")
    assert queries.accountable("mz-relief", start) == Accountable("qian", "B")
    assert queries.accountable("mz-relief", end) == Accountable("zhao", "A")
    with time_machine.travel(start, tick=False):
        assert cast.deputy.posts == {"mz-relief"}
        assert cast.handler.posts == frozenset()


def test_both_away_is_nobody_and_recorded_once_until_somebody_is_back(cast: Cast) -> None:
    for who in ("zhao", "qian"):
        actions.grant_leave(who, now(), now() + timedelta(days=1), "外出", by=cast.leader)
    jobs.note_empty_posts()
    jobs.note_empty_posts()
    assert told("post:mz-relief").count(events.PostFoundEmpty) == 1
    assert EmptySpell.objects.get(post__code="mz-relief").to_at is None
    with time_machine.travel(now() + timedelta(days=1), tick=False):
        jobs.note_empty_posts()
        jobs.note_empty_posts()
    assert told("post:mz-relief")[-1] is events.PostFilled
    assert EmptySpell.objects.get(post__code="mz-relief").to_at is not None


def test_ending_leave_early_gives_the_post_back(cast: Cast) -> None:
    leave = actions.grant_leave("zhao", now(), now() + timedelta(days=3), "年休假", by=cast.leader)
    with time_machine.travel(now() + timedelta(hours=2), tick=False):
        actions.end_leave(leave.pk, by=cast.handler)
        assert queries.accountable("mz-relief").rank == "A"
        with pytest.raises(Refused, match="已经结束"):
            actions.end_leave(leave.pk, by=cast.handler)
    assert told("staff:zhao")[-2:] == [events.LeaveGranted, events.LeaveEnded]


def test_the_reason_of_leave_is_private_in_the_journal(cast: Cast) -> None:
    actions.grant_leave("zhao", now(), now() + timedelta(days=1), "住院手术", by=cast.leader)
    entry = story("staff:zhao")[-1]
    assert entry.event.reason == "住院手术"
    assert "住院手术" not in entry.event.told()


def test_a_leader_does_not_grant_his_own_leave(cast: Cast) -> None:
    with pytest.raises(Refused, match="他人批准"):
        actions.grant_leave("sun", now(), now() + timedelta(days=1), "年休假", by=cast.leader)


def test_a_successor_ends_the_predecessor_the_day_before(cast: Cast) -> None:
    member("xin")
    actions.hold_post("mz-relief", "xin", "A", from_on=date(2026, 3, 9), by=cast.system_admin)
    assert queries.accountable("mz-relief").staff == "zhao"
    with time_machine.travel("2026-03-09 00:00+08:00", tick=False):
        assert queries.accountable("mz-relief").staff == "xin"
    assert told("post:mz-relief")[-2:] == [events.PostLeft, events.PostHeld]


def test_the_b_of_a_post_does_not_become_its_a_as_well(cast: Cast) -> None:
    with pytest.raises(Refused, match="A 岗和 B 岗"):
        actions.hold_post("mz-relief", "qian", "A", by=cast.system_admin)
    assert queries.accountable("mz-relief").staff == "zhao", "the refusal rolled the end back"


def test_a_new_post_is_empty_until_held(cast: Cast) -> None:
    post("mz-new")
    actions.note_empty_post("mz-new", by=SYSTEM)
    actions.hold_post("mz-new", "zhao", "A", by=cast.system_admin)
    assert told("post:mz-new") == [
        events.PostOpened,
        events.PostFoundEmpty,
        events.PostHeld,
        events.PostFilled,
    ]
    assert cast.handler.posts == {"mz-relief", "mz-new"}


# Roles


def test_a_grant_gives_permissions_within_its_scope_and_days(cast: Cast) -> None:
    actions.grant_role(
        "zhao",
        "revisitor",
        place="990101100000",
        organisation="qh-ds",
        from_on=date(2026, 3, 3),
        to_on=date(2026, 3, 4),
        by=cast.security_admin,
    )
    assert not cast.handler.may("hotline.revisit")
    with time_machine.travel("2026-03-04 23:59+08:00", tick=False):
        assert cast.handler.may("hotline.revisit")
        assert "990101100" in cast.handler.places
    with time_machine.travel("2026-03-05 00:00+08:00", tick=False):
        assert not cast.handler.may("hotline.revisit")


def test_the_database_itself_refuses_a_second_administration(cast: Cast) -> None:
    staff = Staff.objects.get(code="zheng")
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleGrant.objects.create(
            staff=staff, role="audit_admin", from_on=today(), granted_by="nobody"
        )


def test_an_administration_is_free_again_once_withdrawn(cast: Cast) -> None:
    with pytest.raises(Refused, match="不得由一人兼任"):
        actions.grant_role("zheng", "audit_admin", by=cast.security_admin)
    grant = RoleGrant.objects.get(staff__code="zheng")
    actions.withdraw_role(grant.pk, "岗位调整", by=cast.security_admin)
    actions.grant_role("zheng", "audit_admin", by=cast.security_admin)
    assert cast.system_admin.roles == {"audit_admin"}


def test_the_security_administrator_grants_nothing_to_himself(cast: Cast) -> None:
    with pytest.raises(Refused, match="自己"):
        actions.grant_role("feng", "handler", by=cast.security_admin)


def test_a_role_that_nobody_declared_is_refused(cast: Cast) -> None:
    with pytest.raises(Refused, match="列表中的角色"):
        actions.grant_role("zhao", "emperor", by=cast.security_admin)


def test_the_second_factor_follows_the_roles(cast: Cast) -> None:
    grant = actions.grant_role("zhao", "leader", by=cast.security_admin)
    assert Account.objects.get(username="zhao").needs_second_factor
    actions.withdraw_role(grant.pk, "不再兼任", by=cast.security_admin)
    assert not Account.objects.get(username="zhao").needs_second_factor


# Staff and accounts


def test_an_account_without_staff_or_of_somebody_gone_is_a_visitor(cast: Cast) -> None:
    stray = Account.objects.create(username="stray")
    assert queries.actor_for_account(stray.pk) is VISITOR
    account = Account.objects.get(username="zhao")
    assert queries.actor_for_account(account.pk).code == "staff:zhao"
    actions.let_staff_go("zhao", "调离", by=cast.system_admin)
    assert queries.actor_for_account(account.pk) is VISITOR


def test_nobody_disables_or_dismisses_himself(cast: Cast) -> None:
    with pytest.raises(Refused, match="自己"):
        actions.disable_account("zheng", "试一试", by=cast.system_admin)
    with pytest.raises(Refused, match="自己"):
        actions.let_staff_go("zheng", "试一试", by=cast.system_admin)
    with pytest.raises(Refused, match="自己"):
        actions.reset_second_factor("feng", "手机遗失了", by=cast.security_admin)


def test_a_password_set_by_another_must_be_changed(cast: Cast) -> None:
    account = actions.set_password("zhao", "Lantern-77-sky", by=cast.system_admin)
    assert account.must_change_password
    account = actions.set_password("zhao", "Lantern-88-sky", by=cast.handler)
    assert not account.must_change_password
    with pytest.raises(Refused, match="最近五次"):
        actions.set_password("zhao", "Lantern-77-sky", by=cast.handler)


def test_a_handler_sets_nobody_elses_password(cast: Cast) -> None:
    with pytest.raises(Refused, match="系统管理员"):
        actions.set_password("qian", "Lantern-77-sky", by=cast.handler)


def test_the_phone_of_staff_is_sealed_and_tidy(cast: Cast) -> None:
    hired = actions.hire_staff("xin", "辛来", "qh-mz", phone="138 0000 0077", by=cast.system_admin)
    assert hired.staff.phone == "13800000077"
    with pytest.raises(Refused, match="已经使用"):
        actions.hire_staff("xin", "辛去", "qh-mz", by=cast.system_admin)


# Duty


def test_a_duty_is_planned_once_for_a_day_to_come(cast: Cast) -> None:
    actions.put_on_duty("leader", today(), "qh", "sun", by=cast.leader)
    with pytest.raises(Refused, match="请换一人"):
        actions.put_on_duty("leader", today(), "qh", "sun", by=cast.leader)
    with pytest.raises(Refused, match="今天或以后"):
        actions.put_on_duty("leader", today() - timedelta(days=1), "qh", "sun", by=cast.leader)
    with pytest.raises(Refused, match="星期六"):
        actions.put_on_duty("saturday", today(), "qh", "sun", by=cast.leader)


def test_who_is_on_duty_may_swap_and_others_may_not(cast: Cast) -> None:
    duty = actions.put_on_duty("watch", today(), "qh-mz", "zhao", by=cast.leader)
    with pytest.raises(Refused, match="领导或系统管理员"):
        actions.swap_duty(duty.pk, "cao", "有事", by=cast.deputy)
    actions.swap_duty(duty.pk, "qian", "家里有事", by=cast.handler)
    assert [row.staff.code for row in queries.on_duty()] == ["qian"]


def test_names_are_found_for_actors_posts_and_codes(cast: Cast) -> None:
    asked = ["staff:zhao", "post:mz-relief", "qian", "system", "staff:nobody"]
    assert queries.names_of(asked) == {
        "staff:zhao": "赵承办",
        "post:mz-relief": "社会救助岗",
        "qian": "钱接手",
        "system": "系统",
    }


def test_an_account_that_nobody_uses_is_closed_and_the_system_administrator_stays(
    cast: Cast,
) -> None:
    Account.objects.exclude(username="zhao").update(last_login=now())
    Account.objects.filter(username="zheng").update(last_login=None)
    jobs.close_dormant_accounts()
    closed = Account.objects.filter(is_active=False).values_list("username", flat=True)
    assert list(closed) == ["zhao"]
    assert story("staff:zhao")[-1].event.reason == "90 天未登录"


def test_an_account_used_only_by_its_key_is_not_closed(cast: Cast, client: Client) -> None:
    Account.objects.exclude(username="zhao").update(last_login=now())
    with time_machine.travel(now() - timedelta(days=200), tick=False):
        key = actions.issue_api_key("zhao", "市民云", by=SYSTEM)
    with time_machine.travel(now() - timedelta(days=89), tick=False):
        call(client, key)
    jobs.close_dormant_accounts()
    assert Account.objects.get(username="zhao").is_active
    with time_machine.travel(now() + timedelta(days=2), tick=False):
        Account.objects.exclude(username="zhao").update(last_login=now())
        jobs.close_dormant_accounts()
    assert not Account.objects.get(username="zhao").is_active


def test_a_key_withdrawn_keeps_no_account_open(cast: Cast, client: Client) -> None:
    Account.objects.exclude(username="zhao").update(last_login=now())
    key = actions.issue_api_key("zhao", "市民云", by=SYSTEM)
    call(client, key)
    actions.withdraw_api_key(key[:8], by=SYSTEM)
    jobs.close_dormant_accounts()
    assert not Account.objects.get(username="zhao").is_active


def test_the_first_use_of_a_key_on_a_day_is_journalled_once(cast: Cast, client: Client) -> None:
    key = actions.issue_api_key("zhao", "市民云", by=SYSTEM)
    for _call in range(3):
        call(client, key)
    assert told("staff:zhao").count(events.ApiKeyUsed) == 1
    with time_machine.travel(now() + timedelta(days=1), tick=False):
        call(client, key)
    assert told("staff:zhao").count(events.ApiKeyUsed) == 2


def call(client: Client, key: str) -> None:
    answer = client.get("/api/v1/requests", headers={"Authorization": f"Bearer {key}"})
    assert answer.status_code == 200


# Terms with an end


def test_a_holding_with_an_end_can_be_ended_early_and_the_post_given_to_another(
    cast: Cast,
) -> None:
    actions.leave_post("mz-relief", "A", by=cast.system_admin)
    with time_machine.travel("2026-03-03 12:00+08:00", tick=False):
        member("ji")
        member("xin")
        until = date(2026, 6, 30)
        actions.hold_post("mz-relief", "ji", "A", to_on=until, by=cast.system_admin)
        actions.leave_post("mz-relief", "A", by=cast.system_admin)
    with time_machine.travel("2026-03-04 12:00+08:00", tick=False):
        actions.hold_post("mz-relief", "xin", "A", by=cast.system_admin)
        assert queries.accountable("mz-relief").staff == "xin"


def test_who_leaves_frees_a_post_held_until_a_day_and_one_not_yet_begun(cast: Cast) -> None:
    actions.leave_post("mz-relief", "A", by=cast.system_admin)
    with time_machine.travel("2026-03-03 12:00+08:00", tick=False):
        member("ji")
        member("xin")
        until, later = date(2026, 6, 30), date(2026, 9, 1)
        actions.hold_post("mz-relief", "ji", "A", to_on=until, by=cast.system_admin)
        actions.hold_post("mz-relief", "ji", "A", from_on=later, by=cast.system_admin)
        actions.let_staff_go("ji", "调往外县", by=cast.system_admin)
    assert told("post:mz-relief")[-2:] == [events.PostLeft, events.PostLeft]
    with time_machine.travel("2026-03-04 12:00+08:00", tick=False):
        actions.hold_post("mz-relief", "xin", "A", by=cast.system_admin)
    with time_machine.travel("2026-09-01 12:00+08:00", tick=False):
        assert queries.accountable("mz-relief").staff == "xin"


def test_who_leaves_is_no_longer_on_the_roster_the_public_sees(cast: Cast) -> None:
    actions.put_on_duty("watch", today(), "qh-mz", "zhao", by=cast.leader)
    actions.put_on_duty("watch", today() + timedelta(days=3), "qh-mz", "zhao", by=cast.leader)
    actions.let_staff_go("zhao", "调往外县", by=cast.system_admin)
    assert not queries.duties_between(today(), today() + timedelta(days=7)).exists()
    assert told("duty:qh-mz")[-1] is events.DutyCancelled


def test_a_closed_post_is_held_by_nobody_whose_term_had_an_end(cast: Cast) -> None:
    actions.leave_post("mz-relief", "A", by=cast.system_admin)
    with time_machine.travel("2026-03-03 12:00+08:00", tick=False):
        member("ji")
        until = date(2026, 6, 30)
        actions.hold_post("mz-relief", "ji", "A", to_on=until, by=cast.system_admin)
        actions.close_post("mz-relief", by=cast.system_admin)
    with time_machine.travel("2026-03-04 12:00+08:00", tick=False):
        assert queries.posts_held("ji") == frozenset()


def test_a_closed_post_stands_no_longer_empty(cast: Cast) -> None:
    for who in ("zhao", "qian"):
        actions.grant_leave(who, now(), now() + timedelta(days=1), "外出", by=cast.leader)
    jobs.note_empty_posts()
    actions.close_post("mz-relief", by=cast.system_admin)
    assert EmptySpell.objects.get(post__code="mz-relief").to_at == now()


@pytest.mark.parametrize("place", ["abc", "99010", "九九"])
def test_a_role_is_granted_for_no_place_that_is_no_code(cast: Cast, place: str) -> None:
    with pytest.raises(Refused, match="区划代码") as refused:
        actions.grant_role("zhao", "supervisor", place=place, by=cast.security_admin)
    assert refused.value.field == "place"
