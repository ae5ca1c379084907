"""Promises of departments 部门承诺: set, claimed, proved, and judged by the person (H14)."""

from datetime import date

from sunhall.care import events, queries, rules
from sunhall.care.models import Claim, Promise
from sunhall.directory import queries as directory
from sunhall.ground.access.actor import Actor
from sunhall.ground.journal.action import action
from sunhall.ground.journal.record import record
from sunhall.ground.kit.now import now, today
from sunhall.ground.kit.refusal import refuse, require


@action
def set_promise(
    code: str,
    *,
    organisation: str,
    text: str,
    conditions: str,
    basis: str,
    from_on: date,
    by: Actor,
    to_on: date | None = None,
) -> Promise:
    """Register a measure a department promises 部门承诺, public with conditions and basis."""
    require(rules.may_keep(by))
    directory.open_organisation_for(organisation)
    for field, words in {"text": text, "conditions": conditions, "basis": basis}.items():
        if len(words.strip()) < 4:
            raise refuse("请写明承诺内容、条件和依据", field=field)
    if to_on is not None and to_on < from_on:
        raise refuse("结束日期应晚于开始日期", field="to_on")
    row, made = Promise.objects.update_or_create(
        code=code,
        defaults={
            "organisation": organisation,
            "text": text.strip(),
            "conditions": conditions.strip(),
            "basis": basis.strip(),
            "from_on": from_on,
            "to_on": to_on,
        },
    )
    change = "新增" if made else "修改"
    record(events.PromiseSet(code=code, organisation=organisation, change=change), by=by)
    return row


@action
def claim_promise(number: str, *, code: str, by: Actor) -> Claim:
    """Claim a promise 申请兑现 for a care request; only one that holds today."""
    require(rules.may_handle(by))
    queries.care_case_for(by, number)
    case, promise = queries.case_for_update(number), queries.promise_for(code)
    if not queries.promises_in_force().filter(pk=promise.pk).exists():
        raise refuse("这条承诺在 {day} 不在有效期内", day=f"{today()}", field="code")
    if case.claims.filter(promise=promise).exists():
        raise refuse("此件已经申请兑现这条承诺", field="code")
    row = Claim.objects.create(promise=promise, case=case, at=now())
    record(events.PromiseClaimed(matter=number, code=code), by=by)
    return row


@action
def prove_promise(pk: int, *, evidence: str, by: Actor) -> Claim:
    """Give evidence 履诺证据: the department that promised says what it did."""
    row = queries.claim_for_update(pk)
    require(rules.may_prove(by, row.promise.organisation))
    if len(evidence.strip()) < 4:
        raise refuse("请写明做了什么、凭证在哪里", field="evidence")
    if row.evidence_by and row.kept is not None:
        raise refuse("本人已经表示，证据不能再改", field="evidence")
    row.evidence, row.evidence_by = evidence.strip(), by.code
    row.save(update_fields=["evidence", "evidence_by"])
    record(
        events.PromiseProved(
            matter=row.case.matter.number, code=row.promise.code, evidence=row.evidence
        ),
        by=by,
    )
    return row


@action
def judge_promise(pk: int, *, kept: bool, words: str, by: Actor) -> Claim:
    """Write down the person's word 本人表示; never by who gave the evidence."""
    row = queries.claim_for_update(pk)
    require(rules.may_handle(by))
    if row.evidence_by == by.code:
        raise refuse("本人的意见须由提交证据以外的人员记录", field="words")
    if not words.strip():
        raise refuse("请写明本人怎么说", field="words")
    row.kept, row.words, row.heard_by = kept, words.strip(), by.code
    row.save(update_fields=["kept", "words", "heard_by"])
    said = "已兑现" if kept else "没有兑现"
    record(
        events.PromiseJudged(
            matter=row.case.matter.number, code=row.promise.code, said=said, words=row.words
        ),
        by=by,
    )
    return row
