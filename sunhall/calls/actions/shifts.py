"""Shifts 班次 of the 24 hours: versioned data with a source (K2; GB/T 33358-2016)."""

from datetime import date

from sunhall.calls import events, rules
from sunhall.calls.models import Shift
from sunhall.ground.access.actor import Actor
from sunhall.ground.journal.action import action
from sunhall.ground.journal.record import record
from sunhall.ground.kit.now import today
from sunhall.ground.kit.refusal import refuse, require

MOST_SEATS = 200


@action
def set_shift(
    kind: str,
    *,
    name: str,
    begins: int,
    ends: int,
    least: int,
    source: str,
    by: Actor,
    from_on: date | None = None,
) -> Shift:
    """Set a shift 班次 from a day on: hours, how many must sit there, and on what ground (K2)."""
    require(rules.may_manage(by))
    if kind not in {row.kind for row in rules.SHIFTS}:
        raise refuse("请选择班次", field="kind")
    if not 0 <= begins < ends <= rules.DAY:
        raise refuse("班次的开始时间须早于结束时间", field="begins")
    if not 1 <= least <= MOST_SEATS:
        raise refuse("每班至少 1 人，至多 {most} 人", field="least", most=MOST_SEATS)
    if not source.strip():
        raise refuse("请填写依据", field="source")
    row, _is_new = Shift.objects.update_or_create(
        kind=kind,
        from_on=from_on or today(),
        defaults={
            "name": name.strip()[:40],
            "begins": begins,
            "ends": ends,
            "least": least,
            "source": source.strip()[:200],
        },
    )
    record(
        events.ShiftSet(
            shift=kind,
            name=row.name,
            begins=begins,
            ends=ends,
            least=least,
            from_on=f"{row.from_on}",
            source=row.source,
        ),
        by=by,
    )
    return row


@action
def seed_shifts(*, by: Actor) -> None:
    """Lay the shifts that a county begins with; what somebody set stays."""
    for row in rules.SHIFTS:
        if not Shift.objects.filter(kind=row.kind).exists():
            set_shift(
                row.kind,
                name=row.words,
                begins=row.begins,
                ends=row.ends,
                least=row.least,
                source=row.source,
                by=by,
            )
