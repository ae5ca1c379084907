"""Signals 异常信号: pauses just before the limit, one person's like requests closed again (B5)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Max

from sunhall.clocks import queries as clocks
from sunhall.clocks import rules as clock_rules
from sunhall.directory import queries as directory
from sunhall.ground.access.actor import Actor
from sunhall.ground.kit.now import now
from sunhall.matters import queries as matters
from sunhall.supervision.queries.offices import named_posts

if TYPE_CHECKING:
    from sunhall.matters.models import Matter

SINCE = timedelta(days=90)
LAST_MOMENT = timedelta(hours=24)
AGAIN = 2
MOST = 50


@dataclass(frozen=True)
class LatePause:
    """One pause that began shortly before a limit ran out: how long before, who, on what ground."""

    matter: "Matter"
    post: str
    by: str
    ground: str
    from_at: datetime
    due_at: datetime

    @property
    def hours(self) -> int:
        """Whole hours that were left."""
        return int((self.due_at - self.from_at).total_seconds() // 3600)


@dataclass(frozen=True)
class ClosedAgain:
    """Requests of one person about one class, closed several times: was it solved?"""

    class_code: str
    times: int
    last_at: datetime
    numbers: tuple[str, ...]


def late_pauses(actor: Actor) -> list[LatePause]:
    """Pauses 临期暂停 within the last day before the limit as it stood then, the newest first."""
    rows = matters.matters_for(actor).filter(
        pauses__from_at__gte=now() - SINCE, pauses__undone_at=None
    )
    found = list(rows.distinct().prefetch_related("pauses", "deadlines")[:500])
    with clocks.steady():
        told = [one for row in found for one in _late_of(row)]
    told = sorted(told, key=lambda one: one.from_at, reverse=True)[:MOST]
    return _named(told)


def closed_again(actor: Actor) -> list[ClosedAgain]:
    """The same person, the same class, closed twice or more in ninety days 同人同类多次办结."""
    rows = matters.matters_for(actor).filter(closed_at__gte=now() - SINCE)
    rows = rows.exclude(person="").exclude(class_code="")
    groups = (
        rows.values("person", "class_code").order_by()
        .annotate(times=Count("pk"), last_at=Max("closed_at")).filter(times__gte=AGAIN)
        .order_by("-times", "-last_at")[:MOST]
    )  # fmt: skip
    return [
        ClosedAgain(
            group["class_code"],
            group["times"],
            group["last_at"],
            tuple(
                rows.filter(person=group["person"], class_code=group["class_code"])
                .order_by("-closed_at")
                .values_list("number", flat=True)
            ),
        )
        for group in groups
    ]


def _late_of(matter: "Matter") -> Iterable[LatePause]:
    pauses = sorted(matter.pauses.all(), key=lambda one: one.from_at)
    for at, pause in enumerate(pauses):
        if pause.undone_at is not None or pause.from_at < now() - SINCE:
            continue
        before = [
            clock_rules.Pause(one.from_at, one.to_at, one.ground, one.paper)
            for one in pauses[:at]
            if one.undone_at is None
        ]
        running = [row for row in matter.deadlines.all() if _ran_at(row, pause.from_at)]
        dues = [_due_then(row, matter.place, before) for row in running]
        near = [due for due in dues if due and pause.from_at <= due <= pause.from_at + LAST_MOMENT]
        if near:
            yield LatePause(matter, matter.owner, pause.by, pause.ground, pause.from_at, min(near))


def _ran_at(row: Any, at: datetime) -> bool:
    """Whether a clock ran at an instant."""
    over = [one for one in (row.met_at, row.ended_at) if one is not None]
    return row.started_at <= at and all(one > at for one in over)


def _due_then(row: Any, place: str, pauses: list[clock_rules.Pause]) -> datetime | None:
    """When a clock would have run out, had it not been stopped just then."""
    inputs = matters.calendar_inputs(row, place)
    return clock_rules.due(pauses=pauses, **inputs).at


def _named(told: list[LatePause]) -> list[LatePause]:
    posts = named_posts(one.post for one in told)
    people = directory.names_of(one.by for one in told)
    return [
        LatePause(
            one.matter, posts.get(one.post, one.post), people.get(one.by, ""), one.ground,
            one.from_at, one.due_at,
        )
        for one in told
    ]  # fmt: skip
