"""Moving along the kind's own table, for moves that have no words of their own."""

from sunhall.ground.access.actor import Actor
from sunhall.ground.journal.action import action
from sunhall.matters.actions import _core
from sunhall.matters.models import Matter


@action
def move_matter(
    number: str,
    move: str,
    *,
    by: Actor,
    version: int | None = None,
    start: tuple[str, str] | None = None,
    meet: str = "",
    class_code: str | None = None,
    is_sealed: bool | None = None,
    satisfied: bool | None = None,
) -> Matter:
    """Make one move of the kind's table; the only line that assigns a stage is behind it.

    `start` names a clock and its rule that begins with this move, `meet` a clock it meets.
    """
    matter = _core.locked(number, version)
    if start:
        _core.start_clock(matter, *start, by)
    if meet:
        _core.meet_clock(matter, meet, by)
    if class_code is not None:
        matter.class_code = class_code
    if is_sealed is not None:
        matter.is_sealed = is_sealed
    if satisfied is not None:
        matter.satisfied = satisfied
    _core.take(matter, move, by)
    return _core.settle(matter)
