"""What is not told of a small part cannot be found from the whole and the others (PIPL 25)."""

from datetime import date

import pytest

from sunhall.matters.queries.figures import Period
from sunhall.sunshine import queries
from sunhall.sunshine.queries import Group
from sunhall.sunshine.rules import LEAST, Tally
from tests.cast import Cast

ONE, TWO, THREE, FOUR = "qh-mz", "qh-zj", "qh-jw", "qh-rx"
SEPTEMBER, OCTOBER, NOVEMBER = date(2026, 9, 1), date(2026, 10, 1), date(2026, 11, 1)


def tally(received: int, on_time: int, late: int, said: int, satisfied: int) -> Tally:
    return Tally(received, on_time + late, on_time, late, said, satisfied)


def group(office: str, counts: Tally, month: date = OCTOBER) -> Group:
    return Group(month, office, "", counts)


@pytest.fixture
def offices(cast: Cast) -> list[Group]:
    """Four offices; of one only three were due, of another only four said anything."""
    return [
        group(ONE, tally(60, 40, 5, 30, 25)),
        group(TWO, tally(30, 11, 1, 12, 9)),
        group(THREE, tally(20, 2, 1, 11, 3)),
        group(FOUR, tally(25, 20, 0, 4, 1)),
    ]


def test_a_fraction_too_small_takes_the_smallest_told_one_with_it(offices: list[Group]) -> None:
    parts = {part.code: part for part in queries.named_groups(offices, "office")}
    assert set(parts) == {ONE, TWO, THREE, FOUR}
    assert [code for code in sorted(parts) if parts[code].tells_due] == sorted([ONE, FOUR])
    assert [code for code in sorted(parts) if parts[code].tells_said] == sorted([ONE, TWO])


def test_whole_less_told_never_leaves_fewer_than_ten(offices: list[Group]) -> None:
    parts = queries.named_groups(offices, "office")
    lines = {line[1]: line for line in queries.group_rows(parts)}
    for column, whole in ((4, "due"), (6, "said")):
        everything = sum(getattr(row.tally, whole) for row in offices)
        told = sum(int(line[column] or 0) for line in lines.values())
        assert everything == told or everything - told >= LEAST, whole


def test_a_part_that_may_not_tell_a_fraction_does_not_tell_it_on_its_page(
    offices: list[Group],
) -> None:
    period = Period(SEPTEMBER, date(2026, 11, 30))
    (small,) = [part for part in queries.named_groups(offices, "office") if part.code == TWO]
    shown = {one.figure.definition.name: one for one in queries.of_part(period, small, None)}
    assert shown["on_time_rate"].value is None
    assert shown["satisfaction_rate"].value == 0.75


def test_months_of_a_part_and_its_total_betray_no_thin_month() -> None:
    period = Period(OCTOBER, date(2026, 11, 30))
    rows = [
        group(ONE, tally(20, 18, 2, 0, 0), SEPTEMBER),
        group(ONE, tally(20, 12, 0, 0, 0), OCTOBER),
        group(ONE, tally(5, 3, 1, 0, 0), NOVEMBER),
    ]
    # October and the total of both months would give November away.
    assert [month.first for month in queries.months_of_part(rows, period)] == [SEPTEMBER]
    assert [month.first for month in queries.by_month(rows)] == [SEPTEMBER, OCTOBER]
