"""A sample nobody chose, that anyone can draw again 抽样 (B5; mission, beyond 4)."""

from collections.abc import Iterable
from hashlib import sha256

from sunhall.ground.kit.digest import root


def drawn(seed: str, numbers: Iterable[str], n: int) -> list[str]:
    """The n numbers whose hash with the seed is smallest: no machine's random generator in it."""
    return sorted(set(numbers), key=lambda one: _place(seed, one))[:n]


def population(numbers: Iterable[str]) -> str:
    """The digest of all numbers it was drawn from: none can be left out afterwards."""
    return root(one.encode() for one in sorted(set(numbers)))


def _place(seed: str, number: str) -> str:
    return sha256(f"{seed}:{number}".encode()).hexdigest()
