"""Levels, letters, listings, scripts, samples, special reports, straight from the articles."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunhall.ground.access.actor import Actor
from sunhall.supervision import rules

SUPERVISOR = Actor(
    code="staff:zhou", permissions=frozenset({"supervision.order", "supervision.list"})
)
MANAGER = Actor(code="staff:shi", permissions=frozenset({"supervision.order"}))
LEADER = Actor(code="staff:sun", permissions=frozenset({"supervision.list", "supervision.talk"}))
HANDLER = Actor(code="staff:zhao", posts=frozenset({"mz-relief"}))
OPEN = rules.OrderFacts("working", "mz-relief")


@pytest.mark.parametrize(
    ("actor", "level", "may"),
    [
        (MANAGER, "daily", True),
        (MANAGER, "listed", False),
        (MANAGER, "talk", False),
        (SUPERVISOR, "daily", True),
        (SUPERVISOR, "listed", True),
        (SUPERVISOR, "talk", False),
        (LEADER, "daily", False),
        (LEADER, "listed", True),
        (LEADER, "talk", True),
        (HANDLER, "daily", False),
        (SUPERVISOR, "angry", False),
    ],
)
def test_each_level_is_ordered_by_those_who_may(actor: Actor, level: str, may: bool) -> None:
    assert bool(rules.may_order(actor, level, OPEN)) is may


def test_nobody_supervises_themselves_nor_what_is_closed_nor_twice_at_one_level() -> None:
    assert not rules.may_order(SUPERVISOR, "daily", rules.OrderFacts("closed", "mz-relief"))
    running = rules.OrderFacts("working", "mz-relief", ("daily",))
    assert not rules.may_order(SUPERVISOR, "daily", running)
    assert rules.may_order(SUPERVISOR, "listed", running)
    listed = rules.OrderFacts("working", "mz-relief", ("listed",))
    assert not rules.may_order(SUPERVISOR, "daily", listed)
    own = Actor(code="staff:x", posts=frozenset({"mz-relief"}), permissions=SUPERVISOR.permissions)
    assert not rules.may_order(own, "daily", OPEN)


@pytest.mark.parametrize(
    ("letters", "due"),
    [
        ([], "daily"),
        ([rules.Past("daily", True, False)], ""),
        ([rules.Past("daily", True, True)], "listed"),
        ([rules.Past("daily", False, False)], "daily"),
        ([rules.Past("daily", False, True)], "listed"),
        ([rules.Past("daily", False, True), rules.Past("listed", True, False)], ""),
        ([rules.Past("listed", True, True)], "talk"),
        ([rules.Past("talk", True, True)], ""),
        ([rules.Past("talk", False, True)], "talk"),
    ],
)
def test_a_level_follows_only_when_the_one_before_has_not_helped(
    letters: list[rules.Past], due: str
) -> None:
    assert rules.level_due(letters) == due


def test_a_letter_is_signed_then_answered_by_its_post_and_withdrawn_by_its_sender() -> None:
    sent = rules.LetterFacts("sent", "daily", "mz-relief", "staff:zhou")
    received = rules.LetterFacts("received", "daily", "mz-relief", "staff:zhou")
    answered = rules.LetterFacts("answered", "daily", "mz-relief", "staff:zhou")
    assert rules.may_sign_letter(HANDLER, sent)
    assert not rules.may_answer_letter(HANDLER, sent)
    assert rules.may_answer_letter(HANDLER, received)
    assert not rules.may_sign_letter(SUPERVISOR, sent)
    assert rules.may_withdraw(SUPERVISOR, received)
    assert not rules.may_withdraw(MANAGER, received)
    assert not rules.may_withdraw(SUPERVISOR, answered)


def test_who_listed_it_removes_it_and_an_heir_only_when_they_have_left() -> None:
    facts = rules.ListingFacts(True, "staff:zhou", "qh-dc")
    heir = Actor(code="staff:new", permissions=frozenset({"supervision.list"}))
    assert rules.may_remove(SUPERVISOR, facts, organisation="qh-dc")
    assert not rules.may_remove(LEADER, facts, organisation="qh")
    assert not rules.may_remove(heir, facts, organisation="qh-dc")
    gone = rules.ListingFacts(True, "staff:zhou", "qh-dc", lister_left=True)
    assert rules.may_remove(heir, gone, organisation="qh-dc")
    assert not rules.may_remove(heir, gone, organisation="qh")


WROTE = rules.Wrote("satisfied", "满意", "resolved", "已解决", "已说明依据", "现场谈了")
AGREES = {"met": "yes", "explained": "yes", "solved": "yes", "result": "satisfied"}


@pytest.mark.parametrize(
    ("said", "codes"),
    [
        (AGREES, []),
        (AGREES | {"manner": "poor"}, []),
        (AGREES | {"solved": "partly"}, []),
        (AGREES | {"explained": "no"}, ["explained"]),
        (AGREES | {"solved": "no"}, ["solved"]),
        (AGREES | {"result": "understands"}, ["result"]),
        (AGREES | {"solved": "no", "result": "not"}, ["solved", "result"]),
        ({"met": "no", "solved": "no"}, ["met"]),
    ],
)
def test_where_the_person_says_less_than_the_office_wrote_that_is_a_finding(
    said: dict[str, str], codes: list[str]
) -> None:
    assert [one.code for one in rules.differences(WROTE, said, 1)] == codes


def test_a_person_who_is_happier_than_the_office_wrote_is_no_finding() -> None:
    modest = rules.Wrote("not", "仍不满意", "unresolved", "未解决", "说了", "谈了")
    assert rules.differences(modest, AGREES, 1) == []


@given(st.sets(st.from_regex(r"\AR\d{6}-\d{7}\Z"), max_size=40), st.integers(1, 50), st.text())
def test_a_sample_is_the_same_however_the_numbers_come(
    numbers: set[str], n: int, seed: str
) -> None:
    drawn = rules.drawn(seed, sorted(numbers), n)
    assert drawn == rules.drawn(seed, sorted(numbers, reverse=True), n)
    assert len(drawn) == min(n, len(numbers))
    assert set(drawn) <= numbers
    if numbers:
        assert rules.population(numbers) != rules.population(list(numbers)[1:])


def test_a_week_begins_on_monday() -> None:
    assert rules.week_of(date(2026, 11, 18)) == (date(2026, 11, 16), date(2026, 11, 22))
    assert rules.week_of(date(2026, 11, 16))[0] == date(2026, 11, 16)


def test_a_report_is_approved_by_somebody_who_has_not_written_in_it() -> None:
    boss = Actor(code="staff:shi", permissions=frozenset({"supervision.approve"}))
    others = frozenset({"staff:zhou"})
    assert rules.may_approve(boss, state="draft", authors=others)
    assert not rules.may_approve(boss, state="draft", authors=others | {"staff:shi"})
    assert not rules.may_approve(boss, state="approved", authors=others)


def test_an_empty_week_divides_by_nothing() -> None:
    none = {one.code: 0 for one in rules.FIGURES}
    assert "%" not in rules.summary(none)
    some = none | {"held": 2, "satisfied": 1, "understands": 1}
    assert "占100.0%" in rules.summary(some)


def test_a_text_of_the_house_takes_only_the_facts_it_names() -> None:
    assert rules.fill("{a}与{b}", {"a": "{b.__class__}", "c": "x"}) == "{b.__class__}与"
