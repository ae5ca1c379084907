"""What may be published, and of which months (D2; ux E60; 0016)."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunhall.sunshine import rules
from sunhall.sunshine.rules import LEAST, Fact

JUNE, JULY, AUGUST, SEPTEMBER, OCTOBER = (date(2026, month, 1) for month in range(6, 11))


def fact(office: str = "a", topic: str = "x", **changes: object) -> Fact:
    plain: dict[str, object] = {
        "is_listed": False, "answered": True, "on_time": True, "days": 2, "satisfied": True,
    }  # fmt: skip
    return Fact(office=office, topic=topic, **(plain | changes))  # type: ignore[arg-type]


def test_nine_are_too_few_and_ten_are_enough() -> None:
    assert rules.shown(0.5, 9) is None
    assert rules.shown(0.5, 10) == 0.5
    assert rules.shown(0, 10) == 0


def test_who_can_be_read_one_by_one_does_not_count_towards_the_ten() -> None:
    nine = [fact()] * 9
    assert not rules.enough([*nine, *[fact(is_listed=True)] * 20])
    assert rules.enough([*nine, fact()])


def test_a_column_that_nine_fill_is_left_out() -> None:
    nine = [fact(stars=5)] * 9 + [fact(answered=False, on_time=None, days=None, satisfied=None)]
    told = rules.county(nine)
    assert told.handled == {(True, None, None): 9, (False, None, None): 1}
    assert told.opinions == {name: {} for name in rules.QUESTIONS}
    told = rules.county([*nine, fact(stars=4)])
    assert told.handled == {(True, True, 2): 10, (False, None, None): 1}
    assert told.opinions["stars"] == {5: 9, 4: 1}
    assert told.opinions["understood"] == {}


def test_with_a_small_part_the_smallest_large_one_stays_silent() -> None:
    large = [*[fact("a")] * 40, *[fact("b")] * 12]
    assert set(rules.parts(large, "office")) == {"a", "b"}
    assert set(rules.parts([*large, fact("c")], "office")) == {"a"}
    assert set(rules.parts([*large, fact("")], "office")) == {"a"}
    assert set(rules.parts([*large, *[fact("d")] * 12, fact("c")], "office")) == {"a"}
    assert rules.parts([*[fact("a")] * 40, fact("c")], "office") == {}


def test_a_part_is_told_wholly_or_not_at_all() -> None:
    quiet = [*[fact("a", satisfied=None)] * 4, *[fact("a")] * 9, *[fact("b")] * 20]
    assert rules.parts(quiet, "office") == {}
    told = rules.parts([*quiet, fact("a")], "office")
    assert (told["a"].received, told["a"].said) == (14, 10)
    # Of a topic only the number is told, so only the number must be large enough.
    assert set(rules.parts([fact(satisfied=None)] * 10, "topic")) == {"x"}


def test_a_month_settles_on_the_sixteenth_of_the_next() -> None:
    assert rules.settled(date(2026, 11, 15)) == SEPTEMBER
    assert rules.settled(date(2026, 11, 16)) == OCTOBER
    assert rules.told_on(date(2026, 12, 1)) == date(2027, 1, 16)


def monthly(counts: dict[date, int], released: list[tuple[date, date]]) -> list[rules.Run]:
    return rules.monthly(counts, released, OCTOBER, lambda n: n >= LEAST)


def test_a_month_with_few_waits_for_the_next() -> None:
    counts = {JUNE: 12, JULY: 3, AUGUST: 6, SEPTEMBER: 1, OCTOBER: 9}
    assert monthly(counts, []) == [(JUNE, JUNE), (JULY, SEPTEMBER)]
    assert monthly(counts, [(JUNE, JUNE), (JULY, SEPTEMBER)]) == []


def test_what_is_recorded_later_makes_no_second_release_of_a_month() -> None:
    counts = {JUNE: 5, JULY: 99, AUGUST: 8, SEPTEMBER: 3}
    assert monthly(counts, [(JULY, JULY)]) == [(AUGUST, SEPTEMBER)]


@given(st.dictionaries(st.sampled_from([JUNE, JULY, AUGUST, SEPTEMBER]), st.integers(0, 30)))
def test_no_two_releases_overlap(counts: dict[date, int]) -> None:
    runs = monthly(counts, [])
    assert all(one[1] < two[0] for one, two in pairwise(runs))
    assert all(
        sum(counts.get(month, 0) for month in rules.months_of(*run)) >= LEAST for run in runs
    )


@pytest.mark.parametrize(
    ("months", "released", "expected"),
    [
        ([JULY, AUGUST], [], []),
        ([JULY, AUGUST, SEPTEMBER], [], [JULY, AUGUST, SEPTEMBER]),
        ([JULY, AUGUST, SEPTEMBER, OCTOBER], [(JULY, SEPTEMBER)], []),
        ([SEPTEMBER], [], [SEPTEMBER]),
        ([AUGUST, OCTOBER], [], [AUGUST, OCTOBER]),
    ],
)
def test_offices_and_topics_are_told_at_a_quarters_end(
    months: list[date], released: list[rules.Run], expected: list[date]
) -> None:
    runs = rules.quarterly([(month, month) for month in months], released)
    assert runs == [(month, month) for month in expected]


def test_the_columns_are_an_allow_list() -> None:
    said = {code for columns in (rules.ROW_COLUMNS, rules.OPINION_COLUMNS) for code, _ in columns}
    assert said == {
        "first", "last", "answered", "on_time", "working_days", "question", "answer", "count",
    }  # fmt: skip


def test_no_column_holds_a_day() -> None:
    every = (rules.ROW_COLUMNS, rules.OPINION_COLUMNS, rules.GROUP_COLUMNS)
    assert not [code for columns in every for code, _ in columns if code.endswith("_on")]


def test_what_a_month_leaves_out_no_table_of_its_quarter_tells() -> None:
    month = [*[fact(satisfied=None)] * 11, fact()]
    assert rules.county(rules.masked(month)).opinions["satisfied"] == {}
    assert {one.satisfied for one in rules.masked(month)} == {None}
    assert [one.on_time for one in rules.masked(month)] == [True] * 12
    due = [*[fact(on_time=None)] * 11, fact()]
    assert {one.on_time for one in rules.masked(due)} == {None}
