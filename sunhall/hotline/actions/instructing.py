"""Tracking an instruction 批示 until the leader who gave it calls it done (H3)."""

from collections.abc import Callable

from sunhall.ground.access.actor import Actor
from sunhall.ground.journal.action import action
from sunhall.ground.journal.record import record
from sunhall.ground.kit.now import now, today
from sunhall.ground.kit.refusal import refuse, require
from sunhall.ground.kit.verdict import Verdict
from sunhall.hotline import events, queries, rules
from sunhall.hotline.models import Instruction
from sunhall.matters import queries as matters
from sunhall.matters import rules as matter_rules


@action
def report_instruction(number: str, *, words: str, by: Actor) -> Instruction:
    """Report back 回报 to the leader who instructed what was done (H3)."""
    instruction = _open(number, by, rules.may_report)
    if not words.strip():
        raise refuse("请写明办理情况", field="words")
    instruction.report = words.strip()
    instruction.reported_at, instruction.reported_by = now(), by.code
    instruction.save()
    record(
        events.InstructionReported(
            matter=number,
            instruction=instruction.pk,
            leader=instruction.leader,
            words=instruction.report,
        ),
        by=by,
    )
    return instruction


@action
def review_instruction(number: str, *, done: bool, by: Actor, words: str = "") -> Instruction:
    """Call an instruction done 批示办结, or send the report back with what is missing (H3)."""
    instruction = _open(number, by, rules.may_review_instruction)
    if not done and len(words.strip()) < 4:
        raise refuse("请写明还要办什么（至少 4 个字）", field="words")
    if done:
        instruction.done_at, instruction.done_words = now(), words.strip()
    else:
        instruction.reported_at, instruction.reported_by = None, ""
    instruction.save()
    record(
        events.InstructionReviewed(
            matter=number,
            instruction=instruction.pk,
            done=done,
            decision="办结" if done else "要求继续办理",
            words=words.strip(),
        ),
        by=by,
    )
    return instruction


@action
def note_instruction_near(pk: int, *, by: Actor) -> None:
    """Remind of a report 回报 before its day is over 催办, once (H3, H4)."""
    one = _owed(pk, by)
    if one.reported_at or one.reminded_at or one.late_at:
        return
    one.reminded_at = now()
    one.save(update_fields=["reminded_at"])
    record(
        events.InstructionNear(
            matter=one.matter.number,
            instruction=pk,
            post=one.matter.offered_to or one.matter.owner,
            due_on=f"{one.due_on}",
        ),
        by=by,
    )


@action
def note_instruction_late(pk: int, *, by: Actor) -> None:
    """Note that no report 回报 came by its day 超期, once; late stays late (H3, H4)."""
    one = _owed(pk, by)
    if one.reported_at or one.late_at or one.due_on is None or one.due_on >= today():
        return
    one.late_at = queries.end_of(one.due_on)
    one.save(update_fields=["late_at"])
    record(
        events.InstructionLate(
            matter=one.matter.number,
            instruction=pk,
            post=one.matter.offered_to or one.matter.owner,
            leader=one.leader,
            due_on=f"{one.due_on}",
        ),
        by=by,
    )


def _owed(pk: int, by: Actor) -> Instruction:
    """An instruction that the house keeps the time of, behind the lock of its request."""
    require(matter_rules.may_keep_clocks(by))
    one = Instruction.objects.select_related("matter").get(pk=pk)
    matters.matter_for_update(one.matter.number)
    one.refresh_from_db()
    return one


def _open(
    number: str, by: Actor, may: Callable[[Actor, rules.RequestFacts], Verdict]
) -> Instruction:
    """The instruction that is not done, behind the lock of its request."""
    matter = matters.matter_for_update(number)
    require(may(by, queries.facts(matter)))
    found = Instruction.objects.select_for_update().filter(matter=matter, done_at=None)
    return found.latest("pk")
