"""Keeping the class tree 三级分类: one class, or a whole table of them (H2)."""

from collections.abc import Iterable

from sunhall.ground.access.actor import Actor
from sunhall.ground.journal.action import action
from sunhall.ground.journal.record import record
from sunhall.ground.kit.refusal import NotFound, refuse, require
from sunhall.hotline import events, queries, rules
from sunhall.hotline.models import RequestClass
from sunhall.hotline.rules import class_files


@action
def set_class(
    code: str, *, name: str, by: Actor, needs_three_steps: bool = False, source: str = ""
) -> RequestClass:
    """Add, rename or reopen a class 分类; two digits a level, three levels at most (H2)."""
    require(rules.may_keep_registers(by))
    if not (code.isascii() and code.isdigit()) or len(code) not in (2, 4, 6):
        raise refuse("分类代码请用 2、4 或 6 位数字，每两位一级", field="code")
    name = name.strip()
    if not name or "/" in name:
        raise refuse("请填写分类名称，名称里不要用“/”", field="name")
    if len(code) > 2 and not RequestClass.objects.filter(code=code[:-2], is_active=True).exists():
        raise refuse("请先建立上级分类 {above}", field="code", above=code[:-2])
    before = RequestClass.objects.select_for_update().filter(code=code).first()
    row = _write(code, name, needs_three_steps=needs_three_steps, source=source)
    record(events.ClassSet(code=code, name=name, change=_change(before, row)), by=by)
    return row


@action
def close_class(code: str, *, reason: str, by: Actor) -> int:
    """Close a class 停用 and those below it: no new request gets it, old ones keep it (H2)."""
    require(rules.may_keep_registers(by))
    if len(reason.strip()) < 4:
        raise refuse("请写明停用原因（至少 4 个字）", field="reason")
    rows = list(RequestClass.objects.select_for_update().filter(code__startswith=code))
    open_ = [row for row in rows if row.is_active]
    if not any(row.code == code for row in open_):
        raise NotFound(code)
    for row in open_:
        _close(row, reason.strip(), by)
    return len(open_)


@action
def load_classes(
    rows: Iterable[class_files.Numbered], *, source: str, by: Actor, closes_missing: bool = False
) -> class_files.Plan:
    """Load a class tree 导入分类表: good rows are taken, the others named with their reason (H2).

    Loading the same table again changes nothing; what was renamed or closed stays in the journal.
    """
    require(rules.may_keep_registers(by))
    list(RequestClass.objects.select_for_update().values_list("pk"))
    plan = queries.plan_classes(rows, closes_missing=closes_missing)
    for change in plan.changes:
        node = change.node
        if change.what == "closed":
            _close(RequestClass.objects.get(code=node.code), f"不在分类表「{source}」中", by)
            continue
        before = RequestClass.objects.filter(code=node.code).first()
        row = _write(node.code, node.name, needs_three_steps=node.needs_three_steps, source=source)
        record(events.ClassSet(code=node.code, name=node.name, change=_change(before, row)), by=by)
    return plan


def _write(code: str, name: str, *, needs_three_steps: bool, source: str) -> RequestClass:
    parent = RequestClass.objects.filter(code=code[:-2]).first() if len(code) > 2 else None
    path = f"{parent.path}/{name}" if parent else name
    if len(path) > class_files.LONGEST_PATH:
        raise refuse("分类连同上级的名称最多 200 个字", field="name")
    row, made = RequestClass.objects.update_or_create(
        code=code,
        defaults={
            "name": name,
            "path": path,
            "needs_three_steps": needs_three_steps,
            "source": source[:120],
            "is_active": True,
        },
    )
    if not made:
        _rename_below(row)
    return row


def _change(before: RequestClass | None, row: RequestClass) -> str:
    """What became of it, as the journal says it."""
    if before is None:
        return "新增"
    if not before.is_active:
        return "重新启用"
    if before.name != row.name:
        return f"由「{before.name}」改名"
    if before.needs_three_steps != row.needs_three_steps:
        return "须按三步工作法答复" if row.needs_three_steps else "不再要求三步工作法"
    return "修改"


def _close(row: RequestClass, reason: str, by: Actor) -> None:
    row.is_active = False
    row.save(update_fields=["is_active"])
    record(events.ClassClosed(code=row.code, name=row.name, reason=reason), by=by)


def _rename_below(row: RequestClass) -> None:
    """Let the classes below a renamed one tell its new name in their paths."""
    for child in RequestClass.objects.filter(code__startswith=row.code).exclude(code=row.code):
        names = child.path.split("/")
        names[: row.path.count("/") + 1] = row.path.split("/")
        path = "/".join(names)
        if path != child.path:
            child.path = path
            child.save(update_fields=["path"])
