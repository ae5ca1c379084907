"""Why matters are red: who held them day by day, what stopped their clocks and who granted it."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import prefetch_related_objects

from sunhall.clocks import queries as clocks
from sunhall.directory import queries as directory
from sunhall.ground.kit.now import LOCAL, now
from sunhall.supervision.queries.board import post_names
from sunhall.supervision.rules import Course, Held, Longer, Stop

if TYPE_CHECKING:
    from sunhall.matters.models import Matter

_HANGS_ON = ("assignments", "pauses", "deadlines__extensions")


def courses(rows: "Iterable[Matter]") -> dict[str, Course]:
    """The course of each matter of a page; six queries whatever their number."""
    found = list(rows)
    prefetch_related_objects(found, *_HANGS_ON)
    posts = post_names(_posts(found))
    people = directory.names_of(_people(found))
    with clocks.steady():
        return {row.number: _course(row, posts, people) for row in found}


def _course(row: "Matter", posts: dict[str, str], people: dict[str, str]) -> Course:
    held = sorted(row.assignments.all(), key=lambda one: one.from_at)
    stops = sorted(_pauses(row), key=lambda one: one.from_at)
    return Course(
        held=tuple(
            Held(
                posts.get(one.post, one.post),
                one.from_at,
                one.to_at,
                _workdays(row, one.from_at, one.to_at),
                people.get(one.signed_by, ""),
            )
            for one in held
        ),
        stops=tuple(
            Stop(one.ground, one.paper, people.get(one.by, one.by), one.from_at, one.to_at)
            for one in stops
        ),
        longer=tuple(_longer(one, people) for one in _extensions(row) if one.granted),
        returns=row.returns,
        offered=posts.get(row.offered_to, row.offered_to),
        offered_at=_offered_at(row) if row.offered_to else None,
    )


def _longer(extension: Any, people: dict[str, str]) -> Longer:
    asked, decided = extension.asked_by, extension.decided_by
    who = (people.get(asked, asked), people.get(decided, decided))
    return Longer(extension.n, extension.reason, *who)


def _workdays(row: "Matter", start: datetime, end: datetime | None) -> int:
    """Working days from one local day to another, the first not counted."""
    first, last = start.astimezone(LOCAL).date(), (end or now()).astimezone(LOCAL).date()
    return clocks.calendar(row.place).workdays_between(first, last)


def _offered_at(row: "Matter") -> datetime:
    """When the post that has not signed was asked: its own clock says so, if it has one."""
    running = [one for one in row.deadlines.all() if one.name == "sign" and not one.met_at]
    asked = [one.started_at for one in running if not one.ended_at]
    return max(asked, default=row.opened_at)


def _pauses(row: "Matter") -> list[Any]:
    """The pauses that counted; one that was undone stopped no clock."""
    return [one for one in row.pauses.all() if one.undone_at is None]


def _extensions(row: "Matter") -> list[Any]:
    return [one for deadline in row.deadlines.all() for one in deadline.extensions.all()]


def _posts(rows: "Iterable[Matter]") -> set[str]:
    posts = {one.post for row in rows for one in row.assignments.all()}
    return posts | {row.offered_to for row in rows if row.offered_to}


def _people(rows: "Iterable[Matter]") -> set[str]:
    signed = {one.signed_by for row in rows for one in row.assignments.all()}
    paused = {one.by for row in rows for one in _pauses(row)}
    longer = {
        who for row in rows for one in _extensions(row) for who in (one.asked_by, one.decided_by)
    }
    return {who for who in signed | paused | longer if who}
