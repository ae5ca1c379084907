"""Discipline supervision 纪委督办: call-backs, findings with evidence, samples (H7; 000#1 四)."""

import json
import secrets
from collections.abc import Mapping
from datetime import date
from typing import Any

from sunhall.ground.access.actor import Actor
from sunhall.ground.journal.action import action
from sunhall.ground.journal.chain import instant
from sunhall.ground.journal.record import Recorded, record, shred
from sunhall.ground.kit.now import now, today
from sunhall.ground.kit.refusal import refuse, require
from sunhall.hotline import queries as hotline
from sunhall.matters import queries as matters
from sunhall.supervision import events, queries, rules
from sunhall.supervision.actions import _shared
from sunhall.supervision.models import Check, Finding, Reply, Sample

CALL_BACK, REPLY = "SV_CALLBACK", "SV_FINDING"


@action
def owe_check(held: Recorded, *, by: Actor) -> Check | None:
    """Owe a call-back 约谈回访 for a dialogue that was held; every one, once (H7)."""
    _shared.the_house(by)
    event: Any = held.event
    matter = matters.matter_for_update(event.matter)
    if Check.objects.filter(dialogue=event.dialogue).exists():
        return None
    # A second dialogue without content goes on to the joint meeting at once: what was written
    # stays the word of the post that held it.
    post = hotline.post_that_held(event.dialogue) or matter.owner
    unit = queries.unit_of_staff(held.actor) or queries.unit_of_post(post)
    check = Check.objects.create(
        matter=matter,
        dialogue=event.dialogue,
        held_at=held.at,
        held_by=held.actor,
        unit=unit,
        post=post,
        evidence=f"{held.stream}#{held.seq}",
        opened_at=now(),
        due_at=queries.owed(CALL_BACK, matter.place, held.at).due_at,
    )
    record(
        events.CheckOwed(
            check=check.pk,
            matter=matter.number,
            dialogue=check.dialogue,
            unit=unit,
            evidence=check.evidence,
            due_at=instant(check.due_at),
        ),
        by=by,
    )
    return check


@action
def make_check(
    pk: int, *, way: str, said: Mapping[str, str], by: Actor, suggestions: str = ""
) -> Check:
    """Call back or look on site 电话回访、现场查看 with the script; what differs is found (H7)."""
    check = _check(pk, by)
    if way not in rules.CALLBACK_WAYS:
        raise refuse("请选择回访方式", field="way")
    for asked in rules.SCRIPT.questions:
        if said.get("met") == "no" and asked.code not in rules.ALWAYS_ASKED:
            continue
        if said.get(asked.code, "") not in asked.answers:
            raise refuse("请记录群众的回答", field=asked.code)
    kept = {one.code: said[one.code] for one in rules.SCRIPT.questions if said.get(one.code)}
    check.way, check.script = way, rules.SCRIPT.version
    check.answers = json.dumps(kept, ensure_ascii=False)
    check.suggestions = suggestions.strip()
    check.satisfied = kept.get("result", "not") in ("satisfied", "understands")
    check.done_at, check.done_by = now(), by.code
    check.save()
    entry = record(
        events.CheckMade(
            check=pk,
            matter=check.matter.number,
            way_words=rules.CALLBACK_WAYS[way],
            script=check.script,
            result_words="满意或理解" if check.satisfied else "不满意",
            answers=check.answers,
            suggestions=check.suggestions,
        ),
        by=by,
    )
    for one in rules.differences(queries.wrote_of(check), kept, check.script):
        _find(check, one, f"{entry.stream}#{entry.seq}", by)
    return check


@action
def miss_check(pk: int, *, by: Actor) -> Check:
    """Note that the person was not reached 没有联系上; the call-back stays owed (H7)."""
    check = _check(pk, by)
    check.tries += 1
    check.save(update_fields=["tries"])
    record(
        events.CheckMissed(check=pk, matter=check.matter.number, tries=check.tries),
        by=by,
    )
    return check


@action
def reply_finding(pk: int, *, text: str, by: Actor) -> Finding:
    """Reply to a finding 说明情况 by the post that owns it (H7)."""
    finding = _finding(pk)
    require(rules.may_reply_finding(by, queries.finding_facts(finding)))
    text = _shared.worded(text, "请说明情况（至少 {n} 个字）", field="text")
    Reply.objects.create(finding=finding, at=now(), by=by.code, text=text)
    if finding.due_at < now():
        finding.late_at = finding.late_at or finding.due_at
    finding.state = rules.REPLIED
    finding.save()
    record(
        events.FindingReplied(
            finding=pk,
            matter=finding.matter.number,
            post=finding.post,
            on_time=finding.late_at is None,
            text=text,
        ),
        by=by,
    )
    return finding


