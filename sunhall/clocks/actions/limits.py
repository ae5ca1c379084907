"""Limits and lights as versioned data."""

from datetime import date, timedelta
from typing import Any

from sunhall.clocks.actions._versions import next_version, publish
from sunhall.clocks.events import LightsSet, LimitRuleSet, LimitsSeeded
from sunhall.clocks.models import LightRule, LimitRule
from sunhall.clocks.rules import opening
from sunhall.clocks.rules.deciding import may_manage
from sunhall.clocks.rules.light import Thresholds
from sunhall.clocks.rules.table import LimitRow, check_row
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
    stored = set(LimitRule.objects.values_list("code", flat=True))
    missing = [row for row in opening.LIMITS.values() if row.code not in stored]
    why = "系统自带时限规则表"
    LimitRule.objects.bulk_create(_stored(row, 1, why, by) for row in missing)
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
    if not why.strip():
        raise refuse("请填写修改的原因或依据文件", field="why")
    check_row(row)
    number = next_version()
    versions = LimitRule.objects.filter(code=row.code)
    newest = versions.order_by("-version").first()
    if newest is None and row.code in opening.LIMITS:
        newest = _stored(opening.LIMITS[row.code], 1, "系统自带时限规则表", by)
        newest.save()
    if newest is not None and newest.from_on is not None and from_on <= newest.from_on:
        raise refuse("生效日期须晚于上一版的生效日期 {day}", field="from_on", day=newest.from_on)
    if newest is not None and (newest.to_on is None or newest.to_on >= from_on):
        LimitRule.objects.filter(pk=newest.pk).update(to_on=from_on - timedelta(days=1))
    made = _stored(row, (newest.version if newest else 0) + 1, why.strip(), by)
    made.from_on, made.to_on = from_on, row.to_on
    made.save()
    record(
        LimitRuleSet(
            code=made.code, version=made.version, n=made.n, unit=made.unit,
            extension=made.extension, from_on=f"{from_on}", why=made.why,
        ),
        by=by,
    )  # fmt: skip
    publish(number, f"时限规则 {made.code} 第 {made.version} 版", by)
    return made


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


def _stored(row: LimitRow, version: int, why: str, by: Actor) -> LimitRule:
    facts: dict[str, Any] = {
        name: getattr(row, name) for name in LimitRow.__dataclass_fields__ if name != "version"
    }
    return LimitRule(**facts, version=version, made_by=by.code, made_at=now(), why=why)
