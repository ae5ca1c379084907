"""Accepting, classifying, refusing, merging, withdrawing (H2, H13)."""

from sunhall.ground.access.actor import Actor
from sunhall.ground.journal.action import action
from sunhall.ground.journal.record import record
from sunhall.ground.kit.refusal import refuse
from sunhall.hotline import events, queries, rules
from sunhall.matters import actions as matter_actions
from sunhall.matters.rules import ENDED


@action
def accept_request(number: str, *, by: Actor, version: int | None = None) -> None:
    """Accept 受理."""
    matter_actions.move_matter(number, "accept", by=by, version=version)
    record(events.RequestAccepted(matter=number), by=by)


@action
def classify_request(
    number: str, *, class_code: str, by: Actor, version: int | None = None
) -> None:
    """Classify 分类. The machine's suggestion is kept beside the person's choice."""
    words = queries.class_words(class_code)
    if not words:
        raise refuse("请从分类表中选择一个分类", field="class_code")
    matter_actions.move_matter(number, "classify", by=by, version=version, class_code=class_code)
    record(
        events.RequestClassified(
            matter=number,
            class_code=class_code,
            class_words=words,
            suggested=queries.request_of(number).suggested_class,
        ),
        by=by,
    )


@action
def refuse_request(
    number: str, *, ground: str, by: Actor, words: str = "", version: int | None = None
) -> None:
    """Refuse 不予受理, with the ground and where to turn (norms 1.6; 条例 11)."""
    if ground not in rules.REFUSALS:
        raise refuse("请选择不予受理的理由", field="ground")
    reason, way_out = rules.REFUSALS[ground]
    told = f"不予受理：{reason}。{words.strip() or way_out}"
    matter_actions.answer_matter(
        number, text=told, outcome="beyond", move="refuse", by=by, version=version
    )
    request = queries.request_of(number)
    request.refused_by = request.answered_by = by.code
    request.refused_ground = ground
    request.save(update_fields=["refused_by", "answered_by", "refused_ground"])
    record(
        events.RequestRefused(
            matter=number, ground=ground, ground_words=reason, way_out=words.strip() or way_out
        ),
        by=by,
    )


@action
def overturn_refusal(number: str, *, words: str, by: Actor, version: int | None = None) -> None:
    """Accept after all 改为受理 what was refused; the reply is owed since day one (H6, S9)."""
    if not words.strip():
        raise refuse("请写明复核意见，诉求人会看到", field="words")
    matter_actions.void_answer(
        number,
        move="overturn",
        meet="revisit",
        owner=queries.desk_post("intake"),
        reason="复核后改为受理",
        by=by,
        version=version,
    )
    request = queries.request_of(number)
    request.refused_by = request.answered_by = request.refused_ground = ""
    request.save(update_fields=["refused_by", "answered_by", "refused_ground"])
    record(events.RefusalOverturned(matter=number, words=words.strip()), by=by)


@action
def merge_request(number: str, *, into: str, by: Actor) -> None:
    """Merge 并单 into another request, with the consent of an operator (H13)."""
    queries.request_for(by, into)
    matter_actions.link_matters(number, into, link="merged", move="merge", by=by)
    # Asked behind the lock of both: what has ended answers nobody any more.
    target = queries.request_of(into)
    if target.matter.phase in ENDED:
        raise refuse("要并入的一件已经办结，请选择还在办理的一件", article="H13", field="into")
    matter_actions.answer_matter(
        number,
        text=f"您反映的事项已与 {target.matter.number} 合并办理，答复会同时告知您。",
        outcome="recorded",
        move="merge",
        by=by,
    )
    record(events.RequestMerged(matter=number, into=into), by=by)


@action
def split_request(number: str, *, reason: str, by: Actor, version: int | None = None) -> None:
    """Split 拆分 again what was merged: its reply is owed since its own first day (H13).

    A merge that was wrong buys no time: the clock of the reply runs on as if it had not been.
    """
    if len(reason.strip()) < 4:
        raise refuse("请写明拆分原因（至少 4 个字）", field="reason")
    into = queries.merged_into(number)
    if into is None:
        raise refuse("此件没有并入其他诉求", article="H13")
    matter_actions.unlink_matters(number, into, link="merged", move="split", by=by)
    matter_actions.void_answer(
        number,
        move="split",
        meet="",
        owner=queries.desk_post("intake"),
        reason="拆分后单独办理",
        by=by,
        version=version,
    )
    record(events.RequestSplit(matter=number, into=into, reason=reason.strip()), by=by)


@action
def withdraw_request(number: str, *, by: Actor, words: str = "") -> None:
    """Withdraw 撤回, by the person, before the answer."""
    matter_actions.answer_matter(
        number, text="诉求人撤回。", outcome="recorded", move="withdraw", by=by
    )
    record(events.RequestWithdrawn(matter=number, words=words.strip()), by=by)
