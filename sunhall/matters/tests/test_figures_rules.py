"""Arithmetic and definitions of figures (D2; norms 1.5)."""

import statistics

from hypothesis import given
from hypothesis import strategies as st

from sunhall.hotline.rules import figures as hotline
from sunhall.matters.rules import figures as rules

VALUES = st.lists(st.integers(0, 400), min_size=1, max_size=60)


@given(VALUES)
def test_the_median_is_the_median(values: list[int]) -> None:
    counts = {value: values.count(value) for value in values}
    assert rules.quantile(counts, 0.5) == round(float(statistics.median(values)), 4)


@given(VALUES.filter(lambda values: len(values) > 1))
def test_the_ninth_tenth_is_found_by_linear_interpolation(values: list[int]) -> None:
    counts = {value: values.count(value) for value in values}
    expected = statistics.quantiles(values, n=10, method="inclusive")[8]
    assert abs((rules.quantile(counts, 0.9) or 0) - expected) < 1e-4


def test_nothing_divided_by_nothing_is_no_rate() -> None:
    assert rules.share(0, 0) is None
    assert rules.quantile({}, 0.5) is None
    assert rules.share(1, 3) == 0.3333


def test_every_figure_says_what_it_counts_and_what_it_leaves_out() -> None:
    for definition in (*rules.FIGURES, *hotline.FIGURES):
        assert definition.meaning
        assert definition.numerator
        assert definition.exclusions
        assert definition.source
        assert definition.denominator or not definition.is_rate
