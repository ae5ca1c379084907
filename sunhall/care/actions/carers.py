"""Volunteers of the line 热线义工: enrolled, matched, their visits, and thanks (H14)."""

from datetime import date

from sunhall.care import events, queries, rules
from sunhall.care.models import Carer, CarerVisit, Match
from sunhall.ground.access.actor import Actor
from sunhall.ground.journal.action import action
from sunhall.ground.journal.record import record
from sunhall.ground.kit.now import now, today
from sunhall.ground.kit.refusal import refuse, require


@action
def enrol_carer(
    code: str, *, name: str, fields: str, by: Actor, phone: str = "", available: str = ""
) -> Carer:
    """Enrol a volunteer 热线义工 with what they can do and when."""
    require(rules.may_keep(by))
    if not name.strip():
        raise refuse("请填写姓名", field="name")
    if not fields.strip():
        raise refuse("请填写能帮什么", field="fields")
    row, made = Carer.objects.update_or_create(
        code=code,
        defaults={
            "name": name.strip(),
            "phone": phone.strip(),
            "fields": fields.strip(),
            "available": available.strip(),
        },
    )
    record(events.CarerSet(code=code, name=row.name, change="登记" if made else "修改"), by=by)
    return row


@action
def match_carer(number: str, *, code: str, by: Actor) -> Match:
    """Match a volunteer to a care request 安排义工."""
    require(rules.may_handle(by))
    queries.care_case_for(by, number)
    case, carer = queries.case_for_update(number), queries.carer_for(code)
    if carer is None:
        raise refuse("请选择在册的义工", field="code")
    if case.matches.filter(carer=carer).exists():
        raise refuse("这位义工已经在帮助此人", field="code")
    row = Match.objects.create(carer=carer, case=case, at=now())
    record(events.CarerMatched(matter=number, code=code), by=by)
    return row


@action
def log_visit(pk: int, *, on: date, words: str, by: Actor) -> CarerVisit:
    """Log a visit of a volunteer 走访记录."""
    match = queries.match_for_update(pk)
    require(rules.may_handle(by))
    if on > today():
        raise refuse("走访日期不能晚于今天", field="on")
    if len(words.strip()) < 2:
        raise refuse("请写明做了什么", field="words")
    row = CarerVisit.objects.create(match=match, on=on, words=words.strip(), by=by.code)
    record(
        events.CarerVisited(
            matter=match.case.matter.number, code=match.carer.code, words=row.words
        ),
        by=by,
    )
    return row


@action
def thank_carer(pk: int, *, by: Actor) -> Match:
    """Say thank you 致谢; there are no points."""
    match = queries.match_for_update(pk)
    require(rules.may_handle(by))
    if not match.visits.exists():
        raise refuse("走访之后再致谢")
    if match.thanked_at is not None:
        raise refuse("已经致谢")
    match.thanked_at = now()
    match.save(update_fields=["thanked_at"])
    record(events.CarerThanked(matter=match.case.matter.number, code=match.carer.code), by=by)
    return match
