"""The story of a matter: its timeline for staff, and the part the person is told."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sunhall.directory import queries as directory
from sunhall.ground.journal.record import Recorded, story
from sunhall.ground.kit.now import LOCAL
from sunhall.matters.models import Matter
from sunhall.matters.rules import CLOCKS

# Facts the person is not shown: inner notes go by their own flag, reminders concern the office.
INNER = frozenset({"NoteAdded", "LimitNear", "LimitRecomputed", "MatterMoved", "FileAttached"})

# Fields of events that hold the code of a post, and those that hold an instant.
_POSTS = ("owner", "to", "from_post", "post", "suggested")
_INSTANTS = ("due_at", "old_due_at", "planned_at", "met_at", "from_at", "to_at", "held_at")


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
    told = story(f"matter:{matter.number}")
    names = directory.names_of(_codes(told))
    return [_line(recorded, names) for recorded in told]


def told_to_person(matter: Matter) -> list[Line]:
    """What the person sees: everything but inner work, so that silence is visible too."""
    return [line for line in story_of(matter) if line.kind.partition(".")[2] not in INNER]


def words_of(recorded: Recorded, names: Mapping[str, str] | None = None) -> str:
    """The sentence of a fact: posts by name, clocks in words, instants on the county's clock."""
    told = recorded.event.payload()
    spoken = {
        field: (names or {}).get(f"post:{told[field]}", told[field])
        for field in _POSTS
        if told.get(field)
    }
    spoken |= {field: _on_the_clock(told[field]) for field in _INSTANTS if told.get(field)}
    if told.get("name") in CLOCKS:
        spoken["name"] = CLOCKS[told["name"]]
    return recorded.event.told(**spoken)


def _codes(told: Iterable[Recorded]) -> set[str]:
    facts = [(recorded.actor, recorded.event.payload()) for recorded in told]
    posts = {f"post:{fact[field]}" for _, fact in facts for field in _POSTS if fact.get(field)}
    return posts | {actor for actor, _ in facts}


def _on_the_clock(text: str) -> str:
    moment = datetime.fromisoformat(text).astimezone(LOCAL)
    return f"{moment:%Y-%m-%d %H:%M}"


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
