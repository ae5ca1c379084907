"""Limits and lights as versioned data."""

from datetime import date

from sunhall.clocks.actions._lines import SHIPPED, facts_of, put_in_force, stored
from sunhall.clocks.actions._proposals import approved, entered, rejected, to_decide
from sunhall.clocks.actions._versions import next_version, publish
from sunhall.clocks.events import (
    LightsSet,
    LimitProposed,
    LimitRejected,
    LimitsSeeded,
)
from sunhall.clocks.models import PROPOSED, LightRule, LimitProposal, LimitRule
from sunhall.clocks.rules import opening
from sunhall.clocks.rules.deciding import may_manage
from sunhall.clocks.rules.light import Thresholds
from sunhall.clocks.rules.table import LimitRow, check_code, check_row
from sunhall.ground.access.actor import Actor
from sunhall.ground.journal.action import action
from sunhall.ground.journal.record import record
from sunhall.ground.kit.now import now, today
from sunhall.ground.kit.refusal import refuse, require


@action
def seed_limits(*, by: Actor) -> int:
    """Store the deadline rule table 期限规则表 and the lights the house comes with (K3).

    Gives how many were stored; limits somebody has set already are left alone.
    """
    require(may_manage(by))
    held = set(LimitRule.objects.values_list("code", flat=True))
    missing = [row for row in opening.LIMITS.values() if row.code not in held]
    why = SHIPPED
    LimitRule.objects.bulk_create(stored(row, 1, why, by) for row in missing)
    lights = [] if LightRule.objects.exists() else [opening.LIGHTS]
    for light in lights:
        _keep_lights(light, 1, opening.FIRST_DAY, why, by)
    if missing or lights:
        record(LimitsSeeded(count=len(missing)), by=by)
        publish(next_version(), f"{why}：{len(missing)} 条", by)
    return len(missing)


@action
def set_limit_rule(row: LimitRow, *, from_on: date, why: str, by: Actor) -> LimitRule:
    """Set a limit 时限规则 anew from a day on; what began before keeps its old version (K3)."""
    require(may_manage(by))
    _check(row, why)
    if not _stands(row.code):
        raise refuse("没有这个代码的时限；新增时限须另一人审批，请从“新增时限”录入", field="code")
    return put_in_force(row, from_on, why, by)


@action
def propose_limit(row: LimitRow, *, from_on: date, why: str, by: Actor) -> LimitProposal:
    """Enter a limit of our own 自设时限, for another person to approve (K3)."""
    require(may_manage(by))
    check_code(row.code)
    _check(row, why)
    if _stands(row.code):
        raise refuse("这个代码已经有了，请打开原来的时限修改", field="code")
    if LimitProposal.objects.filter(code=row.code, state=PROPOSED).exists():
        raise refuse("这个代码已有一份待审批的时限，请先审批或退回", field="code")
    proposal = LimitProposal(code=row.code, facts=facts_of(row), from_on=from_on, why=why.strip())
    entered(proposal, by)
    record(
        LimitProposed(
            proposal=proposal.pk, code=row.code, name=row.name, n=row.n, unit=row.unit,
            why=proposal.why,
        ),
        by=by,
    )  # fmt: skip
    return proposal


@action
def approve_limit(proposal: int, *, by: Actor) -> LimitRule:
    """Approve a limit of our own 批准自设时限; it holds from its day on (K3)."""
    row = to_decide(LimitProposal, proposal, by)
    if _stands(row.code):
        raise refuse("这个代码已经有了，请退回这份申请", field="code")
    approved(row, by)
    return put_in_force(LimitRow(**row.facts), row.from_on, row.why, by)


@action
def reject_limit(proposal: int, *, reason: str, by: Actor) -> None:
    """Send a limit of our own back 退回 with the reason; no limit changes (K3)."""
    row = to_decide(LimitProposal, proposal, by)
    rejected(row, reason, by)
    record(LimitRejected(proposal=row.pk, code=row.code, reason=row.reason), by=by)


def _check(row: LimitRow, why: str) -> None:
    if not why.strip():
        raise refuse("请填写修改的原因或依据文件", field="why")
    check_row(row)


def _stands(code: str) -> bool:
    return code in opening.LIMITS or LimitRule.objects.filter(code=code).exists()


@action
def set_thresholds(
    *, share: int, workdays: int, from_on: date, source: str, why: str, by: Actor
) -> LightRule:
    """Set when a limit counts as near 临期标准, from a day on (K3)."""
    require(may_manage(by))
    if not why.strip():
        raise refuse("请填写修改的原因", field="why")
    if not source.strip():
        raise refuse("请填写依据的文件及文号", field="source")
    if from_on <= today():
        raise refuse("请填写今天以后的日期：已经起算的期限不改标准", field="from_on")
    lights = Thresholds(share, workdays, source=source.strip())
    number = next_version()
    newest = LightRule.objects.order_by("-version").first()
    if newest is not None and from_on <= newest.from_on:
        raise refuse("生效日期须晚于上一版的生效日期 {day}", field="from_on", day=newest.from_on)
    row = _keep_lights(lights, newest.version + 1 if newest else 1, from_on, why.strip(), by)
    record(
        LightsSet(
            version=row.version, share=share, workdays=workdays, from_on=f"{from_on}", why=row.why
        ),
        by=by,
    )
    publish(number, f"临期标准第 {row.version} 版", by)
    return row


def _keep_lights(lights: Thresholds, version: int, from_on: date, why: str, by: Actor) -> LightRule:
    return LightRule.objects.create(
        version=version, share=lights.share, workdays=lights.workdays, from_on=from_on,
        source=lights.source, made_by=by.code, made_at=now(), why=why,
    )  # fmt: skip
