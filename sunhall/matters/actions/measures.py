"""Reasons, groups and weights as versions: one person proposes, another approves (D2)."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from sunhall.ground.access.actor import Actor
from sunhall.ground.journal.action import action
from sunhall.ground.journal.record import record
from sunhall.ground.kit.digest import canonical
from sunhall.ground.kit.now import now, today
from sunhall.ground.kit.refusal import NotFound, refuse, require
from sunhall.matters import events
from sunhall.matters.models import MeasureVersion
from sunhall.matters.queries import measuring
from sunhall.matters.rules import measuring as rules


@action
def propose_measures(
    kind: str,
    *,
    content: Iterable[Mapping[str, Any]],
    source: str,
    why: str,
    from_on: date,
    by: Actor,
) -> MeasureVersion:
    """Propose other reasons 剔除事由, groups 比较分组 or weights 权重 from a day on (D2)."""
    require(rules.may_keep_set(by))
    rows = [dict(one) for one in content]
    rules.check_set(kind, rows)
    for field, words, text in (("source", "依据的文件及文号", source), ("why", "修改的原因", why)):
        if not text.strip():
            raise refuse("请填写{words}", field=field, words=words)
    _check_day(kind, from_on)
    row = MeasureVersion(
        kind=kind, content=rows, source=source.strip(), why=why.strip(), from_on=from_on,
        proposed_by=by.code, proposed_at=now(),
    )  # fmt: skip
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise refuse("已有一份修改待审批，请先审批或退回", field="content") from None
    record(
        events.MeasureProposed(
            proposal=row.pk, of_set=kind, kind_words=rules.SETS[kind],
            content=canonical(rows).decode(), source=row.source, from_on=f"{from_on}", why=row.why,
        ),
        by=by,
    )  # fmt: skip
    return row


@action
def approve_measures(proposal: int, *, by: Actor) -> MeasureVersion:
    """Approve 批准 them: they hold for periods that begin on their day or later (D2)."""
    row = _to_decide(proposal, by)
    _check_day(row.kind, row.from_on)
    row.version = measuring.newest_version(row.kind) + 1
    _decide(row, "approved", "", by)
    record(
        events.MeasureApproved(
            proposal=row.pk, of_set=row.kind, kind_words=rules.SETS[row.kind], version=row.version,
            from_on=f"{row.from_on}", proposed_by=row.proposed_by,
        ),
        by=by,
    )  # fmt: skip
    return row


@action
def reject_measures(proposal: int, *, reason: str, by: Actor) -> None:
    """Send them back 退回 with the reason; nothing changes (D2)."""
    row = _to_decide(proposal, by)
    if not reason.strip():
        raise refuse("请填写退回的原因，便于提出人更正", field="reason")
    _decide(row, "rejected", reason.strip(), by)
    record(
        events.MeasureRejected(
            proposal=row.pk, of_set=row.kind, kind_words=rules.SETS[row.kind], reason=row.reason
        ),
        by=by,
    )


def _check_day(kind: str, from_on: date) -> None:
    if from_on <= today():
        raise refuse("请填写今天以后的日期：已经开始的统计期不改口径", field="from_on")
    newest = measuring.newest_day(kind)
    if newest is not None and from_on <= newest:
        raise refuse("生效日期须晚于上一版的生效日期 {day}", field="from_on", day=newest)


def _to_decide(proposal: int, by: Actor) -> MeasureVersion:
    row = MeasureVersion.objects.select_for_update().filter(pk=proposal).first()
    if row is None:
        raise NotFound(f"measures {proposal}")
    require(rules.may_decide_set(by, row.proposed_by, row.state))
    return row


def _decide(row: MeasureVersion, state: str, reason: str, by: Actor) -> None:
    row.state, row.reason, row.decided_by, row.decided_at = state, reason, by.code, now()
    row.save(update_fields=["version", "state", "reason", "decided_by", "decided_at"])
