"""Meetings 会商, tasks of co-handlers 协办 and instructions 批示: what is open, where it stands."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from sunhall.clocks import queries as clocks
from sunhall.clocks import rules as clock_rules
from sunhall.directory import queries as directory
from sunhall.ground.access.actor import Actor
from sunhall.ground.kit.now import LOCAL, now, today
from sunhall.ground.kit.refusal import NotFound
from sunhall.hotline.models import Conferee, Conference, Instruction
from sunhall.matters import queries as matters
from sunhall.matters.rules import ENDED

BATCH = 200


def joined_by_meeting(actor: Actor) -> Q:
    """The requests in whose meeting a post of this actor sits: it sees what it is asked about."""
    mine = Conferee.objects.filter(post__in=actor.posts, conference__off_at=None)
    return Q(pk__in=mine.values("conference__matter"))


def conference_open(number: str) -> Conference | None:
    """The meeting that is called and not yet concluded, if any."""
    return Conference.objects.filter(matter__number=number, concluded_at=None, off_at=None).first()


def conferees_of(pk: int) -> list[str]:
    """The posts of a meeting."""
    rows = Conferee.objects.filter(conference=pk).order_by("pk")
    return list(rows.values_list("post", flat=True))


def conference_for(actor: Actor, number: str, pk: int) -> Conference:
    """One meeting of a request this actor may see, for its papers."""
    matter = matters.matter_for(actor, number)
    row = Conference.objects.filter(matter=matter, pk=pk).first()
    if row is None:
        raise NotFound(str(pk))
    return row


@dataclass(frozen=True)
class Seat:
    """A post in a meeting, by name."""

    row: Conferee
    name: str

    @property
    def is_late(self) -> bool:
        """Whether its task has run out, or was reported after it had."""
        due = self.row.due_at
        return due is not None and (self.row.reported_at or now()) > due


@dataclass(frozen=True)
class Meeting:
    """A meeting with its seats, the lead first."""

    row: Conference
    seats: list[Seat]

    @property
    def lead(self) -> Seat:
        return self.seats[0]


def meetings_of(matter: Any) -> list[Meeting]:
    """The meetings about a request, the latest first."""
    return _meetings(Conference.objects.filter(matter=matter).order_by("-called_at"))


def meetings_for(actor: Actor) -> list[Meeting]:
    """The meetings that are called within this actor's sight, the next first."""
    seen = matters.matters_for(actor).filter(stage="conferring")
    rows = Conference.objects.filter(matter__in=seen, concluded_at=None, off_at=None)
    return _meetings(rows.select_related("matter").order_by("meets_at"))


def meeting_of(row: Conference) -> Meeting:
    """One meeting with its seats."""
    return _meetings(Conference.objects.filter(pk=row.pk).select_related("matter"))[0]


def _meetings(rows: QuerySet[Conference]) -> list[Meeting]:
    found = list(rows.prefetch_related("conferees"))
    posts = {one.post for row in found for one in row.conferees.all()}
    names = directory.names_of(f"post:{post}" for post in posts)
    return [
        Meeting(
            row,
            [
                Seat(one, names.get(f"post:{one.post}", one.post))
                for one in sorted(row.conferees.all(), key=lambda one: (not one.is_lead, one.pk))
            ],
        )
        for row in found
    ]


def tasks_for(actor: Actor) -> list[Seat]:
    """The tasks 协办 that this actor's posts owe, the first to run out first."""
    rows = list(_tasks(actor).select_related("conference__matter").order_by("due_at", "pk"))
    names = directory.names_of(f"post:{row.post}" for row in rows)
    return [Seat(row, names.get(f"post:{row.post}", row.post)) for row in rows]


def count_tasks(actor: Actor) -> int:
    """How many tasks this actor's posts owe."""
    return _tasks(actor).count()


