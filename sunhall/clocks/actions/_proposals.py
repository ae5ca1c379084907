"""Deciding on what somebody else entered: one road for all proposals. Private to this room."""

from typing import TypeVar

from django.db import IntegrityError, transaction

from sunhall.clocks.models import APPROVED, REJECTED, Proposal
from sunhall.clocks.rules.deciding import may_approve
from sunhall.ground.access.actor import Actor
from sunhall.ground.kit.now import now
from sunhall.ground.kit.refusal import NotFound, refuse, require

P = TypeVar("P", bound=Proposal)


def to_decide(kind: type[P], proposal: int, by: Actor) -> P:
    """Lock a proposal that this person may decide on."""
    row = kind._default_manager.select_for_update().filter(pk=proposal).first()
    if row is None:
        raise NotFound
    require(may_approve(by, row.proposed_by, row.state))
    return row


def approved(row: Proposal, by: Actor) -> None:
    """Keep that it was approved 批准, and by whom."""
    _decide(row, APPROVED, "", by)


def rejected(row: Proposal, reason: str, by: Actor) -> None:
    """Keep that it went back 退回, by whom and why."""
    if not reason.strip():
        raise refuse("请填写退回的原因，便于录入人更正", field="reason")
    _decide(row, REJECTED, reason.strip(), by)


def entered(row: P, by: Actor) -> P:
    """Keep a proposal with who entered it; of two at one instant the later is told so."""
    row.proposed_by, row.proposed_at = by.code, now()
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise refuse("刚才已有人录入了同一项，请返回列表查看后再审批或退回") from None
    return row


def _decide(row: Proposal, state: str, reason: str, by: Actor) -> None:
    row.state, row.reason, row.decided_by, row.decided_at = state, reason, by.code, now()
    row.save(update_fields=["state", "reason", "decided_by", "decided_at"])
