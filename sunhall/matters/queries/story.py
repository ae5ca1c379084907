"""The story of a matter: its timeline for staff, and the part the person is told."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from sunhall.directory import queries as directory
from sunhall.ground.access.actor import Actor
from sunhall.ground.journal.record import Recorded, latest, story
from sunhall.ground.kit.now import now
from sunhall.matters import events
from sunhall.matters.models import Answer, ContactAttempt, Matter, Note
from sunhall.matters.queries.kinds import kind
from sunhall.matters.rules import CLOCKS, UNDONE_BY, Told, may_undo

# Facts the person is not shown: inner notes go by their own flag, reminders concern the office.
INNER = frozenset(
    {
        "NoteAdded",
        "NoteUndone",
        "LimitNear",
        "LimitRecomputed",
        "MatterReminded",
        "MatterMoved",
        "FileAttached",
        "AnswerVoided",
    }
)

# Fields of events that hold the code of a post.
_POSTS = ("owner", "to", "from_post", "post", "suggested")


@dataclass(frozen=True)
class Line:
    """One line of a timeline."""

    at: datetime
    actor: str
    kind: str
    words: str
    recorded: Recorded
    who: str = ""


def story_of(matter: Matter) -> list[Line]:
    """Every fact of a matter, oldest first, with names for codes."""
    return story_of_stream(f"matter:{matter.number}")


def story_of_stream(stream: str) -> list[Line]:
    """The same for what hangs together with matters and has a chain of its own."""
    told = story(stream)
    names = directory.names_of(_codes(told))
    return [_line(recorded, names) for recorded in told]


def last_told(number: str) -> Told | None:
    """The last thing that happened to a matter, whoever did it (ux A3-09)."""
    last = latest(f"matter:{number}")
    return Told(type(last.event).kind, last.actor, last.at) if last else None


def undone_by(matter: Matter, last: Told | None) -> tuple[str, ...]:
    """The moves that would take back what was told last: those of the spine and of the kind."""
    if last is None:
        return ()
    return UNDONE_BY.get(last.kind) or kind(matter.kind).undone_by.get(last.kind, ())


def stage_before(number: str) -> str:
    """The stage a matter stood at before its last move along the table."""
    moves = [
        one.event for one in story(f"matter:{number}") if isinstance(one.event, events.MatterMoved)
    ]
    return moves[-1].from_stage if moves else ""


def undo_open(actor: Actor, matter: Matter) -> str:
    """The move by which this actor may take back what they did last; empty when none."""
    last = last_told(matter.number)
    moves = undone_by(matter, last)
    if not may_undo(actor, last, moves, now()):
        return ""
    known = kind(matter.kind)
    facts = known.facts(matter)
    return next((move for move in moves if known.moves.verdict(move, actor, facts)), "")


def told_to_person(matter: Matter) -> list[Line]:
    """What the person sees: everything but inner work, so that silence is visible too."""
    return [line for line in story_of(matter) if line.kind.partition(".")[2] not in INNER]


def words_of(recorded: Recorded, names: Mapping[str, str] | None = None) -> str:
    """The sentence of a fact: posts by name, clocks in words."""
    told = recorded.event.payload()
    spoken = {
        field: (names or {}).get(f"post:{told[field]}", told[field])
        for field in _POSTS
        if told.get(field)
    }
    if told.get("name") in CLOCKS:
        spoken["name"] = CLOCKS[told["name"]]
    return recorded.event.told(**spoken)


def _codes(told: Iterable[Recorded]) -> set[str]:
    facts = [(recorded.actor, recorded.event.payload()) for recorded in told]
    posts = {f"post:{fact[field]}" for _, fact in facts for field in _POSTS if fact.get(field)}
    return posts | {actor for actor, _ in facts}


def _line(recorded: Recorded, names: Mapping[str, str]) -> Line:
    who = (
        "诉求人"
        if recorded.actor.startswith(("resident:", "holder:"))
        else names.get(recorded.actor, "")
    )
    return Line(
        recorded.at,
        recorded.actor,
        type(recorded.event).kind,
        words_of(recorded, names),
        recorded,
        who,
    )


def workers_of(numbers: Collection[str]) -> QuerySet[Any, tuple[str, str]]:
    """Who answered, called and noted on matters: number and code of the actor, in one query."""
    asked: list[QuerySet[Any, tuple[str, str]]] = [
        model._default_manager.filter(matter__number__in=numbers).values_list(
            "matter__number", "by"
        )
        for model in (Answer, ContactAttempt, Note)
    ]
    return asked[0].union(*asked[1:])
