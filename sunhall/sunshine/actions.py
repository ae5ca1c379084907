"""Publishing: each month of the county once, its offices and topics once a quarter (D2; 0016)."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from sunhall.ground.access.actor import Actor
from sunhall.ground.journal.action import action
from sunhall.ground.journal.record import record
from sunhall.ground.kit.digest import canonical, digest
from sunhall.ground.kit.now import now, today
from sunhall.sunshine import queries, rules
from sunhall.sunshine.events import FiguresReleased
from sunhall.sunshine.models import COUNTY, OFFICE, TOPIC, Release
from sunhall.sunshine.rules import Run

Rows = Sequence[Sequence[Any]]

NAMELESS = {OFFICE: "未列单位（保密件等）", TOPIC: "未分类（含保密件）"}


@action
def release_figures(*, by: Actor) -> list[Release]:
    """Publish 公布 the figures of every settled month that has not been published (D2; 0016)."""
    made: list[Release] = []
    counts = queries.held_by_month()
    upto = rules.settled(today())
    for run in rules.monthly(counts, _released(COUNTY), upto, lambda n: n >= rules.LEAST):
        facts = rules.masked(queries.facts(*run))
        made.append(_release(COUNTY, run, _plain(rules.county(facts)), by, _kept(facts)))
        made.extend(_release_parts(OFFICE, by))
        made.extend(_release_parts(TOPIC, by))
    return made


def _release_parts(scope: str, by: Actor) -> list[Release]:
    """Offices or topics, once a quarter is full; when none may be told, the next one joins."""
    runs = rules.quarterly(_released(COUNTY), _released(scope))
    if not runs:
        return []
    counted = Release.objects.filter(scope=COUNTY, first__in=[first for first, _last in runs])
    facts = [one for row in counted for one in _facts(row.kept)]
    names = queries.names_of(scope) | {"": NAMELESS[scope]}
    lines: list[dict[str, Any]] = [
        {"code": code, "name": names[code]}
        | {name: getattr(tally, name) for name in rules.told_of(scope)}
        for code, tally in rules.parts(facts, scope).items()
    ]
    lines.sort(key=lambda line: (-line["received"], line["code"]))
    return [_release(scope, (runs[0][0], runs[-1][1]), {"parts": lines}, by)] if lines else []


def _released(scope: str) -> list[Run]:
    return list(Release.objects.filter(scope=scope).values_list("first", "last"))


def _release(scope: str, run: Run, content: dict[str, Any], by: Actor, kept: Rows = ()) -> Release:
    first, last = run
    row = Release.objects.create(
        scope=scope, first=first, last=last, as_of=now(), content=content,
        kept=list(kept),
    )  # fmt: skip
    record(
        FiguresReleased(
            scope=scope,
            first=f"{first:%Y-%m}",
            last=f"{last:%Y-%m}",
            digest=digest(canonical(content)),
        ),
        by=by,
    )
    return row


def _kept(facts: list[rules.Fact]) -> Rows:
    """How many requests of an office and topic went so; everything is frozen at one instant."""
    found = Counter(
        (one.office, one.topic, one.is_listed, one.answered, one.on_time, one.satisfied)
        for one in facts
    )
    return [[*key, count] for key, count in found.items()]


def _facts(kept: Rows) -> Iterator[rules.Fact]:
    for office, topic, is_listed, answered, on_time, satisfied, count in kept:
        one = rules.Fact(office, topic, is_listed, answered, on_time, None, satisfied)
        yield from [one] * count


def _plain(told: rules.County) -> dict[str, Any]:
    """The counts as they are kept, in an order that says nothing."""
    handled = [[*key, count] for key, count in told.handled.items()]
    opinions = {
        question: [[answer, count] for answer, count in sorted(answers.items(), key=str)]
        for question, answers in told.opinions.items()
    }
    return {"handled": sorted(handled, key=str), "opinions": opinions}
