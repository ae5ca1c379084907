"""Which issue of yesterday a group of tonight goes on with: they share members (H9, H13)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sunhall.hotline.rules.hot.heat import WEIGHTS, Weights


@dataclass(frozen=True, slots=True)
class Known:
    """An issue as it stood: its code and the keys of its members."""

    code: str
    members: frozenset[str]


def continued(
    groups: Sequence[Collection[str]], known: Sequence[Known], weights: Weights = WEIGHTS
) -> list[str]:
    """Name for every group the issue it goes on with, "" where it is a new one.

    The largest overlap is settled first, the older code before the younger: neither the order of
    the groups nor that of the issues changes anything. Half of the smaller of the two must be
    shared, so that a straggler does not carry the name of an issue away.
    """
    asked = [frozenset(group) for group in groups]
    pairs = [
        (-len(shared), one.code, tuple(sorted(group)), at)
        for one in known
        for at, group in enumerate(asked)
        if (shared := group & one.members)
        and len(shared) >= weights.same_share * min(len(group), len(one.members))
    ]
    found, taken = [""] * len(asked), set()
    for _, code, _, at in sorted(pairs):
        if not found[at] and code not in taken:
            found[at] = code
            taken.add(code)
    return found
