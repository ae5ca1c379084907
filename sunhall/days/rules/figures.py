"""A figure of sittings: numerator, denominator, and what was left out and why."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Share:
    """How many of how many, and how many were left out for which reason."""

    code: str
    words: str
    numerator: int
    denominator: int
    excluded: Mapping[str, int] = field(default_factory=dict)

    @property
    def rate(self) -> float | None:
        """The share, or nothing where there is nothing to share."""
        return self.numerator / self.denominator if self.denominator else None
