"""Writing a line of the deadline rule table as its next version. Private to this room."""

from datetime import date
from typing import Any

from sunhall.clocks.actions._versions import follow, next_version, publish
from sunhall.clocks.events import LimitRuleSet
from sunhall.clocks.models import LimitRule
from sunhall.clocks.rules import opening
from sunhall.clocks.rules.table import LimitRow
from sunhall.ground.access.actor import Actor
from sunhall.ground.journal.record import record
from sunhall.ground.kit.now import now

SHIPPED = "系统自带时限规则表"


def put_in_force(row: LimitRow, from_on: date, why: str, by: Actor) -> LimitRule:
    """Write the next version of a line, within an action that has asked whether it may."""
    number = next_version()
    shipped = opening.LIMITS.get(row.code)
    version = follow(
        LimitRule.objects.filter(code=row.code),
        stored(shipped, 1, SHIPPED, by) if shipped else None,
        from_on,
    )
    made = stored(row, version, why.strip(), by)
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


def stored(row: LimitRow, version: int, why: str, by: Actor) -> LimitRule:
    """A version of a line, not saved yet."""
    return LimitRule(
        **facts_of(row), from_on=row.from_on, to_on=row.to_on, version=version,
        made_by=by.code, made_at=now(), why=why,
    )  # fmt: skip


def facts_of(row: LimitRow) -> dict[str, Any]:
    """What a line says, without when it holds."""
    names = LimitRow.__dataclass_fields__.keys() - {"version", "from_on", "to_on"}
    return {name: getattr(row, name) for name in names}
