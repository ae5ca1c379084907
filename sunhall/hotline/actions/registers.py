"""Keeping the registers: rooms, posts of the hotline, answer templates."""

from sunhall.directory import queries as directory
from sunhall.ground.access.actor import Actor
from sunhall.ground.journal.action import action
from sunhall.ground.journal.record import record
from sunhall.ground.kit.now import now
from sunhall.ground.kit.refusal import refuse, require
from sunhall.hotline import events, queries, rules
from sunhall.hotline.models import (
    AnswerTemplate,
    DeskPost,
    DialogueRoom,
)


@action
def open_room(
    code: str,
    *,
    name: str,
    organisation: str,
    by: Actor,
    address: str = "",
    capacity: int = 6,
    is_step_free: bool = False,
    is_open_late: bool = False,
) -> DialogueRoom:
    """Open or change a dialogue room 约谈室, or open a closed one again (H6; 000#1 二)."""
    require(rules.may_keep_registers(by))
    if not name.strip():
        raise refuse("请填写约谈室名称", field="name")
    directory.open_organisation_for(organisation)
    row, made = DialogueRoom.objects.update_or_create(
        code=code,
        defaults={
            "name": name.strip(),
            "organisation": organisation,
            "address": address.strip(),
            "capacity": capacity,
            "is_step_free": is_step_free,
            "is_open_late": is_open_late,
            "is_active": True,
        },
    )
    record(events.RoomSet(code=code, name=row.name, change="启用" if made else "修改"), by=by)
    return row


@action
def close_room(code: str, *, by: Actor) -> DialogueRoom:
    """Close a dialogue room 停用约谈室; refused while somebody is invited there."""
    require(rules.may_keep_registers(by))
    row = queries.room_for(code)
    if row.booking_set.filter(ended_at=None, starts_at__gte=now()).exists():
        raise refuse("这间约谈室还有已约出的时间，请先改期或取消")
    row.is_active = False
    row.save(update_fields=["is_active"])
    record(events.RoomSet(code=code, name=row.name, change="停用"), by=by)
    return row


@action
def set_desk_post(purpose: str, *, post: str, by: Actor) -> DeskPost:
    """Say which post serves a purpose of the hotline: intake, decision, revisit, discipline."""
    require(rules.may_keep_registers(by))
    if purpose not in rules.PURPOSES:
        raise refuse("请选择热线岗位用途", field="purpose")
    if not directory.posts_in_use().filter(code=post).exists():
        raise refuse("请选择一个在用的岗位", field="post")
    row, _ = DeskPost.objects.update_or_create(purpose=purpose, defaults={"post": post})
    record(events.DeskPostSet(purpose=purpose, post=post), by=by)
    return row


@action
def set_answer_template(
    code: str, *, name: str, text: str, by: Actor, class_code: str = ""
) -> AnswerTemplate:
    """Set an answer template 答复模板; each change is a new version."""
    require(rules.may_keep_registers(by))
    if class_code and not queries.class_words(class_code):
        raise refuse("请从分类表中选择一个分类", field="class_code")
    last = AnswerTemplate.objects.filter(code=code).order_by("-version").first()
    AnswerTemplate.objects.filter(code=code).update(is_active=False)
    row = AnswerTemplate.objects.create(
        code=code,
        version=last.version + 1 if last else 1,
        name=name,
        text=text,
        class_code=class_code,
    )
    record(events.AnswerTemplateSet(code=code, version=row.version), by=by)
    return row
