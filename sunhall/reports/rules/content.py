"""What a report holds: figures and tables of a period beside those before it, and what changed."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sunhall.matters.rules.figures import share
from sunhall.reports.rules.elements import COUNTED, Elements
from sunhall.reports.rules.figures import HAPPENING_WORDS, RECEIVED, counts

VERSION = 1
Tally = dict[str, Any]


def tally(kind: str, told: Iterable[Elements]) -> Tally:
    """Count the figures and the values of every element of a period."""
    ours = list(told)
    new = [one for one in ours if one.is_new]
    return {
        "figures": counts(ours),
        "elements": {
            element.code: dict(Counter(element.of(one, kind) for one in new)) for element in COUNTED
        },
    }


def figure_words() -> dict[str, str]:
    """The words of every figure."""
    return {one.name: one.definition.words for one in RECEIVED} | HAPPENING_WORDS


@dataclass(frozen=True)
class Difference:
    """One number that was counted otherwise: what it counts, then and now."""

    words: str
    before: int
    after: int


def differences(before: Tally, after: Tally, names: Mapping[str, str]) -> list[Difference]:
    """Where two counts of one period differ, figure by figure and value by value."""
    words = figure_words()
    found = [
        Difference(words[name], held[0], after["figures"].get(name, [0, 0])[0])
        for name, held in before["figures"].items()
        if held != after["figures"].get(name)
    ]
    for element in COUNTED:
        old, new = before["elements"][element.code], after["elements"][element.code]
        found += [
            Difference(
                f"{element.words}：{names.get(f'{element.code}:{value}', value)}",
                old.get(value, 0),
                new.get(value, 0),
            )
            for value in sorted({*old, *new})
            if old.get(value, 0) != new.get(value, 0)
        ]
    return found


def rate_of(figure: Sequence[int]) -> float | None:
    """The share of what stands above the line."""
    return share(figure[0], figure[1])


@dataclass(frozen=True)
class Change:
    """One value of an element that grew or fell against another period."""

    value: str
    now: int
    before: int

    @property
    def by(self) -> int:
        """By how much."""
        return self.now - self.before


def changes(now: Mapping[str, int], before: Mapping[str, int], *, least: int) -> list[Change]:
    """The largest changes first; what moved by less than `least` is none."""
    found = [
        Change(value, now.get(value, 0), before.get(value, 0)) for value in sorted({*now, *before})
    ]
    found = [one for one in found if abs(one.by) >= least]
    return sorted(found, key=lambda one: (-abs(one.by), one.value))
