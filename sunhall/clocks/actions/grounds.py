"""Grounds of a pause as versioned data."""

from datetime import date

from sunhall.clocks.actions._versions import follow, next_version, publish
from sunhall.clocks.events import PauseGroundSet, PauseGroundsSeeded
from sunhall.clocks.models import PauseGround
from sunhall.clocks.rules import opening
from sunhall.clocks.rules.deciding import may_manage
from sunhall.clocks.rules.grounds import Ground, check_ground
from sunhall.ground.access.actor import Actor
from sunhall.ground.journal.action import action
from sunhall.ground.journal.record import record
from sunhall.ground.kit.now import now
from sunhall.ground.kit.refusal import refuse, require

SHIPPED = "系统自带暂停事由表"


@action
def seed_grounds(*, by: Actor) -> int:
    """Store the grounds of a pause 暂停事由 the house comes with (K3).

    Gives how many were stored; grounds somebody has set already are left alone.
    """
    require(may_manage(by))
    stored = set(PauseGround.objects.values_list("code", flat=True))
    missing = [ground for code, ground in opening.GROUNDS.items() if code not in stored]
    PauseGround.objects.bulk_create(_row(ground, 1, SHIPPED, by) for ground in missing)
    if missing:
        record(PauseGroundsSeeded(count=len(missing)), by=by)
        publish(next_version(), f"{SHIPPED}：{len(missing)} 条", by)
    return len(missing)


@action
def set_pause_ground(ground: Ground, *, from_on: date, why: str, by: Actor) -> PauseGround:
    """Set a ground 暂停事由 anew from a day on; pauses of before keep their version (K3)."""
    require(may_manage(by))
    if not why.strip():
        raise refuse("请填写修改的原因或依据文件", field="why")
    check_ground(ground)
    number = next_version()
    shipped = opening.GROUNDS.get(ground.code)
    version = follow(
        PauseGround.objects.filter(code=ground.code),
        _row(shipped, 1, SHIPPED, by) if shipped else None,
        from_on,
    )
    made = _row(ground, version, why.strip(), by)
    made.from_on, made.to_on = from_on, ground.to_on
    made.save()
    record(
        PauseGroundSet(
            code=made.code, version=made.version, words=made.words, article=made.article,
            from_on=f"{from_on}", to_on=f"{made.to_on or ''}", why=made.why,
        ),
        by=by,
    )  # fmt: skip
    publish(number, f"暂停事由 {made.code} 第 {made.version} 版", by)
    return made


def _row(ground: Ground, version: int, why: str, by: Actor) -> PauseGround:
    return PauseGround(
        code=ground.code, version=version, words=ground.words.strip(),
        article=ground.article.strip(), source=ground.source.strip(),
        stops=" ".join(ground.stops), paper=ground.paper.strip(), note=ground.note.strip(),
        from_on=ground.from_on or opening.FIRST_DAY, to_on=ground.to_on,
        made_by=by.code, made_at=now(), why=why,
    )  # fmt: skip