@action
def recheck_finding(pk: int, *, settled: bool, text: str, by: Actor) -> Finding:
    """Re-check a finding 复核: settled, or it goes back with a clock that starts anew (H7)."""
    finding = _finding(pk)
    queries.finding_for(by, pk)
    require(rules.may_recheck(by, queries.finding_facts(finding), unit=queries.unit_of(by)))
    text = _shared.worded(text, "请写明复核情况（至少 {n} 个字）", field="text")
    Reply.objects.create(finding=finding, at=now(), by=by.code, text=text, settled=settled)
    if settled:
        finding.state, finding.settled_at = rules.SETTLED, now()
    else:
        finding.state = rules.OPENED
        finding.due_at = queries.owed(REPLY, finding.matter.place, now()).due_at
    finding.save()
    record(
        events.FindingRechecked(
            finding=pk,
            matter=finding.matter.number,
            settled=settled,
            decision="属实已整改，销号" if settled else "说明不成立，退回重新说明",
            text=text,
        ),
        by=by,
    )
    return finding


@action
def note_finding_late(pk: int, *, by: Actor) -> None:
    """Note that nobody has replied to a finding in time, once (H7, H4)."""
    _shared.the_house(by)
    finding = _finding(pk)
    if finding.late_at is not None or finding.state != rules.OPENED or finding.due_at > now():
        return
    finding.late_at = finding.due_at
    finding.save(update_fields=["late_at"])
    record(
        events.FindingLate(
            finding=pk,
            matter=finding.matter.number,
            post=finding.post,
            due_at=instant(finding.due_at),
        ),
        by=by,
    )


@action
def draw_sample(*, first: date, last: date, n: int, by: Actor) -> Sample:
    """Draw a random sample 抽样: the house draws the seed, so nobody chooses the cases (B5)."""
    if not by.may("supervision.call_back"):
        raise refuse("只有纪检监察和热线中心可以抽样核查", article="000#1 四")
    if not first <= last <= today():
        raise refuse("请选择今天以前的起止日期，开始不晚于结束", field="last")
    if not 1 <= n <= rules.MOST:
        raise refuse("件数请填写 1 至 {most}", field="n", most=rules.MOST)
    numbers = queries.answered_between(by, first, last)
    if not numbers:
        raise refuse("这段时间没有答复过的诉求，请换一段时间", field="first")
    seed = secrets.token_hex(16)
    chosen = rules.drawn(seed, numbers, n)
    sample = Sample.objects.create(
        seed=seed,
        first=first,
        last=last,
        n=n,
        size=len(numbers),
        population=rules.population(numbers),
        numbers=json.dumps(chosen),
        drawn_at=now(),
        drawn_by=by.code,
    )
    record(
        events.SampleDrawn(
            sample=sample.pk,
            seed=seed,
            first=f"{first}",
            last=f"{last}",
            size=sample.size,
            population=sample.population,
            n=n,
            numbers=tuple(chosen),
        ),
        by=by,
    )
    return sample


@action
def forget_words(number: str, *, by: Actor) -> None:
    """Erase what a person said in call-backs when the words of their matter go (PIPL 47)."""
    _shared.the_house(by)
    matter = matters.matter_for_update(number)
    for check in Check.objects.filter(matter=matter):
        check.answers = check.suggestions = ""
        check.save(update_fields=["answers", "suggestions"])
        shred(f"check:{check.pk}")
    for finding in Finding.objects.filter(matter=matter):
        finding.says = finding.wrote = ""
        finding.save(update_fields=["says", "wrote"])
        shred(f"finding:{finding.pk}")


def _find(check: Check, found: rules.Difference, says_entry: str, by: Actor) -> None:
    """Open a finding 发现 with both texts and both entries."""
    finding = Finding.objects.create(
        check_row=check,
        matter=check.matter,
        code=found.code,
        words=found.words,
        wrote=found.wrote,
        wrote_entry=check.evidence,
        says=found.says,
        says_entry=says_entry,
        post=check.post,
        unit=check.unit,
        state=rules.OPENED,
        opened_at=now(),
        due_at=queries.owed(REPLY, check.matter.place, now()).due_at,
    )
    record(
        events.FindingOpened(
            finding=finding.pk,
            matter=check.matter.number,
            code=found.code,
            finding_words=found.words,
            post=finding.post,
            due_at=instant(finding.due_at),
            wrote=found.wrote,
            wrote_entry=finding.wrote_entry,
            says=found.says,
            says_entry=says_entry,
        ),
        by=by,
    )


def _check(pk: int, by: Actor) -> Check:
    """A call-back this actor may make, behind the lock of its matter."""
    found = queries.check_for(by, pk)
    matters.matter_for_update(found.matter.number)
    check = Check.objects.select_related("matter").get(pk=pk)
    require(rules.may_call_back(by, queries.check_facts(check), unit=queries.unit_of(by)))
    return check


def _finding(pk: int) -> Finding:
    number = Finding.objects.filter(pk=pk).values_list("matter__number", flat=True).first()
    if number is None:
        raise _shared.missing(pk)
    matters.matter_for_update(number)
    return Finding.objects.select_related("matter", "check_row").get(pk=pk)
