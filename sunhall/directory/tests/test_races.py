"""Two administrators at the same instant: whoever comes second sees what the first one did (K2)."""

from collections.abc import Callable
from datetime import timedelta
from threading import Thread

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from sunhall.directory import actions, queries
from sunhall.directory.models import Holding, Organisation
from sunhall.directory.tests.makers import member, post
from sunhall.ground.access.actor import SYSTEM
from sunhall.ground.kit.now import today
from sunhall.ground.kit.refusal import Refused

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _two_writers() -> None:
    if connection.vendor == "sqlite":
        pytest.skip("SQLite lets one writer in at a time, so nobody can be second")
    actions.open_organisation("ab", "甲局", "department", by=SYSTEM)
    actions.open_organisation("yi", "乙局", "department", by=SYSTEM)


def second_of_two(
    first: Callable[[], object],
    second: Callable[[], object],
    then: Callable[[], object] = lambda: None,
) -> str:
    """Why the second was refused, having waited for the first; "" when it was not.

    `then` the first goes on while the second waits.
    """
    refused: list[str] = []

    def come() -> None:
        try:
            second()
        except Refused as error:
            refused.append(str(error))
        finally:
            connection.close()

    late = Thread(target=come)
    with transaction.atomic():
        first()
        late.start()
        while late.is_alive() and not _somebody_waits():
            pass
        waited = late.is_alive()
        then()
    late.join()
    assert waited, "the second did not wait for the first"
    return "".join(refused)


def _somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
        return bool(cursor.fetchone()[0])


@pytest.mark.parametrize(
    "put_in",
    [
        lambda: post("ab-1", "某岗", "ab"),
        lambda: member("xin", "辛来", "ab"),
        lambda: actions.open_organisation("ab-ke", "某科", "department", by=SYSTEM),
    ],
    ids=["a post", "a member of staff", "a part"],
)
def test_nothing_is_put_into_an_organisation_that_is_being_closed(
    put_in: Callable[[], object],
) -> None:
    why = second_of_two(lambda: actions.close_organisation("ab", by=SYSTEM), put_in)
    assert "ab 的在用机构" in why


def test_an_organisation_into_which_a_post_is_being_put_is_not_closed() -> None:
    why = second_of_two(
        lambda: post("ab-1", "某岗", "ab"), lambda: actions.close_organisation("ab", by=SYSTEM)
    )
    assert "在用的岗位或下级机构" in why
    assert Organisation.objects.get(code="ab").closed_on is None


def test_nobody_is_put_on_a_post_that_is_being_closed() -> None:
    post("ab-1", "某岗", "ab")
    member("xin", "辛来", "yi")
    why = second_of_two(
        lambda: actions.close_post("ab-1", by=SYSTEM),
        lambda: actions.hold_post("ab-1", "xin", "A", by=SYSTEM),
    )
    assert "ab-1 的在用岗位" in why


def test_who_is_being_let_go_is_put_on_no_post_and_on_no_roster() -> None:
    post("ab-1", "某岗", "ab")
    member("xin", "辛来", "yi")
    member("lao", "劳去", "yi")
    why = second_of_two(
        lambda: actions.let_staff_go("xin", "调离", by=SYSTEM),
        lambda: actions.hold_post("ab-1", "xin", "A", by=SYSTEM),
    )
    assert "xin 的在职工作人员" in why
    why = second_of_two(
        lambda: actions.let_staff_go("lao", "调离", by=SYSTEM),
        lambda: actions.put_on_duty("watch", today(), "yi", "lao", by=SYSTEM),
    )
    assert "lao 的在职工作人员" in why


def test_who_withdraws_a_role_holds_nothing_that_who_lets_the_person_go_waits_for() -> None:
    member("xin", "辛来", "yi")
    grant = actions.grant_role("xin", "handler", by=SYSTEM)
    why = second_of_two(
        lambda: queries.staff_for_update("xin"),
        lambda: actions.withdraw_role(grant.pk, "调离", by=SYSTEM),
        then=lambda: actions.let_staff_go("xin", "调离", by=SYSTEM),
    )
    assert "xin 的在职工作人员" in why


def test_who_lets_somebody_go_takes_every_duty_before_the_first_chain() -> None:
    post("ab-1", "某岗", "ab")
    member("xin", "辛来", "yi")
    actions.hold_post("ab-1", "xin", "A", by=SYSTEM)
    for days in (1, 2):
        actions.put_on_duty("watch", today() + timedelta(days=days), "yi", "xin", by=SYSTEM)
    with CaptureQueriesContext(connection) as asked:
        actions.let_staff_go("xin", "调离", by=SYSTEM)
    locks = [one["sql"] for one in asked.captured_queries if "FOR UPDATE" in one["sql"]]
    first_chain = next(at for at, sql in enumerate(locks) if "journal_streamhead" in sql)
    assert any('FROM "directory_duty"' in sql for sql in locks[:first_chain])


def test_of_two_who_put_somebody_on_a_post_the_second_is_told_it_is_taken() -> None:
    post("ab-1", "某岗", "ab")
    member("xin", "辛来", "yi")
    member("lao", "劳去", "yi")
    why = second_of_two(
        lambda: actions.hold_post("ab-1", "xin", "A", by=SYSTEM),
        lambda: actions.hold_post("ab-1", "lao", "A", by=SYSTEM),
    )
    assert "已有A岗人员" in why
    assert [row.staff.code for row in Holding.objects.all()] == ["xin"]