def _tasks(actor: Actor) -> QuerySet[Conferee]:
    rows = Conferee.objects.filter(post__in=actor.posts, reported_at=None).exclude(task="")
    return rows.exclude(conference__matter__phase__in=ENDED)


def task_of(actor: Actor, number: str) -> Conferee | None:
    """The task that this actor's posts owe in one request, if any."""
    return _tasks(actor).filter(conference__matter__number=number).order_by("pk").first()


def late_tasks() -> list[int]:
    """Tasks that have run out and were not yet noted."""
    rows = Conferee.objects.filter(reported_at=None, late_at=None, due_at__lt=now())
    return list(rows.order_by("due_at").values_list("pk", flat=True)[:200])


@dataclass(frozen=True)
class Instructed:
    """An instruction 批示 as the leader follows it: what, by when, where it stands."""

    row: Instruction
    line: matters.Listed
    to: str
    state: str

    @property
    def is_late(self) -> bool:
        """Whether the day of its report has passed without one; late stays late."""
        due: date | None = self.row.due_on
        if self.row.late_at:
            return True
        return due is not None and self.row.reported_at is None and due < today()


def reminder_of(due_on: date, place: str) -> datetime | None:
    """When to remind of a report that a leader wants by a day; None when it is too near."""
    calendar, hours = clocks.calendar(place), clocks.office_hours(place, today())
    near = clocks.thresholds(today()).workdays
    for workdays in range(max(near, 1), 0, -1):
        at = clock_rules.warn_before(due_on, calendar, hours, workdays=workdays)
        if at > now():
            return at
    return None


def end_of(day: date) -> datetime:
    """The instant at which a day is over."""
    return datetime.combine(day + timedelta(days=1), time(), LOCAL)


def instructions_near() -> list[int]:
    """Instructions whose report is due soon, and who owes it was not yet reminded."""
    rows = _unreported().filter(reminded_at=None, late_at=None, remind_at__lte=now())
    return list(rows.values_list("pk", flat=True)[:BATCH])


def instructions_late() -> list[int]:
    """Instructions whose day has passed without a report, not yet noted."""
    rows = _unreported().filter(late_at=None, due_on__lt=today())
    return list(rows.values_list("pk", flat=True)[:BATCH])


def _unreported() -> QuerySet[Instruction]:
    rows = Instruction.objects.filter(done_at=None, reported_at=None)
    return rows.exclude(matter__phase__in=ENDED).order_by("due_on", "pk")


INSTRUCTION_STATES = {
    "given": "待签收",
    "handling": "办理中",
    "reported": "已回报，待办结",
    "done": "已办结",
}


def instructions_of(actor: Actor, *, everything: bool = False) -> list[Instructed]:
    """What this actor has instructed 我批示的: what is open first, the oldest first."""
    rows = Instruction.objects.filter(leader=actor.code).order_by("given_at")
    if not everything:
        rows = rows.filter(done_at=None)
    seen = matters.with_names(
        matters.matters_for(actor).filter(pk__in=[row.matter_id for row in rows])
    )
    lines = {line.number: line for line in matters.lines(seen, to=actor)}
    found = list(rows.select_related("matter"))
    names = directory.names_of(f"post:{row.to}" for row in found)
    return [
        Instructed(
            row,
            lines[row.matter.number],
            names.get(f"post:{row.to}", row.to),
            INSTRUCTION_STATES[_state(row)],
        )
        for row in found
        if row.matter.number in lines
    ]


def instructions_about(matter: Any) -> list[tuple[Instruction, str, str]]:
    """The instructions about a request with the leader's name and where each stands."""
    rows = list(Instruction.objects.filter(matter=matter).order_by("-given_at"))
    names = directory.names_of(row.leader for row in rows)
    return [(row, names.get(row.leader, ""), INSTRUCTION_STATES[_state(row)]) for row in rows]


def _state(row: Instruction) -> str:
    if row.done_at:
        return "done"
    if row.reported_at:
        return "reported"
    return "given" if row.matter.stage == "assigned" else "handling"
