"""Deciding on objections to a dispatch 裁定派单异议 (H2; 国办函〔2025〕66号; 潍坊 22)."""

from sunhall.ground.access.actor import Actor
from sunhall.ground.journal.action import action
from sunhall.ground.kit.refusal import refuse
from sunhall.hotline import queries
from sunhall.hotline.actions._objections import settle
from sunhall.hotline.actions.disposing import assign_request
from sunhall.matters import actions as matter_actions


@action
def decide_objection(
    number: str,
    *,
    upheld: bool,
    words: str,
    by: Actor,
    to: str = "",
    version: int | None = None,
) -> None:
    """Uphold 同意 an objection and reassign, or reject 驳回 it: then it stays (潍坊 22)."""
    objection = queries.objection_open(number)
    if objection is None:
        raise refuse("没有待裁定的派单异议")
    if upheld:
        assign_request(
            number, to=to or objection.row.suggested, reason=words, by=by, version=version
        )
        return
    if len(words.strip()) < 4:
        raise refuse("请写明驳回理由（至少 4 个字），例如职责依据", field="words")
    matter_actions.move_matter(
        number,
        "designate",
        meet="objection",
        owner=objection.row.post,
        reason="派单异议未获同意",
        by=by,
        version=version,
    )
    settle(objection, upheld=False, to=objection.row.post, words=words, by=by)
