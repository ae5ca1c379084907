"""What a release holds: counts of a fixed period, from which no small group can be told (D2; 0016).

Two rules. A column that fewer than ten fill is left out. An office or topic is told wholly or not
at all; and when one is too small, the smallest that is large enough stays silent with it. So the
silent ones could trade all their requests without one published number changing: nobody can tell
which of them is the small one.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace

from sunhall.sunshine.rules.shown import LEAST

QUESTIONS = ("satisfied", "revisited", "understood", "stars")
Answer = bool | int | None


@dataclass(frozen=True, slots=True)
class Fact:
    """What is counted of one request; codes are "" where no name may be said.

    `is_listed` when its person agreed to publication: what everybody can read one by one hides
    nobody, so it does not count towards the ten.
    """

    office: str
    topic: str
    is_listed: bool
    answered: bool
    on_time: bool | None
    days: int | None
    satisfied: bool | None = None
    revisited: bool | None = None
    understood: bool | None = None
    stars: int | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of one group of requests."""

    received: int = 0
    answered: int = 0
    due: int = 0
    on_time: int = 0
    said: int = 0
    satisfied: int = 0

    @property
    def late(self) -> int:
        """超期: due, and not answered in time."""
        return self.due - self.on_time


@dataclass(frozen=True, slots=True)
class County:
    """The whole county in one period: how many were handled so, and what people said."""

    handled: Mapping[tuple[bool, bool | None, int | None], int]
    opinions: Mapping[str, Mapping[Answer, int]]


def enough(facts: Iterable[Fact]) -> bool:
    """Whether so many requests make a release: ten that stand in no public list."""
    return sum(not fact.is_listed for fact in facts) >= LEAST


def county(facts: Iterable[Fact]) -> County:
    """Count how requests were handled, and each opinion by itself."""
    rows = list(facts)
    with_due = enough(row for row in rows if row.on_time is not None)
    with_days = enough(row for row in rows if row.days is not None)
    handled = Counter(
        (row.answered, row.on_time if with_due else None, row.days if with_days else None)
        for row in rows
    )
    return County(handled, {name: _answers(rows, name) for name in QUESTIONS})


def masked(facts: Iterable[Fact]) -> list[Fact]:
    """The facts without what the release of the county leaves out: no table tells it either."""
    rows = list(facts)
    with_due = enough(row for row in rows if row.on_time is not None)
    with_said = enough(row for row in rows if row.satisfied is not None)
    return [
        replace(
            row,
            on_time=row.on_time if with_due else None,
            satisfied=row.satisfied if with_said else None,
        )
        for row in rows
    ]


def parts(facts: Iterable[Fact], by: str) -> dict[str, Tally]:
    """The offices or topics that may be told, with their counts; the nameless are one of them."""
    groups: dict[str, list[Fact]] = {}
    for fact in facts:
        groups.setdefault(getattr(fact, by), []).append(fact)
    held = {code: tally(row for row in rows if not row.is_listed) for code, rows in groups.items()}
    large = {code: one.received for code, one in held.items() if _is_large(one, by)}
    least = min(large.values(), default=0) + 1 if len(large) < len(groups) else 0
    return {code: tally(groups[code]) for code, n in large.items() if n >= least}


def tally(facts: Iterable[Fact]) -> Tally:
    """Count one group."""
    rows = list(facts)
    return Tally(
        received=len(rows),
        answered=sum(row.answered for row in rows),
        due=sum(row.on_time is not None for row in rows),
        on_time=sum(row.on_time is True for row in rows),
        said=sum(row.satisfied is not None for row in rows),
        satisfied=sum(row.satisfied is True for row in rows),
    )


def _is_large(held: Tally, by: str) -> bool:
    """Whether each number told of a group rests on ten that stand in no public list."""
    bases = (held.received, held.answered, held.due, held.said)
    return min(bases if by == "office" else bases[:1]) >= LEAST


def told_of(by: str) -> tuple[str, ...]:
    """The counts that are published of an office; of a topic only how many came."""
    names = tuple(field.name for field in fields(Tally))
    return names if by == "office" else names[:1]


def _answers(rows: list[Fact], name: str) -> dict[Answer, int]:
    given = [row for row in rows if getattr(row, name) is not None]
    return dict(Counter(getattr(row, name) for row in given)) if enough(given) else {}
