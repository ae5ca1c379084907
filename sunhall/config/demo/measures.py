"""How the county counts: one matter left out, one asked for, weights and a preset proposed."""

from datetime import timedelta

from sunhall.clocks import actions as clocks
from sunhall.directory import queries as directory
from sunhall.ground.access.actor import SYSTEM
from sunhall.ground.kit.now import moment, now, today
from sunhall.matters import actions, queries
from sunhall.matters.rules import measuring

ASKED = (
    ("no_basis", "答复意见书已说明补助范围，县民政办〔2026〕7号第四条；附通话录音编号。"),
    ("blocked", "该路段列入明年改造计划，规划局 11 月会议纪要第三项；已当面告知计划和日期。"),
)
WEIGHTS = (("response_rate", 20), ("solved_rate", 40), ("satisfaction_rate", 40))


def tell() -> None:
    """Tell it as of yesterday and this morning."""
    rows = queries.matters_for(SYSTEM).filter(satisfied=False, answered_at__isnull=False)
    told = 0
    for matter in rows.filter(is_sealed=False).order_by("-opened_at")[:20]:
        holder = directory.accountable(queries.post_answering(matter)).staff
        by = directory.actor_for_staff(holder) if holder else SYSTEM
        if told == len(ASKED) or not by.may(measuring.EXCLUDE):
            continue
        reason, evidence = ASKED[told]
        with moment(now() - timedelta(days=1, minutes=10)):
            row = actions.propose_exclusion(matter.number, reason=reason, evidence=evidence, by=by)
        if not told:
            actions.decide_exclusion(
                row.pk,
                granted=True,
                words="已核对答复意见书和录音，事由成立。",
                by=directory.actor_for_staff("manager"),
            )
        told += 1
    actions.propose_measures(
        measuring.WEIGHTS,
        content=[{"figure": name, "weight": weight} for name, weight in WEIGHTS],
        source="县热线工作考核办法（征求意见稿）",
        why="解决率和满意率的分量应当重一些",
        from_on=today() + timedelta(days=30),
        by=directory.actor_for_staff("supervisor"),
    )
    clocks.propose_preset(
        "ANYANG",
        from_on=today() + timedelta(days=30),
        why="拟参照安阳市政务服务条例第五十条，报县政府审定",
        by=directory.actor_for_staff("sysadmin"),
    )
