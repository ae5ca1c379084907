"""Chance and change in rates: limits, and the four signals that chance does not explain."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt

LEAST_POINTS = 10
RUN = 8
TREND = 6
NEAR = 2 / 3
FEW = 20


@dataclass(frozen=True, slots=True)
class Share:
    """So many of n, in one period or at one unit."""

    label: str
    hits: int
    n: int
    url: str = ""

    @property
    def rate(self) -> float:
        """The share itself; nothing of nothing is zero."""
        return self.hits / self.n if self.n else 0.0


def mean(points: Sequence[Share]) -> float:
    """The common rate: all hits over all n."""
    return sum(p.hits for p in points) / (sum(p.n for p in points) or 1)


def limits(centre: float, n: float) -> tuple[float, float]:
    """The band in which chance alone keeps a rate of n: p̄ ± 3√(p̄(1−p̄)/n)."""
    reach = _reach(centre, n)
    return max(0.0, centre - reach), min(1.0, centre + reach)


def signals(points: Sequence[Share]) -> set[int]:
    """Points outside, ending a run of 8 or a trend of 6, or 2 of 3 near one limit."""
    if len(points) < LEAST_POINTS:
        return set()
    centre = mean(points)
    return {
        i
        for i, point in enumerate(points)
        if outside(point, centre)
        or _run(points[: i + 1], centre)
        or _trend(points[: i + 1])
        or _near(points[: i + 1], centre)
    }


def outside(point: Share, centre: float) -> bool:
    """Whether one rate lies beyond its limits."""
    low, high = limits(centre, point.n)
    return point.n > 0 and not low <= point.rate <= high


def group(point: Share, centre: float) -> str:
    """Say above, below, same, or few where n is too small to say."""
    if point.n < FEW:
        return "few"
    if not outside(point, centre):
        return "same"
    return "above" if point.rate > centre else "below"


def _reach(centre: float, n: float) -> float:
    return 3 * sqrt(centre * (1 - centre) / n) if n else 1.0


def _run(points: Sequence[Share], centre: float) -> bool:
    last = [p.rate - centre for p in points[-RUN:]]
    return len(last) == RUN and (min(last) > 0 or max(last) < 0)


def _trend(points: Sequence[Share]) -> bool:
    steps = [b.rate - a.rate for a, b in pairwise(points[-TREND:])]
    return len(steps) == TREND - 1 and (min(steps) > 0 or max(steps) < 0)


def _near(points: Sequence[Share], centre: float) -> bool:
    """Two of the last three beyond two thirds of the way to the same limit, the last included."""
    far = [(p.rate - centre) / (_reach(centre, p.n) or 1) for p in points[-3:]]
    high, low = [f > NEAR for f in far], [f < -NEAR for f in far]
    return (high[-1] and sum(high) > 1) or (low[-1] and sum(low) > 1)
