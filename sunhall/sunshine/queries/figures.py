"""Figures for everybody: sums of what was published, and nothing else (D2; 0016)."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sunhall.hotline.rules import figures as hotline
from sunhall.matters.queries.figures import Figure
from sunhall.matters.rules import figures as spine
from sunhall.sunshine import rules
from sunhall.sunshine.models import COUNTY, OFFICE, Release
from sunhall.sunshine.rules import Tally


@dataclass(frozen=True)
class Published:
    """One figure as published, with `n` always beside it."""

    figure: Figure
    value: float | int | None
    n: int


@dataclass(frozen=True)
class Part:
    """One office 承办单位 or topic 分类 with the counts that were published of it."""

    by: str
    code: str
    name: str
    tally: Tally


@dataclass(frozen=True)
class Told:
    """The releases of the county that lie wholly within a span of months, oldest first."""

    releases: Sequence[Release]

    @property
    def as_of(self) -> datetime | None:
        """When the newest of them was published."""
        return max((one.as_of for one in self.releases), default=None)

    def handled(self) -> Counter[tuple[bool, bool | None, int | None]]:
        """How many were handled so: answered, in time, after so many working days."""
        found: Counter[tuple[bool, bool | None, int | None]] = Counter()
        for release in self.releases:
            for answered, on_time, days, count in release.content["handled"]:
                found[answered, on_time, days] += count
        return found

    def opinions(self, question: str) -> Counter[Any]:
        """How often each answer was given to a question."""
        found: Counter[Any] = Counter()
        for release in self.releases:
            for answer, count in release.content["opinions"][question]:
                found[answer] += count
        return found


@dataclass(frozen=True)
class Month:
    """One release on the way to a chart."""

    first: date
    last: date
    hits: int
    n: int


def newest() -> date | None:
    """The last month of which anything was published."""
    row = Release.objects.filter(scope=COUNTY).order_by("-last").first()
    return row.last if row else None


def told(first: date, last: date) -> Told:
    """What was published of a span of months."""
    rows = Release.objects.filter(scope=COUNTY, first__gte=first, last__lte=last)
    return Told(list(rows.order_by("first")))


def tables(by: str, first: date, last: date) -> list[Release]:
    """The tables of offices or topics in a span; when there is none, the newest one before."""
    rows = Release.objects.filter(scope=by, last__lte=last).order_by("first")
    return list(rows.filter(first__gte=first)) or list(rows.order_by("-first")[:1])


def parts(table: Release) -> list[Part]:
    """The offices or topics of a table, the largest first."""
    return [
        Part(table.scope, line["code"], line["name"], _tally(table.scope, line))
        for line in table.content["parts"]
    ]


def published(found: Told) -> list[Published]:
    """The allow-listed figures of the county; a count rests on what was received."""
    handled = found.handled()
    received = handled.total()
    days = _days(handled)
    due = sum(n for key, n in handled.items() if key[1] is not None)
    on_time = sum(n for key, n in handled.items() if key[1])
    answered = sum(n for key, n in handled.items() if key[0])
    made = [
        *_counts(received, answered, due, on_time),
        (_quantile(spine.MEDIAN, days, 0.5), days.total()),
        (_quantile(spine.P90, days, 0.9), days.total()),
        *(
            _rate(definition, answers[True], answers.total())
            for definition, answers in (
                (hotline.REVISIT_RATE, found.opinions("revisited")),
                (hotline.UNDERSTANDING_RATE, found.opinions("understood")),
                (spine.SATISFACTION_RATE, found.opinions("satisfied")),
            )
        ),
    ]
    return _listed(made, rules.SHOWN)


def of_part(part: Part) -> list[Published]:
    """The figures of one office, or of one topic, with the definitions of the whole."""
    tally = part.tally
    made = _counts(tally.received, tally.answered, tally.due, tally.on_time)
    made.append(_rate(spine.SATISFACTION_RATE, tally.satisfied, tally.said))
    return _listed(made, rules.SHOWN_OF_PART if part.by == OFFICE else rules.SHOWN_OF_PART[:1])


def by_month(found: Told) -> list[Month]:
    """On-time answers release by release, for the chart that tells change from chance."""
    made = []
    for release in found.releases:
        keys = [(on_time, n) for _a, on_time, _d, n in release.content["handled"]]
        hits = sum(n for on_time, n in keys if on_time)
        whole = sum(n for on_time, n in keys if on_time is not None)
        if whole:
            made.append(Month(release.first, release.last, hits, whole))
    return made


def months_of_part(part: Part, releases: Iterable[Release]) -> list[Month]:
    """The same for one office, table by table."""
    found = [(one, line) for one in releases for line in parts(one) if line.code == part.code]
    return [Month(one.first, one.last, line.tally.on_time, line.tally.due) for one, line in found]


def stars(found: Told) -> list[int]:
    """How many requests were rated at each level, best first; empty when too few."""
    given = found.opinions("stars")
    return [given[level] for level in (5, 4, 3, 2, 1)] if given else []


def _counts(received: int, answered: int, due: int, on_time: int) -> list[tuple[Figure, int]]:
    late = due - on_time
    return [
        (Figure(spine.RECEIVED, received, received, received), received),
        (Figure(spine.ANSWERED, answered, answered, answered), received),
        _rate(spine.REPLY_RATE, answered, received),
        _rate(spine.ON_TIME_RATE, on_time, due),
        (Figure(spine.LATE, late, late, late), due),
    ]


def _rate(definition: spine.Definition, part: int, whole: int) -> tuple[Figure, int]:
    return Figure(definition, spine.share(part, whole), part, whole), whole


def _quantile(definition: spine.Definition, days: Counter[int], at: float) -> Figure:
    return Figure(definition, spine.quantile(days, at), days.total(), days.total())


def _days(handled: Counter[tuple[bool, bool | None, int | None]]) -> Counter[int]:
    days: Counter[int] = Counter()
    for (_answered, _on_time, spent), count in handled.items():
        if spent is not None:
            days[spent] += count
    return days


def _listed(made: Iterable[tuple[Figure, int]], names: Iterable[str]) -> list[Published]:
    found = {figure.definition.name: (figure, n) for figure, n in made}
    return [
        Published(figure, rules.shown(figure.value, n), n)
        for figure, n in (found[name] for name in names)
    ]


def _tally(by: str, line: dict[str, Any]) -> Tally:
    return Tally(**{name: line[name] for name in rules.told_of(by)})
