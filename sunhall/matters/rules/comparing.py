"""Comparing offices that are alike, by intervals and tiers, without ranks (国办函〔2025〕66号).

Nothing is said of fewer than thirty; and an office stands in a tier of its own only when chance
does not explain how far it lies from its group.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt

LEAST = 30
Z = 1.96  # 95 per cent
ABOVE, WITHIN, BELOW, FEW = "above", "within", "below", "few"
TIERS = {
    ABOVE: "明显高于本组", WITHIN: "与本组相当", BELOW: "明显低于本组", FEW: "件数不足，不比较",
}  # fmt: skip
PERCENT = 100


@dataclass(frozen=True, slots=True)
class Share:
    """One rate of one office: part of n, between low and high with 95 per cent."""

    part: int
    n: int
    low: float
    high: float

    @property
    def value(self) -> float | None:
        """The rate; None of nothing."""
        return self.part / self.n if self.n else None

    @property
    def is_enough(self) -> bool:
        """Whether it may be compared at all."""
        return self.n >= LEAST


@dataclass(frozen=True, slots=True)
class Composite:
    """The weighted sum 综合得分 of rates, of a hundred, with the same kind of interval."""

    value: float
    low: float
    high: float


def interval(part: int, n: int) -> tuple[float, float]:
    """Wilson's interval of a share: honest also near 0 and 1."""
    if not n:
        return 0.0, 1.0
    p, z2 = part / n, Z * Z
    middle = (p + z2 / (2 * n)) / (1 + z2 / n)
    half = Z / (1 + z2 / n) * sqrt(p * (1 - p) / n + z2 / (4 * n * n))
    return max(0.0, middle - half), min(1.0, middle + half)


def share_of(part: int, n: int) -> Share:
    """A rate with its interval."""
    return Share(part, n, *interval(part, n))


def tier(one: Share, rest: Share) -> str:
    """Where an office stands against the rest of its group: only beyond chance above or below."""
    if not one.is_enough or not rest.is_enough:
        return FEW
    p, q = one.part / one.n, rest.part / rest.n
    pooled = (one.part + rest.part) / (one.n + rest.n)
    spread = sqrt(pooled * (1 - pooled) * (1 / one.n + 1 / rest.n))
    if not spread or abs(p - q) <= Z * spread:
        return WITHIN
    return ABOVE if p > q else BELOW


def composite(rates: Mapping[str, Share], weights: Mapping[str, int]) -> Composite | None:
    """The weighted sum of rates; None unless each rests on thirty."""
    parts = [(rates.get(name, share_of(0, 0)), weight) for name, weight in weights.items()]
    if not parts or not all(one.is_enough for one, _weight in parts):
        return None
    value = sum(weight * one.part / one.n for one, weight in parts)
    # Half of each interval, added as independent errors are.
    half = sqrt(sum((weight * (one.high - one.low) / 2) ** 2 for one, weight in parts))
    return Composite(value, max(0.0, value - half), min(float(PERCENT), value + half))
