"""Undoing 撤销: who did it takes it back, at once, and only while nothing has come after it.

An undone act is never erased: the journal tells the act and that it was undone (ux A3-09).
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sunhall.ground.access.actor import Actor
from sunhall.ground.kit.verdict import YES, Verdict, no

UNDO_FOR = timedelta(minutes=10)

# What was told last → the moves that undo it. The facts of the matter decide between two.
UNDONE_BY: dict[str, tuple[str, ...]] = {
    "matters.MatterReturned": ("undo_return", "undo_unsigned"),
    "matters.NoteAdded": ("undo_note",),
    "matters.ClockPaused": ("undo_pause",),
}


@dataclass(frozen=True)
class Told:
    """The last fact of a matter: its kind, who did it, and when."""

    kind: str
    by: str
    at: datetime


def may_undo(actor: Actor, last: Told | None, undoes: Collection[str], now: datetime) -> Verdict:
    """Whether somebody may take back the very last thing: by one of the moves that undo it."""
    if last is None or not undoes:
        return no("此后已有新的办理，不能撤销", article="A3-09")
    if last.by != actor.code:
        return no("只有办理人本人可以撤销", article="A3-09")
    if now - last.at > UNDO_FOR:
        return no("已超过 10 分钟，不能撤销；需要更正请另行办理", article="A3-09")
    return YES
