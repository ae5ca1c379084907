"""Who is accountable, who may hold, grant and plan: pure rules."""

import itertools
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunhall.directory import rules
from sunhall.directory.rules import NOBODY, Accountable, Away, Hold
from sunhall.ground.access.actor import SYSTEM, Actor
from sunhall.ground.kit.refusal import Refused

ZONE = timezone(timedelta(hours=8))
DAY = date(2026, 3, 2)
NOON = datetime(2026, 3, 2, 12, tzinfo=ZONE)
A, B = Hold("zhao", "A", DAY), Hold("qian", "B", DAY)


def away(staff: str, from_hour: int, to_hour: int) -> Away:
    return Away(staff, NOON + timedelta(hours=from_hour), NOON + timedelta(hours=to_hour))


@pytest.mark.parametrize(
    ("holds", "leaves", "who"),
    [
        ([A, B], [], Accountable("zhao", "A")),
        ([A, B], [away("zhao", -1, 1)], Accountable("qian", "B")),
        ([A, B], [away("zhao", -1, 1), away("qian", -1, 1)], NOBODY),
        ([A, B], [away("qian", -1, 1)], Accountable("zhao", "A")),
        ([A], [away("zhao", -1, 1)], NOBODY),
        ([B], [], Accountable("qian", "B")),
        ([], [], NOBODY),
    ],
)
def test_a_owns_and_b_owns_when_a_is_away(holds, leaves, who) -> None:
    assert rules.holder_at(holds, leaves, NOON, ZONE) == who


def test_leave_begins_with_its_first_instant_and_is_over_at_its_last() -> None:
    leave = away("zhao", 0, 2)
    assert rules.holder_at([A, B], [leave], NOON, ZONE).staff == "qian"
    assert rules.holder_at([A, B], [leave], NOON - timedelta(seconds=1), ZONE).staff == "zhao"
    assert rules.holder_at([A, B], [leave], NOON + timedelta(hours=2), ZONE).staff == "zhao"


def test_a_holding_lasts_to_the_end_of_its_last_local_day() -> None:
    last = Hold("zhao", "A", DAY, DAY)
    midnight = datetime(2026, 3, 3, tzinfo=ZONE)
    assert rules.holder_at([last], [], midnight - timedelta(seconds=1), ZONE).staff == "zhao"
    assert rules.holder_at([last], [], midnight.astimezone(UTC), ZONE) == NOBODY


people = st.sampled_from(["zhao", "qian", "sun"])
days = st.integers(-5, 20).map(lambda n: DAY + timedelta(days=n))
holdings = st.lists(
    st.builds(
        lambda who, rank, start, length: Hold(
            who, rank, start, None if length is None else start + timedelta(days=length)
        ),
        people,
        st.sampled_from(["A", "B"]),
        days,
        st.none() | st.integers(0, 10),
    ),
    max_size=5,
)
absences = st.lists(
    st.builds(
        lambda who, start, length: away(who, start, start + length),
        people,
        st.integers(-48, 400),
        st.integers(1, 200),
    ),
    max_size=5,
)


@given(holdings, absences, st.integers(0, 14 * 24 - 1))
def test_gaps_ahead_are_exactly_the_instants_without_a_holder(holds, leaves, hour) -> None:
    gaps = rules.gaps_ahead("post", holds, leaves, NOON, 14, ZONE)
    at = NOON + timedelta(hours=hour, minutes=30)
    in_gap = any(gap.from_at <= at < gap.to_at for gap in gaps)
    assert in_gap == (not rules.holder_at(holds, leaves, at, ZONE))


@given(holdings, absences)
def test_gaps_ahead_are_in_order_and_do_not_touch(holds, leaves) -> None:
    gaps = rules.gaps_ahead("post", holds, leaves, NOON, 14, ZONE)
    assert all(one.to_at < two.from_at for one, two in itertools.pairwise(gaps))


def test_one_person_is_not_a_and_b_of_the_same_post() -> None:
    assert "A 岗和 B 岗" in rules.may_hold(Hold("zhao", "B", DAY), [A]).reason


def test_a_post_has_one_a_at_a_time() -> None:
    assert not rules.may_hold(Hold("sun", "A", DAY + timedelta(days=9)), [A])
    ended = Hold("zhao", "A", DAY - timedelta(days=9), DAY - timedelta(days=1))
    assert rules.may_hold(Hold("sun", "A", DAY), [ended])


def test_two_leaves_of_one_person_do_not_overlap() -> None:
    assert rules.may_be_away(away("zhao", 0, 5), [away("zhao", 5, 8)])
    assert not rules.may_be_away(away("zhao", 0, 6), [away("zhao", 5, 8)])
    assert not rules.may_be_away(away("zhao", 5, 5), [])


SECURITY = Actor(code="staff:feng", permissions=frozenset({"directory.grant"}))


@pytest.mark.parametrize("held", rules.ADMINISTRATORS)
@pytest.mark.parametrize("wanted", rules.ADMINISTRATORS)
def test_the_three_administrations_exclude_each_other(held: str, wanted: str) -> None:
    verdict = rules.may_grant(SECURITY, "zheng", wanted, {held})
    assert bool(verdict) == (held == wanted)


def test_nobody_grants_to_himself_and_only_security_grants() -> None:
    assert "自己" in rules.may_grant(SECURITY, "feng", "handler", ()).reason
    assert "安全管理员" in rules.may_grant(Actor(code="staff:x"), "zhao", "handler", ()).reason
    assert rules.may_grant(SECURITY, "zhao", "handler", ())


def test_nobody_approves_his_own_leave() -> None:
    leader = Actor(code="staff:sun", permissions=frozenset({"directory.leave"}))
    assert "他人批准" in rules.may_plan(leader, "sun").reason
    assert rules.may_plan(leader, "zhao")
    assert not rules.may_plan(Actor(code="staff:zhao"), "qian")
    assert rules.may_plan(SYSTEM, "zhao")


def test_administrators_and_leaders_need_a_second_factor() -> None:
    assert rules.needs_second_factor({"leader"})
    assert rules.needs_second_factor({"audit_admin", "handler"})
    assert not rules.needs_second_factor({"handler", "operator"})


@pytest.mark.parametrize(
    ("code", "scope", "inside"),
    [
        ("qh-mz", "", True),
        ("qh-mz", "qh", True),
        ("qh-mz", "qh-mz", True),
        ("qh-mzx", "qh-mz", False),
        ("qh", "qh-mz", False),
    ],
)
def test_an_organisation_lies_within_its_own_branch(code: str, scope: str, inside: bool) -> None:
    assert rules.within_organisation(code, scope) == inside


def test_a_code_names_its_parent() -> None:
    assert rules.parent_code("qh-ds-sq") == "qh-ds"
    assert rules.organisation_code(" QH-MZ ") == "qh-mz"
    with pytest.raises(Refused, match="例如 qh-mz"):
        rules.organisation_code("民政局")
