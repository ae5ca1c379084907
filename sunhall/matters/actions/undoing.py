"""Undoing 撤销 what was done a moment ago: a counter-entry, never an erasure (ux A3-09)."""

from typing import Any

from django.db.models import QuerySet

from sunhall.ground.access.actor import Actor
from sunhall.ground.journal.action import action
from sunhall.ground.journal.record import record
from sunhall.ground.kit.now import now
from sunhall.ground.kit.refusal import NotFound
from sunhall.matters import events, queries
from sunhall.matters.actions import _core
from sunhall.matters.models import Matter, Note, Pause, Return


@action
def undo_return(number: str, *, by: Actor) -> Matter:
    """Take a return back 撤销退回: the post that made it holds the matter as before (K2).

    A pause that the return had ended stays ended; the clocks run.
    """
    matter = _core.locked(number)
    row = _last(Return.objects.filter(matter=matter, undone_at=None), number)
    giver = _giver(matter, row)
    _core.take_back(matter, "undo_return" if matter.signed_at else "undo_unsigned", by)
    matter.returns -= 1
    _core.drop_clock(matter, "objection")
    if matter.signed_at:
        _core.pass_to(matter, row.post, reason="撤销退回")
    else:
        _core.pass_to(matter, giver, reason="撤销退回")
        matter.offered_to = row.post
        _core.run_again(matter, "sign")
    row.undone_at = now()
    row.save(update_fields=["undone_at"])
    record(events.ReturnUndone(matter=number, post=row.post, owner=matter.owner), by=by)
    return _core.settle(matter)


@action
def undo_note(number: str, *, by: Actor) -> Note:
    """Take a record of work back 撤销办理记录; it stays, and is told as undone."""
    matter = _core.locked(number)
    row: Note = _last(Note.objects.filter(matter=matter, undone_at=None), number)
    _core.take_back(matter, "undo_note", by)
    row.undone_at = now()
    row.save(update_fields=["undone_at"])
    record(events.NoteUndone(matter=number, note=row.pk), by=by)
    return row


@action
def undo_pause(number: str, *, by: Actor) -> Matter:
    """Take a pause back 撤销暂停: it counts for no clock, unlike one that was ended (K3)."""
    matter = _core.locked(number)
    _core.take_back(matter, "undo_pause", by)
    row = _last(Pause.objects.filter(matter=matter, to_at=None), number)
    row.to_at = row.undone_at = now()
    row.save(update_fields=["to_at", "undone_at"])
    matter.paused_at = None
    _core.recompute(matter)
    record(events.PauseUndone(matter=number), by=by)
    return _core.settle(matter)


@action
def undo_close(number: str, *, clock: str, by: Actor) -> Matter:
    """Take closing back 撤销办结: it stands again where it stood, and `clock` runs on (K3).

    What was late at closing stays late; in between nobody was accountable, and the rows say so.
    """
    matter = _core.locked(number)
    before, table = queries.stage_before(number), queries.kind(matter.kind).moves
    moves = queries.undone_by(matter, queries.last_told(number))
    # Each stage that can be closed has its own way back.
    _core.take_back(matter, next((m for m in moves if table.rows[m].to == before), ""), by)
    _core.run_again(matter, clock)
    _core.recompute(matter)
    record(events.ClosingUndone(matter=number), by=by)
    return _core.settle(matter)


def _last(rows: QuerySet[Any], number: str) -> Any:
    row = rows.order_by("-pk").first()
    if row is None:
        raise NotFound(number)
    return row


def _giver(matter: Matter, row: Return) -> str:
    """The post that was accountable when the return was made; it gave the matter away."""
    held = list(matter.assignments.order_by("-pk")[:2])
    passed = len(held) > 1 and held[0].reason == "退回" and held[0].from_at >= row.at
    return held[1].post if passed else matter.owner
