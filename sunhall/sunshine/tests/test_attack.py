"""An attacker reads every public address and knows the rules; no small group falls (D2; 0016)."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import pairwise, product
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sunhall.sunshine import rules
from sunhall.sunshine.rules import LEAST, Fact
from sunhall.supervision.rules import months_before

JANUARY = date(2026, 1, 1)
MONTHS = [months_before(JANUARY, -n) for n in range(6)]
OFFICES = ("", "a", "b", "c")
TOPICS = ("", "x", "y")
BASES: dict[str, Callable[[Fact], bool]] = {
    "received": lambda fact: True,
    "answered": lambda fact: fact.answered,
    "due": lambda fact: fact.on_time is not None,
    "said": lambda fact: fact.satisfied is not None,
}

Cell = tuple[date, str, str]
Year = dict[date, list[Fact]]
# What an attacker knows: over which cells a published number adds, and the number.
Equation = tuple[frozenset[Cell], int]

facts = st.builds(
    Fact,
    office=st.sampled_from(OFFICES),
    topic=st.sampled_from(TOPICS),
    is_listed=st.sampled_from([False, False, False, True]),
    answered=st.just(True),
    on_time=st.sampled_from([True, True, False, None]),
    days=st.sampled_from([1, 2, 3]),
    satisfied=st.sampled_from([True, True, False, None]),
    stars=st.sampled_from([None, 1, 5]),
)
# Blocks of like requests, so that some groups are large and some small.
blocks = st.tuples(facts, st.sampled_from([1, 2, 5, 9, 10, 11, 14, 25]))
years = st.fixed_dictionaries(
    {month: st.lists(blocks, max_size=5).map(lambda found: _spread(found)) for month in MONTHS}
)
many = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def _spread(found: Iterable[tuple[Fact, int]]) -> list[Fact]:
    return [fact for fact, count in found for _ in range(count)]


def releases(year: Year) -> dict[str, list[tuple[list[date], Any]]]:
    """Everything that is ever published of a year, month after month, as the action does it."""
    kept: Year = {}
    made: dict[str, list[tuple[list[date], Any]]] = {"county": [], "office": [], "topic": []}
    counts = {month: sum(not one.is_listed for one in rows) for month, rows in year.items()}
    ends: dict[str, list[tuple[date, date]]] = {"county": [], "office": [], "topic": []}
    for first, last in rules.monthly(counts, [], MONTHS[-1], lambda n: n >= LEAST):
        months = rules.months_of(first, last)
        ends["county"].append((first, last))
        kept |= {month: [] for month in months} | {first: rules.masked(_rows(year, months))}
        made["county"].append((months, rules.county(kept[first])))
        for by in ("office", "topic"):
            runs = rules.quarterly(ends["county"], ends[by])
            whole = [month for run in runs for month in rules.months_of(*run)]
            told = rules.parts(_rows(kept, whole), by)
            if told:
                ends[by].append((whole[0], whole[-1]))
                counted = {
                    code: tuple(getattr(one, name) for name in rules.told_of(by))
                    for code, one in told.items()
                }
                made[by].append((whole, counted))
    return made


def _rows(year: Year, months: Iterable[date]) -> list[Fact]:
    return [fact for month in months for fact in year[month]]


def known(year: Year, base: str) -> list[Equation]:
    """Each published sum of what is not in a public list; the lists themselves are subtracted."""
    counts = _cells(year, base)
    found: list[Equation] = []
    made = releases(year)
    telling: list[date] = []
    for months, told in made["county"]:
        if _tells(told, base):
            telling += months
            found.append(_equation(counts, product(months, OFFICES, TOPICS)))
    for months, told in made["office"]:
        within = [month for month in months if month in telling]
        found += [_equation(counts, product(within, [code], TOPICS)) for code in told]
    for months, told in made["topic"]:
        if base == "received":
            found += [_equation(counts, product(months, OFFICES, [code])) for code in told]
    return found


def _tells(told: rules.County, base: str) -> bool:
    """Whether a release of the county tells a column; what it leaves out, no table counts."""
    if base == "said":
        return bool(told.opinions["satisfied"])
    return base != "due" or any(on_time is not None for _a, on_time, _d in told.handled)


def _cells(year: Year, base: str) -> Counter[Cell]:
    return Counter(
        (month, fact.office, fact.topic)
        for month, rows in year.items()
        for fact in rows
        if BASES[base](fact) and not fact.is_listed
    )


def _equation(counts: Counter[Cell], cells: Iterable[Cell]) -> Equation:
    summed = frozenset(cells)
    return summed, sum(counts[cell] for cell in summed)


def targets() -> Iterable[frozenset[Cell]]:
    """Every group somebody may be sought in: any run of months, of an office, a topic or both."""
    runs = [MONTHS[i:j] for i in range(len(MONTHS)) for j in range(i + 1, len(MONTHS) + 1)]
    some_offices = [OFFICES, *((one,) for one in OFFICES)]
    some_topics = [TOPICS, *((one,) for one in TOPICS)]
    for months, offices, topics in product(runs, some_offices, some_topics):
        yield frozenset(product(months, offices, topics))


class Solver:
    """The linear system an attacker can write down, solved exactly."""

    def __init__(self, equations: Iterable[Equation]) -> None:
        self.rows: list[tuple[Cell, dict[Cell, Fraction], Fraction]] = []
        for cells, value in equations:
            row, right = self._reduced(dict.fromkeys(cells, Fraction(1)), Fraction(value))
            if row:
                pivot = min(row)
                scale = row[pivot]
                row = {cell: by / scale for cell, by in row.items()}
                self.rows.append((pivot, row, right / scale))

    def solved(self, cells: Iterable[Cell]) -> Fraction | None:
        """The sum over some cells, when the published numbers determine it."""
        row, right = self._reduced(dict.fromkeys(cells, Fraction(1)), Fraction(0))
        return None if row else -right

    def _reduced(
        self, row: dict[Cell, Fraction], right: Fraction
    ) -> tuple[dict[Cell, Fraction], Fraction]:
        for pivot, other, value in self.rows:
            by = row.get(pivot)
            if by:
                for cell, share in other.items():
                    row[cell] = row.get(cell, Fraction(0)) - by * share
                right -= by * value
        return {cell: by for cell, by in row.items() if by}, right


@pytest.mark.parametrize("base", BASES)
def test_no_sum_of_published_numbers_tells_of_fewer_than_ten(base: str) -> None:
    @many
    @given(years)
    def attack(year: Year) -> None:
        solver = Solver(known(year, base))
        for cells in targets():
            value = solver.solved(cells)
            assert value is None or value == 0 or value >= LEAST

    attack()


@many
@given(years)
def test_whoever_is_silent_could_be_any_other_silent_one(year: Year) -> None:
    """The attacker even knows the rules: two counties publish the same, one of them the twin."""
    made = releases(year)
    for by in ("office", "topic"):
        for months, told in made[by]:
            sizes = Counter(getattr(fact, by) for fact in _rows(year, months) if not fact.is_listed)
            silent = [code for code in sizes if code not in told]
            for small in (code for code in silent if sizes[code] < LEAST):
                twin = max(silent, key=lambda code: sizes[code])
                assert sizes[twin] >= LEAST
                changed = releases(_traded(year, months, by, small, twin))
                assert changed[by] == made[by]
                assert changed["county"] == made["county"]


def _traded(year: Year, months: Iterable[date], by: str, one: str, two: str) -> Year:
    """The same county in which two groups traded all requests that stand in no public list."""
    other = {one: two, two: one}

    def traded(fact: Fact) -> Fact:
        code = getattr(fact, by)
        moves = code in other and not fact.is_listed
        return replace(fact, **{by: other[code]}) if moves else fact

    inside = set(months)
    return {
        month: [traded(fact) for fact in rows] if month in inside else rows
        for month, rows in year.items()
    }


@many
@given(years)
def test_whom_both_an_office_and_a_topic_count_may_be_none_or_ten_more(year: Year) -> None:
    """Where the two tables cross, the published margins leave room for at least ten."""
    made = releases(year)
    for months, offices in made["office"]:
        for told_months, topics in made["topic"]:
            if months != told_months:
                continue
            held = [fact for fact in _rows(year, months) if not fact.is_listed]
            whole = len(held)
            for office, topic in product(offices, topics):
                r = sum(fact.office == office for fact in held)
                c = sum(fact.topic == topic for fact in held)
                room = min(r, c) - max(0, r + c - whole)
                assert room >= LEAST or (room == 0 and min(r, c) >= LEAST)


@many
@given(years)
def test_a_month_belongs_to_one_release_and_none_holds_fewer_than_ten(year: Year) -> None:
    made = releases(year)
    for found in made.values():
        for (one, _), (two, _) in pairwise(found):
            assert one[-1] < two[0]
    for months, told in made["county"]:
        rows = _rows(year, months)
        assert sum(told.handled.values()) == len(rows)
        assert sum(not fact.is_listed for fact in rows) >= LEAST
        for answers in told.opinions.values():
            assert sum(answers.values()) == 0 or sum(answers.values()) >= LEAST
