"""What may be published (D2; ux E60)."""

from dataclasses import fields

from hypothesis import given
from hypothesis import strategies as st

from sunhall.sunshine import rules
from sunhall.sunshine.rules import LEAST, Tally, publishable, shown, total

COUNTS = st.dictionaries(st.sampled_from(["", *"abcdefg"]), st.integers(0, 40))


def test_nine_are_too_few_and_ten_are_enough() -> None:
    assert shown(0.5, 9) is None
    assert shown(0.5, 10) == 0.5
    assert shown(0, 10) == 0


def test_a_small_group_takes_the_smallest_named_one_with_it() -> None:
    assert publishable({"a": 40, "b": 12, "c": 3}) == {"a"}
    assert publishable({"a": 40, "b": 12, "c": 3, "": 9}) == {"a", "b"}
    assert publishable({"a": 40, "b": 12}) == {"a", "b"}
    assert publishable({"c": 3}) == frozenset()


@given(COUNTS)
def test_no_group_below_ten_can_be_found_by_subtraction(counts: dict[str, int]) -> None:
    named = publishable(counts)
    rest = sum(n for name, n in counts.items() if name not in named)
    assert all(counts[name] >= LEAST for name in named)
    assert rest == 0 or rest >= LEAST or not named


def test_the_columns_are_an_allow_list() -> None:
    said = {code for columns in (rules.ROW_COLUMNS, rules.OPINION_COLUMNS) for code, _ in columns}
    assert said == {
        "received_on", "reply_due_on", "answered_on", "answered", "on_time", "working_days",
        "satisfied", "revisited", "understood", "stars",
    }  # fmt: skip


def test_opinions_carry_no_date() -> None:
    assert not [code for code, _ in rules.OPINION_COLUMNS if code.endswith("_on")]


@given(st.lists(st.lists(st.integers(0, 99), min_size=6, max_size=6).map(lambda n: Tally(*n))))
def test_a_total_adds_every_count(tallies: list[Tally]) -> None:
    for field in fields(Tally):
        name = field.name
        assert getattr(total(tallies), name) == sum(getattr(one, name) for one in tallies)
