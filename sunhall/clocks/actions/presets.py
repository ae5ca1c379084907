"""Choosing a preset of limits 选用预设时限: proposed by one, approved by another (K3)."""

from datetime import date

from sunhall.clocks import queries
from sunhall.clocks.actions._lines import put_in_force
from sunhall.clocks.actions._proposals import approved, entered, rejected, to_decide
from sunhall.clocks.events import PresetChosen, PresetProposed, PresetRejected
from sunhall.clocks.models import PROPOSED, PresetProposal
from sunhall.clocks.rules import choosing
from sunhall.clocks.rules.deciding import may_manage
from sunhall.ground.access.actor import Actor
from sunhall.ground.journal.action import action
from sunhall.ground.journal.record import record
from sunhall.ground.kit.now import today
from sunhall.ground.kit.refusal import refuse, require


@action
def propose_preset(key: str, *, from_on: date, why: str, by: Actor) -> PresetProposal:
    """Propose to count replies as another place does 选用预设, from a day on (K3; norms 1.4)."""
    require(may_manage(by))
    chosen = choosing.choice(key, queries.newest_limit(choosing.REPLY))
    if not why.strip():
        raise refuse("请填写选用的原因或依据文件", field="why")
    if from_on <= today():
        raise refuse("请填写今天以后的日期：已经起算的期限不改规则", field="from_on")
    _check_order(key, from_on)
    if PresetProposal.objects.filter(state=PROPOSED).exists():
        raise refuse("已有一份预设待审批，请先审批或退回", field="preset")
    row = PresetProposal(preset=key, from_on=from_on, why=why.strip())
    entered(row, by)
    record(
        PresetProposed(
            proposal=row.pk, preset=chosen.name, from_on=f"{from_on}", source=chosen.source,
            why=row.why,
        ),
        by=by,
    )  # fmt: skip
    return row


@action
def approve_preset(proposal: int, *, by: Actor) -> int:
    """Approve it 批准选用预设: a new version of each line that differs; gives how many (K3)."""
    row = to_decide(PresetProposal, proposal, by)
    _check_order(row.preset, row.from_on)
    approved(row, by)
    chosen = choosing.choice(row.preset, queries.newest_limit(choosing.REPLY))
    pairs = queries.preset_lines(row.preset)
    for _before, after in pairs:
        put_in_force(after, row.from_on, f"选用{chosen.name}：{row.why}"[:200], by)
    record(
        PresetChosen(
            proposal=row.pk, preset=chosen.name, lines=len(pairs), from_on=f"{row.from_on}",
            source=chosen.source, proposed_by=row.proposed_by,
        ),
        by=by,
    )  # fmt: skip
    return len(pairs)


@action
def reject_preset(proposal: int, *, reason: str, by: Actor) -> None:
    """Send it back 退回 with the reason; no limit changes (K3)."""
    row = to_decide(PresetProposal, proposal, by)
    rejected(row, reason, by)
    record(PresetRejected(proposal=row.pk, preset=row.preset, reason=row.reason), by=by)


def _check_order(key: str, from_on: date) -> None:
    pairs = queries.preset_lines(key)
    if not pairs:
        raise refuse("现行时限已经与这个预设相同，不用再选用", field="preset")
    newest = [one.from_on for one, _after in pairs if one.from_on and one.version]
    if newest and from_on <= max(newest):
        day = max(newest)
        raise refuse("生效日期须晚于上一版的生效日期 {day}", field="from_on", day=day)
