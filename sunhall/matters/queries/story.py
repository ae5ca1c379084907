"""The story of a matter: its timeline for staff, and the part the person is told."""

from dataclasses import dataclass
from datetime import datetime

from sunhall.ground.journal.record import Recorded, story
from sunhall.matters.models import Matter

# Facts the person is not shown: inner notes go by their own flag, reminders concern the office.
INNER = frozenset({"NoteAdded", "LimitNear", "LimitRecomputed", "MatterMoved", "FileAttached"})


@dataclass(frozen=True)
class Line:
    """One line of a timeline."""

    at: datetime
    actor: str
    kind: str
    words: str
    recorded: Recorded


def story_of(matter: Matter) -> list[Line]:
    """Every fact of a matter, oldest first."""
    return [_line(recorded) for recorded in story(f"matter:{matter.number}")]


def told_to_person(matter: Matter) -> list[Line]:
    """What the person sees: everything but inner work, so that silence is visible too."""
    return [line for line in story_of(matter) if line.kind.partition(".")[2] not in INNER]


def words_of(recorded: Recorded) -> str:
    """The sentence of a fact."""
    return recorded.event.told()


def _line(recorded: Recorded) -> Line:
    return Line(
        recorded.at, recorded.actor, type(recorded.event).kind, words_of(recorded), recorded
    )
