"""Limits of our own that wait for a second person, and which limits a ground stops."""

from collections.abc import Iterable
from dataclasses import dataclass

from sunhall.clocks.models import PROPOSED, LimitProposal
from sunhall.clocks.queries.holdings import holdings
from sunhall.clocks.queries.pages import limit_rules
from sunhall.clocks.rules.due import due
from sunhall.clocks.rules.grounds import Ground
from sunhall.clocks.rules.limits import Due
from sunhall.clocks.rules.table import LimitRow
from sunhall.ground.kit.now import now
from sunhall.ground.kit.refusal import NotFound


@dataclass(frozen=True)
class Stop:
    """What one beginning of a code in a ground stands for: the limits it stops."""

    code: str
    limits: tuple[LimitRow, ...]


def limits_waiting() -> list[tuple[LimitProposal, LimitRow]]:
    """Limits of our own that wait for a second person, oldest first."""
    rows = LimitProposal.objects.filter(state=PROPOSED).order_by("proposed_at")
    return [(row, _line(row)) for row in rows]


def limit_proposed(proposal: int) -> tuple[LimitProposal, LimitRow]:
    """One proposed limit with its line of the table."""
    row = LimitProposal.objects.filter(pk=proposal).first()
    if row is None:
        raise NotFound
    return row, _line(row)


def trial_of_limit(line: LimitRow) -> Due:
    """When it would end if it began now: the plainest way to see how it counts."""
    held = holdings()
    return due(now(), line.limit, [], held.calendar(""), held.office("", "", None))


def stopped_by(grounds: Iterable[Ground]) -> dict[str, list[Stop]]:
    """Code of a ground → the limits it stops, by name; presets of other places are left out."""
    lines = [line for line in limit_rules() if not line.preset]
    return {
        ground.code: [
            Stop(code, tuple(line for line in lines if line.code.startswith(code)))
            for code in ground.stops
        ]
        for ground in grounds
    }


def _line(row: LimitProposal) -> LimitRow:
    return LimitRow(**row.facts, from_on=row.from_on)
