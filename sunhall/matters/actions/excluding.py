"""Leaving a matter out of rates 剔除: asked by an office, decided elsewhere, listed (D2)."""

from sunhall.directory import queries as directory
from sunhall.ground.access.actor import Actor
from sunhall.ground.journal.action import action
from sunhall.ground.journal.record import record
from sunhall.ground.kit.now import now
from sunhall.ground.kit.refusal import refuse, require
from sunhall.matters import events, queries
from sunhall.matters.models import Exclusion
from sunhall.matters.queries import measuring
from sunhall.matters.rules import measuring as rules

LEAST_WORDS = 10


@action
def propose_exclusion(number: str, *, reason: str, evidence: str, by: Actor) -> Exclusion:
    """Ask to leave a matter out 申请剔除, with evidence, by the office that answered it (D2)."""
    matter = queries.matter_for_update(queries.matter_for(by, number).number)
    office = measuring.office_of(matter)
    require(rules.may_propose_exclusion(by, measuring.offices_of_actor(by), office))
    held = measuring.set_for(matter)
    known = rules.reasons(held).get(reason)
    if known is None:
        raise refuse("请从列表中选择剔除事由", field="reason")
    if len(evidence.strip()) < LEAST_WORDS:
        raise refuse("请写明证据：文书、录音或附件的编号和内容（至少 10 个字）", field="evidence")
    if matter.answered_at is None:
        raise refuse("还没有答复的事项不能申请剔除，请先答复诉求人", field="reason")
    open_ = Exclusion.objects.filter(matter=matter, state__in=("proposed", "approved"))
    if open_.exists():
        raise refuse("此件已有一份剔除申请，请在剔除清单中查看", field="reason")
    row = Exclusion.objects.create(
        matter=matter,
        reason=known.code,
        reason_words=known.words,
        basis=known.basis,
        set_version=held.version,
        figures=f",{','.join(known.figures)},",
        evidence=evidence.strip(),
        office=office,
        proposed_by=by.code,
        proposed_at=now(),
    )
    record(
        events.ExclusionProposed(
            matter=number,
            exclusion=row.pk,
            ground=known.words,
            basis=known.basis,
            figures=measuring.words_of_figures(known.figures),
            office=directory.offices_named([office]).get(office, office),
            evidence=row.evidence,
        ),
        by=by,
    )
    return row


@action
def decide_exclusion(exclusion: int, *, granted: bool, words: str, by: Actor) -> Exclusion:
    """Grant or refuse it 审定剔除: another person, of another office, with a reason (D2)."""
    row = _locked(exclusion, by)
    _require_another(row, by)
    if row.state != "proposed":
        raise refuse("这份申请已经审定过，请刷新页面查看结果")
    if len(words.strip()) < 4:
        raise refuse("请写明同意或不同意的理由（至少 4 个字）", field="words")
    row.state = "approved" if granted else "rejected"
    row.words, row.decided_by, row.decided_at = words.strip(), by.code, now()
    row.save(update_fields=["state", "words", "decided_by", "decided_at"])
    record(
        events.ExclusionDecided(
            matter=row.matter.number,
            exclusion=row.pk,
            granted=granted,
            decision="同意" if granted else "不同意",
            proposed_by=row.proposed_by,
            words=row.words,
        ),
        by=by,
    )
    return row


@action
def end_exclusion(exclusion: int, *, words: str, by: Actor) -> Exclusion:
    """Let a matter count again 恢复计入, with a reason (D2)."""
    row = _locked(exclusion, by)
    _require_another(row, by)
    if row.state != "approved":
        raise refuse("只有已剔除的事项可以恢复计入")
    if len(words.strip()) < 4:
        raise refuse("请写明恢复计入的理由（至少 4 个字）", field="words")
    row.state, row.ended_by, row.ended_at, row.ended_words = "ended", by.code, now(), words.strip()
    row.save(update_fields=["state", "ended_by", "ended_at", "ended_words"])
    record(
        events.ExclusionEnded(matter=row.matter.number, exclusion=row.pk, words=row.ended_words),
        by=by,
    )
    return row


def _locked(exclusion: int, by: Actor) -> Exclusion:
    measuring.exclusion_for(by, exclusion)
    return Exclusion.objects.select_for_update().get(pk=exclusion)


def _require_another(row: Exclusion, by: Actor) -> None:
    offices = measuring.offices_of_actor(by)
    require(rules.may_decide_exclusion(by, offices, row.office, row.proposed_by))
