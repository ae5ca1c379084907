"""Lines of a list: what an inbox, a search and a queue show of one matter, without more queries."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import OuterRef, QuerySet, Subquery

from sunhall.clocks import queries as clock_queries
from sunhall.clocks import rules as clock_rules
from sunhall.directory import queries as directory
from sunhall.ground.access.actor import Actor
from sunhall.ground.kit.now import LOCAL, now
from sunhall.matters.models import Deadline, Matter
from sunhall.matters.queries.clock import days_left
from sunhall.matters.queries.desk import present_among
from sunhall.matters.queries.kinds import kind
from sunhall.matters.queries.marks import marks_of
from sunhall.matters.rules import CLOCKS, Mark
from sunhall.places import queries as places


@dataclass(frozen=True)
class Listed:
    """One matter as a list shows it: the absolute moment, the lamp, who holds it."""

    number: str
    kind: str
    address: str
    subject: str
    stage: str
    channel: str
    place: str
    post: str
    offered: str
    is_offered_to_me: bool
    is_urgent: bool
    returns: int
    opened_at: datetime
    due_at: datetime | None
    clock: str
    lamp: clock_rules.Lamp | None
    days_left: int | None
    satisfied: bool | None
    present: list[tuple[str, bool]] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)


def with_names(rows: QuerySet[Matter]) -> QuerySet[Matter]:
    """The same matters with the names and the first clock that a list shows."""
    first = Deadline.objects.filter(matter=OuterRef("pk"), met_at=None, ended_at=None)
    first = first.order_by("due_at", "pk")
    return rows.annotate(
        place_name=places.name_beside("place"),
        post_name=directory.post_name_beside("owner"),
        offered_name=directory.post_name_beside("offered_to"),
        clock_name=Subquery(first.values("name")[:1]),
        warn_at=Subquery(first.values("remind_at")[:1]),
    )


def lines(rows: Iterable[Matter], *, to: Actor) -> list[Listed]:
    """Lines for matters that came through `with_names`; few queries whatever their number."""
    found = list(rows)
    present = present_among([row.pk for row in found], besides=to)
    with clock_queries.steady():
        marks = marks_of(to, [row.number for row in found])
        return [_line(row, to, present.get(row.pk, []), marks.get(row.number, [])) for row in found]


def _line(row: Matter, to: Actor, present: list[tuple[str, bool]], marks: list[Mark]) -> Listed:
    # What `with_names` has added: mypy cannot know it.
    seen = vars(row)
    taught = kind(row.kind)
    over = row.phase in ("closed", "refused")
    return Listed(
        number=row.number,
        kind=taught.words,
        address=taught.address,
        subject=row.subject,
        stage=taught.moves.words(row.stage),
        channel=row.channel,
        place=seen["place_name"] or "",
        post=seen["post_name"] or row.owner,
        offered=(seen["offered_name"] or row.offered_to) if row.offered_to else "",
        is_offered_to_me=row.offered_to in to.posts,
        is_urgent=row.is_urgent,
        returns=row.returns,
        opened_at=row.opened_at,
        due_at=row.due_at,
        clock=CLOCKS.get(seen["clock_name"] or "", ""),
        lamp=None if over else _lamp(row, seen["warn_at"]),
        days_left=_days_left(row),
        satisfied=row.satisfied,
        present=present,
        marks=marks,
    )


def _lamp(row: Matter, warn_at: datetime | None) -> clock_rules.Lamp:
    paused = row.paused_at is not None
    return clock_rules.light(now=now(), due_at=row.due_at, warn_at=warn_at, paused=paused)


def _days_left(row: Matter) -> int | None:
    if row.due_at is None:
        return None
    return days_left(row.due_at, clock_queries.calendar(row.place))


SHEET_HEAD = (
    "编号", "主题", "环节", "地点", "承办岗位", "登记时间", "最迟", "答复时间", "是否超期",
)  # fmt: skip


def cells(rows: Iterable[Matter]) -> Iterator[tuple[str, ...]]:
    """Rows of an export for matters that came through `with_names`: no names, no phones (K1)."""
    for row in rows:
        seen = vars(row)
        yield (
            row.number,
            row.subject,
            kind(row.kind).moves.words(row.stage),
            seen["place_name"] or row.place,
            seen["post_name"] or row.owner,
            _time(row.opened_at),
            _time(row.due_at),
            _time(row.answered_at),
            "是" if row.late_at else "否",
        )


def _time(at: datetime | None) -> str:
    return f"{at.astimezone(LOCAL):%Y-%m-%d %H:%M}" if at else ""
