"""Moving along the kind's own table, for moves that have no words of their own."""

from sunhall.ground.access.actor import Actor
from sunhall.ground.journal.action import action
from sunhall.ground.journal.record import record
from sunhall.matters import events
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
    owner: str = "",
    reason: str = "",
) -> Matter:
    """Make one move of the kind's table; the only line that assigns a stage is behind it.

    `start` names a clock and its rule that begins with this move, `meet` a clock it meets.
    `owner` is the post that answers from now on without signing first, and `reason` says why.
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
    if owner:
        _core.hand_over(matter, owner, reason, by)
    return _core.settle(matter)


@action
def void_answer(
    number: str,
    *,
    move: str,
    meet: str,
    owner: str,
    reason: str,
    by: Actor,
    version: int | None = None,
) -> Matter:
    """Void 撤销原答复 an answer that did not hold: the reply is owed as if it had not been given.

    Its clock runs on from the first day, for a wrong answer buys no time (K3); `meet` is the clock
    that ends with this move, `owner` the post that answers from now on.
    """
    matter = _core.locked(number, version)
    _core.meet_clock(matter, meet, by)
    _core.take(matter, move, by)
    _core.run_again(matter, "reply")
    _core.recompute(matter)
    matter.answered_at, matter.satisfied, matter.outcome = None, None, ""
    _core.hand_over(matter, owner, reason, by)
    record(events.AnswerVoided(matter=number, reason=reason), by=by)
    return _core.settle(matter)
