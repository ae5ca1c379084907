"""Keeping the registers: classes, rooms, volunteers, dispatch catalogue, templates."""

from datetime import date

from sunhall.directory import queries as directory
from sunhall.ground.access.actor import Actor
from sunhall.ground.journal.action import action
from sunhall.ground.journal.record import record
from sunhall.ground.kit.now import today
from sunhall.ground.kit.refusal import refuse, require
from sunhall.ground.kit.verdict import YES, Verdict, no
from sunhall.hotline import events, queries
from sunhall.hotline.models import (
    AnswerTemplate,
    DeskPost,
    DialogueRoom,
    Dispatch,
    LegalVolunteer,
    RequestClass,
)
from sunhall.hotline.queries.registers import PURPOSES


@action
def set_class(
    code: str, *, name: str, by: Actor, needs_three_steps: bool = False, source: str = ""
) -> RequestClass:
    """Add or rename a class 分类; two digits a level, three levels at most (H2)."""
    require(_may_keep(by))
    if not (code.isascii() and code.isdigit()) or len(code) not in (2, 4, 6):
        raise refuse("分类代码请用 2、4 或 6 位数字，每两位一级", field="code")
    parent = RequestClass.objects.filter(code=code[:-2]).first() if len(code) > 2 else None
    if len(code) > 2 and parent is None:
        raise refuse("请先建立上级分类 {above}", field="code", above=code[:-2])
    path = f"{parent.path}/{name}" if parent else name
    row, made = RequestClass.objects.update_or_create(
        code=code,
        defaults={
            "name": name,
            "path": path,
            "needs_three_steps": needs_three_steps,
            "source": source,
            "is_active": True,
        },
    )
    if not made:
        _rename_below(row)
    record(events.ClassSet(code=code, name=name, change="新增" if made else "修改"), by=by)
    return row


@action
def open_room(
    code: str, *, name: str, organisation: str, by: Actor, address: str = ""
) -> DialogueRoom:
    """Open or change a dialogue room 约谈室 (H6)."""
    require(_may_keep(by))
    row, made = DialogueRoom.objects.update_or_create(
        code=code, defaults={"name": name, "organisation": organisation, "address": address}
    )
    record(events.RoomSet(code=code, name=name, change="启用" if made else "修改"), by=by)
    return row


@action
def enrol_volunteer(
    code: str, *, name: str, by: Actor, phone: str = "", field: str = ""
) -> LegalVolunteer:
    """Enrol a legal volunteer 法律志愿者 (H6)."""
    require(_may_keep(by))
    row, made = LegalVolunteer.objects.update_or_create(
        code=code, defaults={"name": name, "phone": phone, "field": field}
    )
    record(events.VolunteerSet(code=code, name=name, change="登记" if made else "修改"), by=by)
    return row


@action
def set_dispatch(
    class_code: str,
    *,
    post: str,
    basis: str,
    by: Actor,
    place: str = "",
    from_on: date | None = None,
) -> Dispatch:
    """Set a line of the dispatch catalogue 派单目录 with its legal basis (国办函〔2025〕66号)."""
    require(_may_keep(by))
    if not basis.strip():
        raise refuse("请填写派单依据（三定规定、权责清单等）", field="basis")
    if not directory.posts_in_use().filter(code=post).exists():
        raise refuse("请选择一个在用的岗位", field="post")
    start = from_on or today()
    Dispatch.objects.filter(class_code=class_code, place=place, to_on=None).update(to_on=start)
    row = Dispatch.objects.create(
        class_code=class_code, place=place, post=post, basis=basis.strip(), from_on=start
    )
    record(
        events.DispatchSet(class_code=class_code, place=place, post=post, basis=row.basis), by=by
    )
    return row


@action
def set_desk_post(purpose: str, *, post: str, by: Actor) -> DeskPost:
    """Say which post serves a purpose of the hotline: intake, decision, revisit, discipline."""
    require(_may_keep(by))
    if purpose not in PURPOSES:
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
    require(_may_keep(by))
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


def _rename_below(row: RequestClass) -> None:
    """Let the classes below a renamed one tell its new name in their paths."""
    for child in RequestClass.objects.filter(code__startswith=row.code).exclude(code=row.code):
        names = child.path.split("/")
        names[: row.path.count("/") + 1] = row.path.split("/")
        child.path = "/".join(names)
        child.save(update_fields=["path"])


def _may_keep(by: Actor) -> Verdict:
    if by.code == "system" or by.may("hotline.registers"):
        return YES
    return no("只有热线管理人员可以维护热线登记")
