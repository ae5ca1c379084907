"""The mark of a care request, and the green channel (H14; 000#4)."""

from sunhall.care import events, queries, rules
from sunhall.care.models import CareCase, Green
from sunhall.ground.access.actor import Actor
from sunhall.ground.journal.action import action
from sunhall.ground.journal.record import record
from sunhall.ground.kit.now import now
from sunhall.ground.kit.refusal import refuse, require
from sunhall.hotline import actions as hotline
from sunhall.matters import queries as matters


@action
def take_care_call(
    *,
    text: str,
    place: str,
    group: str,
    by: Actor,
    need: str = "",
    name: str = "",
    phone: str = "",
    intake_key: str | None = None,
) -> CareCase:
    """Take a call on the care line 关怀热线来电: one intake, and the mark beside it (H1, H14)."""
    require(rules.may_handle(by))
    if intake_key and (number := matters.number_taken_for(intake_key)):
        return queries.case_for_update(number)
    request = hotline.register_call(
        text=text, place=place, name=name, phone=phone, intake_key=intake_key, by=by
    )
    return mark_care(request.matter.number, group=group, need=need, by=by)


@action
def mark_care(number: str, *, group: str, by: Actor, need: str = "") -> CareCase:
    """Mark a request as one of the care line 列为关怀诉求; it is never published."""
    require(rules.may_handle(by))
    if group not in rules.GROUPS:
        raise refuse("请选择来电人属于哪一类", field="group")
    matters.matter_for(by, number)
    matter = matters.matter_for_update(number)
    if CareCase.objects.filter(matter=matter).exists():
        raise refuse("此件已经列为关怀诉求", field="group")
    row = CareCase.objects.create(
        matter=matter, group=group, need=need.strip(), marked_by=by.code, at=now()
    )
    record(events.CareMarked(matter=number, group_words=rules.GROUPS[group], need=row.need), by=by)
    return row


@action
def open_green(number: str, *, why: str, by: Actor) -> Green:
    """Open the green channel 绿色通道: who, why, and what it changes; every use is listed (H14)."""
    require(rules.may_open_green(by))
    queries.care_case_for(by, number)
    case = queries.case_for_update(number)
    if len(why.strip()) < 4:
        raise refuse("请写明为什么开通绿色通道（至少 4 个字）", field="why")
    if case.greens.filter(ended_at=None).exists():
        raise refuse("此件已在绿色通道", field="why")
    row = Green.objects.create(
        case=case,
        why=why.strip(),
        changed="在关怀队列中排在最前，办理人员的列表上标明",
        by=by.code,
        at=now(),
    )
    record(events.GreenOpened(matter=number, why=row.why, changed=row.changed), by=by)
    return row


@action
def end_green(number: str, *, by: Actor) -> None:
    """End the green channel of a request; that it was used stays listed."""
    require(rules.may_open_green(by))
    case = queries.case_for_update(number)
    if not case.greens.filter(ended_at=None).update(ended_at=now()):
        raise refuse("此件不在绿色通道")
    record(events.GreenEnded(matter=number), by=by)
