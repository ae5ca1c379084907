"""The county every test knows stands as it was planned."""

import pytest
import time_machine

from sunhall.ground.access.models import Account
from tests.cast import PASSWORD, STAFF, Cast


def test_each_member_of_the_cast_has_exactly_one_role(cast: Cast) -> None:
    roles = {who: getattr(cast, who).roles for who in STAFF}
    assert roles == {who: {row[3]} for who, row in STAFF.items()}


def test_the_handler_answers_for_the_post_and_the_deputy_does_not_yet(cast: Cast) -> None:
    assert cast.handler.posts == {"mz-relief"}
    assert cast.deputy.posts == frozenset()


def test_the_outsider_sees_only_another_town(cast: Cast) -> None:
    assert cast.outsider.places == ("990101101",)
    assert cast.outsider.organisations == ("qh-lx",)


def test_the_resident_is_masked(cast: Cast) -> None:
    assert cast.resident.code == f"resident:{cast.persons['resident']}"
    assert cast.resident.name == "李*"


@pytest.mark.parametrize("when", ["2024-02-29 12:00+08:00", "2031-01-01 00:00+08:00"])
def test_the_cast_stands_on_any_day(cast: Cast, when: str) -> None:
    with time_machine.travel(when, tick=False):
        assert cast.handler.posts == {"mz-relief"}
        assert cast.leader.may("directory.leave")


def test_a_copied_county_knows_its_passwords(cast: Cast) -> None:
    assert Account.objects.get(username="zhao").check_password(PASSWORD)
