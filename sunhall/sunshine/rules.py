"""What may be published: an allow-list, and nothing of fewer than ten (PIPL 25; ux E60)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date

LEAST = 10
MOST_MONTHS = 12

# The only columns of the published rows. No number, person, place or text; and what people said
# stands in a table of its own without dates, so that nobody's opinion can be found by the day.
ROW_COLUMNS = (
    ("received_on", "收到之日"),
    ("reply_due_on", "答复期限的最后一日"),
    ("answered_on", "首次答复之日"),
    ("answered", "是否已答复"),
    ("on_time", "到期件是否按时答复"),
    ("working_days", "答复用时（工作日）"),
)
OPINION_COLUMNS = (
    ("satisfied", "是否满意（有明确表示的）"),
    ("revisited", "应回访的是否已回访"),
    ("understood", "约谈后是否满意或理解"),
    ("stars", "评价，1 至 5"),
)
GROUP_COLUMNS = (
    ("by", "office 为承办单位，topic 为一级分类"),
    ("name", "名称"),
    ("received", "收到"),
    ("answered", "已答复"),
    ("due", "到期件"),
    ("on_time", "其中按时答复"),
    ("said", "有明确表示"),
    ("satisfied", "其中满意"),
)

# Figures shown to everybody, in this order.
SHOWN = (
    "received", "answered", "reply_rate", "on_time_rate", "late", "median_working_days",
    "p90_working_days", "revisit_rate", "understanding_rate", "satisfaction_rate",
)  # fmt: skip
# Those that are also shown of one office or one topic.
SHOWN_OF_PART = ("received", "answered", "reply_rate", "on_time_rate", "late", "satisfaction_rate")

# When a definition or the list of figures changed, the newest first.
REVISIONS = ((date(2026, 11, 22), "首次公布全部指标和口径"),)


def shown(value: float | int | None, n: int) -> float | int | None:
    """The value, or nothing when too few stand behind it."""
    return value if n >= LEAST else None


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of one group of requests."""

    received: int = 0
    answered: int = 0
    on_time: int = 0
    late: int = 0
    said: int = 0
    satisfied: int = 0

    @property
    def due(self) -> int:
        """到期件: answered in time, or late."""
        return self.on_time + self.late


def total(tallies: Iterable[Tally]) -> Tally:
    """The sum of tallies."""
    rows = list(tallies)
    names = [field.name for field in fields(Tally)]
    return Tally(**{name: sum(getattr(row, name) for row in rows) for name in names})


def publishable(counts: Mapping[str, int]) -> frozenset[str]:
    """The groups that may be named: ten or more each, and ten or more, or none, left over.

    `""` holds what belongs to no group. When a few are left over, the smallest named group
    joins them, for otherwise the few could be found by subtraction.
    """
    named = sorted((n, name) for name, n in counts.items() if name and n >= LEAST)
    rest = sum(counts.values()) - sum(n for n, _ in named)
    while named and 0 < rest < LEAST:
        rest += named.pop(0)[0]
    return frozenset(name for _, name in named)
