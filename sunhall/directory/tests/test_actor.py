"""The actor at the door: kept in memory between requests, and never out of date (K2, A4)."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sunhall import wiring
from sunhall.directory import actions, queries
from sunhall.directory.models import RoleGrant
from sunhall.directory.queries.actor import spell
from sunhall.ground.access.actor import VISITOR
from sunhall.ground.journal import events
from sunhall.ground.kit.now import now
from tests.cast import Cast

pytestmark = pytest.mark.django_db
REGISTERED = {"clocks", "directory", "places"}


def account_of(staff: str) -> int:
    return queries.staff_for(staff).account_id


def test_the_actor_of_a_second_request_costs_one_look_at_the_marks(cast: Cast) -> None:
    account = account_of("zhao")
    queries.actor_for_account(account)
    with CaptureQueriesContext(connection) as asked:
        again = queries.actor_for_account(account)
    assert again == cast.handler
    assert all("journal_mark" in one["sql"] for one in asked.captured_queries)


def test_a_disabled_account_is_a_visitor_at_the_next_request(cast: Cast) -> None:
    account = account_of("zhao")
    assert queries.actor_for_account(account).is_staff
    actions.disable_account("zhao", "调查期间", by=cast.system_admin)
    assert queries.actor_for_account(account) == VISITOR


def test_a_sign_in_failed_or_not_lets_what_is_kept_of_others_stand(cast: Cast) -> None:
    account = account_of("zhao")
    queries.actor_for_account(account)
    actions.note_failed_sign_in("wang", "10.0.0.9", by=VISITOR)
    actions.note_sign_in(account_of("wang"), "10.0.0.9", session_key="s1", by=cast.operator)
    actions.note_sign_out("s1", by=cast.operator)
    actions.set_password("wang", "Lantern-77-sky", by=cast.operator)
    with CaptureQueriesContext(connection) as asked:
        again = queries.actor_for_account(account)
    assert again == cast.handler
    assert all("journal_mark" in one["sql"] for one in asked.captured_queries)


def test_a_withdrawn_key_opens_nothing_at_the_next_call(cast: Cast) -> None:
    key = actions.issue_api_key("wang", "业务系统", by=cast.security_admin)
    assert queries.key_in_force(key)
    actions.withdraw_api_key(key[:8], by=cast.security_admin)
    assert queries.key_in_force(key) is None


def test_a_role_withdrawn_is_gone_at_the_next_request(cast: Cast) -> None:
    account = account_of("zhao")
    grant = RoleGrant.objects.get(staff__code="zhao", role="handler")
    assert queries.actor_for_account(account).may("hotline.answer")
    actions.withdraw_role(grant.pk, "调离岗位", by=cast.security_admin)
    assert not queries.actor_for_account(account).may("hotline.answer")


def test_the_b_post_answers_from_the_instant_a_goes_on_leave(cast: Cast) -> None:
    begins = now() + timedelta(hours=3)
    actions.grant_leave("zhao", begins, begins + timedelta(days=1), "年休假", by=cast.leader)
    deputy = account_of("qian")
    assert "mz-relief" not in queries.actor_for_account(deputy).posts
    with time_machine.travel(begins, tick=False):
        assert "mz-relief" in queries.actor_for_account(deputy).posts
    with time_machine.travel(begins + timedelta(days=1), tick=False):
        assert "mz-relief" not in queries.actor_for_account(deputy).posts


def test_every_fact_of_a_register_throws_away_what_was_kept_of_it() -> None:
    listed = {noun for nouns in wiring.REGISTERS.values() for noun in nouns}
    for kind in events.all_kinds().values():
        if kind.kind.partition(".")[0] in REGISTERED:
            assert kind.stream_form.partition(":")[0] in listed, kind.kind


def test_leaves_of_other_days_are_not_carried_along(cast: Cast) -> None:
    for days in (30, 60, 90):
        begins = now() + timedelta(days=days)
        actions.grant_leave("zhao", begins, begins + timedelta(days=1), "年休假", by=cast.leader)
    before = spell()
    begins = now() + timedelta(minutes=1)
    actions.grant_leave("sun", begins, begins + timedelta(days=1), "年休假", by=cast.system_admin)
    with time_machine.travel(begins, tick=False):
        assert spell() != before
    with time_machine.travel(now() + timedelta(days=30), tick=False):
        assert spell()[1] == 1
