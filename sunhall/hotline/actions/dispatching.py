"""Keeping the dispatch catalogue 派单目录: class × place → post (国办函〔2025〕66号)."""

from datetime import date

from sunhall.directory import queries as directory
from sunhall.ground.access.actor import Actor
from sunhall.ground.journal.action import action
from sunhall.ground.journal.record import record
from sunhall.ground.kit.now import today
from sunhall.ground.kit.refusal import NotFound, refuse, require
from sunhall.hotline import events, queries, rules
from sunhall.hotline.models import Dispatch
from sunhall.places import queries as places
from sunhall.places.rules import full_code


@action
def set_dispatch(
    class_code: str,
    *,
    post: str,
    basis: str,
    by: Actor,
    place: str = "",
    from_on: date | None = None,
    to_on: date | None = None,
    is_department: bool = False,
) -> Dispatch:
    """Set a line of the dispatch catalogue 派单目录 with its legal basis (国办函〔2025〕66号).

    `is_department` marks a duty of departments: no township is sent it, nor may it be in a line.
    """
    require(rules.may_keep_registers(by))
    words = queries.class_words(class_code)
    if not words:
        raise refuse("请从分类表中选择一个分类", field="class_code")
    if place and not places.names_of([full_code(place)]):
        raise refuse("请从区划表中选择地点，不填为全县", field="place")
    if not basis.strip():
        raise refuse("请填写派单依据（三定规定、权责清单等）", field="basis")
    found = directory.posts_in_use().filter(code=post).first()
    if found is None:
        raise refuse("请选择一个在用的岗位", field="post")
    start = from_on or today()
    if to_on is not None and to_on <= start:
        raise refuse("失效日期须晚于生效日期，请核对", field="to_on")
    # A line for a more exact class may leave a leaf of a department's branch to the towns.
    duty = basis if is_department else queries.department_duty(class_code, place, exactly=True)
    verdict = rules.may_be_sent(found.organisation.kind, duty=duty.strip(), class_words=words)
    require(verdict, field="post")
    Dispatch.objects.filter(class_code=class_code, place=place, to_on=None).update(to_on=start)
    row = Dispatch.objects.create(
        class_code=class_code,
        place=place,
        post=post,
        basis=basis.strip(),
        from_on=start,
        to_on=to_on,
        is_department=is_department,
    )
    record(
        events.DispatchSet(
            class_code=class_code,
            place=place,
            post=post,
            basis=row.basis,
            from_on=start.isoformat(),
            to_on=to_on.isoformat() if to_on else "",
            is_department=is_department,
        ),
        by=by,
    )
    return row


@action
def end_dispatch(pk: int, *, reason: str, by: Actor, to_on: date | None = None) -> Dispatch:
    """End a line of the dispatch catalogue; it holds until the day before `to_on` (H2)."""
    require(rules.may_keep_registers(by))
    row = Dispatch.objects.select_for_update().filter(pk=pk).first()
    if row is None:
        raise NotFound(str(pk))
    if len(reason.strip()) < 4:
        raise refuse("请写明停用原因（至少 4 个字）", field="reason")
    end = to_on or today()
    if row.to_on is not None and row.to_on <= end:
        raise refuse("这一行在那之前已经失效", field="to_on")
    row.to_on = end
    row.save(update_fields=["to_on"])
    record(
        events.DispatchEnded(
            class_code=row.class_code,
            place=row.place,
            post=row.post,
            to_on=end.isoformat(),
            reason=reason.strip(),
        ),
        by=by,
    )
    return row
