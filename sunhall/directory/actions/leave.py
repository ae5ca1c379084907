"""Leave: while A is away B answers, and the post knows it beforehand."""

from datetime import datetime

from sunhall.directory import queries
from sunhall.directory.events import LeaveEnded, LeaveGranted
from sunhall.directory.models import Leave
from sunhall.directory.rules import Away, may_be_away, may_plan
from sunhall.ground.access.actor import Actor
from sunhall.ground.journal.action import action
from sunhall.ground.journal.record import record
from sunhall.ground.kit.now import now
from sunhall.ground.kit.refusal import refuse, require


@action
def grant_leave(staff: str, from_at: datetime, to_at: datetime, reason: str, *, by: Actor) -> Leave:
    """Grant leave 准假 from one instant to another; nobody grants their own (K2; 001#2 §23)."""
    row = queries.staff_for_update(staff)
    require(may_plan(by, row.code))
    if len(reason.strip()) < 2:
        raise refuse("请填写请假事由", field="reason")
    wanted = Away(row.code, from_at, to_at)
    require(may_be_away(wanted, queries.leaves_of(row, from_at)), field="from_at")
    leave = Leave.objects.create(
        staff=row, from_at=from_at, to_at=to_at, reason=reason.strip()[:200], granted_by=by.code
    )
    record(
        LeaveGranted(
            staff=row.code,
            from_at=from_at.isoformat(),
            to_at=to_at.isoformat(),
            reason=leave.reason,
        ),
        by=by,
    )
    return leave


@action
def end_leave(leave_pk: int, *, by: Actor) -> Leave:
    """End leave early 销假: the person is back now, or will not go."""
    leave = (
        Leave.objects.select_for_update(of=("self",))
        .select_related("staff")
        .filter(pk=leave_pk, to_at__gt=now())
        .first()
    )
    if leave is None:
        raise refuse("这次请假已经结束")
    if by.code != f"staff:{leave.staff.code}":
        require(may_plan(by, leave.staff.code))
    leave.to_at = max(now(), leave.from_at)
    leave.save(update_fields=["to_at"])
    record(
        LeaveEnded(
            staff=leave.staff.code,
            from_at=leave.from_at.isoformat(),
            to_at=leave.to_at.isoformat(),
        ),
        by=by,
    )
    return leave
