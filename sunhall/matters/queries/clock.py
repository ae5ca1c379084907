"""Clocks of a matter: what runs, what it rests on, and what is due."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from sunhall.clocks import queries as clock_queries
from sunhall.clocks import rules as clock_rules
from sunhall.ground.access.actor import Actor
from sunhall.ground.kit.now import LOCAL, now
from sunhall.matters.models import Deadline, Extension, Matter, Pause
from sunhall.matters.queries.find import matters_for
from sunhall.matters.rules import CLOCKS


@dataclass(frozen=True)
class Clock:
    """One clock as a page shows it: absolute moment, lamp, working days left, day by day."""

    row: Deadline
    lamp: clock_rules.Lamp
    days_left: int | None
    days: list[clock_rules.DayLine]
    bar: clock_rules.Bar | None

    @property
    def words(self) -> str:
        """What the clock is called."""
        return CLOCKS.get(self.row.name, self.row.name)


def pauses_of(matter: Matter) -> list[clock_rules.Pause]:
    """The pauses of a matter as the clock rules take them."""
    return [
        clock_rules.Pause(row.from_at, row.to_at, row.ground, paper_of(row))
        for row in matter.pauses.filter(undone_at=None).order_by("from_at")
    ]


def paper_of(pause: Pause) -> str:
    """What a pause rests on: the article of the law and the number of the paper."""
    return f"{pause.article}，{pause.paper}" if pause.article else pause.paper


def limits_running(matter: Matter) -> list[str]:
    """The codes of the limits whose clocks run for a matter."""
    running = matter.deadlines.filter(met_at=None, ended_at=None)
    return list(running.values_list("rule", flat=True))


def count_running(codes: Collection[str]) -> int:
    """How many clocks run under these limits: a new version of them moves none."""
    return Deadline.objects.filter(met_at=None, ended_at=None, rule__in=codes).count()


def calendar_inputs(deadline: Deadline, place: str) -> dict[str, Any]:
    """What the due moment of a deadline is computed from, besides its pauses."""
    started_on = deadline.started_at.astimezone(LOCAL).date()
    return {
        "start": deadline.started_at,
        "limit": clock_rules.Limit(
            deadline.n + deadline.extended,
            clock_rules.Unit(deadline.unit),
            closes_with_office=False,
        ),
        "calendar": clock_queries.calendar(place),
        "office_hours": clock_queries.office_hours(place, started_on),
    }


def clocks_of(matter: Matter, *, explained: bool = False) -> list[Clock]:
    """Every clock of a matter with its lamp; with `explained`, day by day why (ux E30)."""
    pauses = pauses_of(matter)
    return [
        _clock(row, matter.place, pauses, explained)
        for row in matter.deadlines.order_by("started_at", "pk")
        if row.ended_at is None
    ]


def due_from_now(rule_code: str, place: str) -> datetime | None:
    """When a limit that begins now runs out: for steps beside the clocks of a matter itself."""
    start = now()
    rule = clock_queries.limit_rule(rule_code, start.astimezone(LOCAL).date())
    limit = clock_rules.Limit(rule.n, clock_rules.Unit(rule.unit), closes_with_office=False)
    hours = clock_queries.office_hours(place, start.astimezone(LOCAL).date())
    return clock_rules.due(start, limit, [], clock_queries.calendar(place), hours).at


def extension_asked(matter: Matter) -> Extension | None:
    """The request for more time 延期申请 that waits for a decision, if any (K3)."""
    rows = Extension.objects.filter(
        deadline__matter=matter, granted=None, deadline__met_at=None, deadline__ended_at=None
    )
    return rows.select_related("deadline").first()


def extensions_waiting(actor: Actor) -> QuerySet[Extension]:
    """Requests for more time that this actor may decide: never their own (K3)."""
    rows = Extension.objects.filter(
        granted=None, deadline__met_at=None, deadline__ended_at=None,
        deadline__matter__in=matters_for(actor),
    )  # fmt: skip
    rows = rows.exclude(asked_by=actor.code).select_related("deadline", "deadline__matter")
    return rows.order_by("deadline__due_at", "pk")


def due_of(matter: Matter, name: str) -> datetime | None:
    """When the latest clock of a name runs out, whichever other clock runs out first."""
    clocks = matter.deadlines.filter(name=name).order_by("-pk")
    return clocks.values_list("due_at", flat=True).first()


def deadlines_near(at: datetime) -> QuerySet[Deadline]:
    """Running clocks whose moment to remind has come; none that is already noted as past."""
    return Deadline.objects.filter(
        met_at=None, ended_at=None, reminded_at=None, passed_at=None, remind_at__lte=at
    ).order_by("remind_at")


def deadlines_past(at: datetime) -> QuerySet[Deadline]:
    """Running clocks that have run out and were not yet noted."""
    return Deadline.objects.filter(
        met_at=None, ended_at=None, passed_at=None, due_at__lt=at
    ).order_by("due_at")


def days_left(due_at: datetime, calendar: clock_rules.Calendar) -> int | None:
    """Working days left; nothing to say while it is past by less than one of them."""
    left = clock_rules.working_days_left(now(), due_at, calendar)
    return None if left == 0 and due_at < now() else left


def _clock(row: Deadline, place: str, pauses: list[clock_rules.Pause], explained: bool) -> Clock:
    paused = row.met_at is None and row.due_at is None
    lamp = clock_rules.light(
        now=now(), due_at=row.due_at, warn_at=row.remind_at, paused=paused, met_at=row.met_at
    )
    inputs = calendar_inputs(row, place)
    left = None
    if row.due_at is not None and row.met_at is None:
        left = days_left(row.due_at, inputs["calendar"])
    days: list[clock_rules.DayLine] = []
    bar = None
    if explained:
        days = clock_rules.explain(pauses=pauses, **inputs)
        bar = clock_rules.clock_bar(pauses=pauses, now=row.met_at or now(), **inputs)
    return Clock(row, lamp, left, days, bar)
