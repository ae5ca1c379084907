"""Legal volunteers 法律志愿者: enrolled, away, tied, their hours corrected (H6; 000#1 二)."""

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sunhall.directory import queries as directory
from sunhall.ground.access.actor import Actor
from sunhall.ground.journal.action import action
from sunhall.ground.journal.chain import instant
from sunhall.ground.journal.record import record
from sunhall.ground.kit.now import now
from sunhall.ground.kit.refusal import NotFound, refuse, require
from sunhall.hotline import events, queries, rules
from sunhall.hotline.actions._calling import declare
from sunhall.hotline.models import (
    LegalVolunteer,
    VolunteerAbsence,
    VolunteerService,
    VolunteerTie,
)
from sunhall.hotline.rules.volunteers import (
    FIELDS,
    MOST_MINUTES,
    ORGANISATION_TIES,
    PERSON_TIES,
    TIES,
    Hours,
    may_speak_for,
)


@action
def enrol_volunteer(
    code: str,
    *,
    name: str,
    by: Actor,
    phone: str | None = None,
    field: str = "",
    fields: Sequence[str] = (),
    hours: Hours | None = None,
) -> LegalVolunteer:
    """Enrol a legal volunteer 法律志愿者, or change what is known; who had left is back (H6).

    A phone number or hours that are not given stay as they were.
    """
    require(rules.may_keep_registers(by))
    if not name.strip():
        raise refuse("请填写姓名", field="name")
    if set(fields) - set(FIELDS):
        raise refuse("请从列出的法律领域中选择", field="fields")
    given: dict[str, Any] = {"name": name.strip(), "field": field.strip(), "is_active": True}
    given["fields"] = list(fields)
    if phone is not None:
        given["phone"] = phone.strip()
    if hours is not None:
        given["hours"] = {day: [list(span) for span in spans] for day, spans in hours.items()}
    row, made = LegalVolunteer.objects.update_or_create(code=code, defaults=given)
    if not row.link_key:
        row.link_key = secrets.token_hex(8)
        row.save(update_fields=["link_key"])
    record(events.VolunteerSet(code=code, name=row.name, change="登记" if made else "修改"), by=by)
    return row


@action
def close_volunteer(code: str, *, by: Actor) -> LegalVolunteer:
    """Let a volunteer leave the pool 退出; refused while they are called to a dialogue (H6)."""
    require(rules.may_keep_registers(by))
    row = _volunteer(code)
    if queries.calls_ahead(row):
        raise refuse("这位法律志愿者还有约好的约谈，请先改请别人或取消")
    row.is_active, row.link_key = False, ""
    row.save(update_fields=["is_active", "link_key"])
    record(events.VolunteerSet(code=code, name=row.name, change="退出"), by=by)
    return row


@action
def renew_volunteer_link(code: str, *, by: Actor) -> LegalVolunteer:
    """Give a volunteer's own page a new address 更换链接: the old one leads nowhere (K6)."""
    require(rules.may_keep_registers(by))
    row = _volunteer(code)
    row.link_key = secrets.token_hex(8)
    row.save(update_fields=["link_key"])
    record(events.VolunteerLinkRenewed(code=code), by=by)
    return row


@action
def note_absence(
    code: str, *, from_at: datetime, to_at: datetime, by: Actor, reason: str = ""
) -> VolunteerAbsence:
    """Note when a volunteer cannot be called 志愿者请假; they say so, or who keeps the pool."""
    require(may_speak_for(by, code))
    row = _volunteer(code)
    if to_at <= from_at:
        raise refuse("结束时间应晚于开始时间", field="to_at")
    if to_at <= now():
        raise refuse("这段时间已经过去，请填写今后的时间", field="to_at")
    if queries.calls_ahead(row, from_at, to_at):
        raise refuse("这段时间已约好参加约谈，请先答复不能参加", field="from_at")
    absence = VolunteerAbsence.objects.create(
        volunteer=row, from_at=from_at, to_at=to_at, reason=reason.strip(), said_by=by.code
    )
    record(
        events.VolunteerAway(
            code=code, from_at=instant(from_at), to_at=instant(to_at), reason=absence.reason
        ),
        by=by,
    )
    return absence


@action
def end_absence(pk: int, *, by: Actor) -> VolunteerAbsence:
    """End an absence 销假: the volunteer can be called again from now on."""
    absence = VolunteerAbsence.objects.select_for_update().filter(pk=pk, ended_at=None).first()
    if absence is None:
        raise NotFound(str(pk))
    code = absence.volunteer.code
    require(may_speak_for(by, code))
    absence.ended_at = now()
    absence.save(update_fields=["ended_at"])
    record(
        events.VolunteerBack(
            code=code, from_at=instant(absence.from_at), to_at=instant(absence.to_at)
        ),
        by=by,
    )
    return absence


@action
def declare_tie(
    code: str, *, tie: str, by: Actor, organisation: str = "", number: str = "", words: str = ""
) -> VolunteerTie:
    """Declare a tie 声明利害关系: to an organisation, or to the person of a request (H6).

    The person is named by the number of their request, so that nobody looks anybody up for it.
    """
    require(rules.may_keep_registers(by))
    if tie not in TIES:
        raise refuse("请选择利害关系", field="tie")
    if bool(organisation) == bool(number.strip()):
        raise refuse("请选择单位，或填写诉求编号，二者填一项", field="organisation")
    if tie in PERSON_TIES and organisation:
        raise refuse("这种关系是与诉求人的，请填写诉求编号", field="number")
    if tie in ORGANISATION_TIES and not organisation:
        raise refuse("这种关系是与单位的，请选择单位", field="organisation")
    person = ""
    if organisation:
        directory.organisation_for(organisation)
    else:
        person = _person_of(queries.read_number(number), by)
    row = _volunteer(code)
    return declare(row, tie, organisation=organisation, person=person, words=words, by=by)


@action
def end_tie(pk: int, *, reason: str, by: Actor) -> VolunteerTie:
    """End a tie 解除回避, and say why; the row stays."""
    require(rules.may_keep_registers(by))
    row = VolunteerTie.objects.select_for_update().filter(pk=pk, ended_at=None).first()
    if row is None:
        raise NotFound(str(pk))
    if not reason.strip():
        raise refuse("请写明为什么不再需要回避", field="reason")
    row.ended_at = now()
    row.save(update_fields=["ended_at"])
    record(
        events.TieEnded(
            code=row.volunteer.code,
            tie=row.kind,
            tie_words=TIES[row.kind],
            about=row.organisation or row.person,
            words=reason.strip(),
        ),
        by=by,
    )
    return row


@action
def correct_service(pk: int, *, minutes: int, reason: str, by: Actor) -> VolunteerService:
    """Correct the minutes of a service 更正服务时长; what stood before is in the journal.

    Whoever serves may ask for it (志愿服务记录与证明出具办法).
    """
    require(rules.may_keep_registers(by))
    rows = VolunteerService.objects.select_for_update().filter(pk=pk)
    row = rows.select_related("dialogue__matter", "volunteer").first()
    if row is None:
        raise NotFound(str(pk))
    if not 0 < minutes <= MOST_MINUTES:
        raise refuse("请填写 1 至 {most} 分钟", field="minutes", most=MOST_MINUTES)
    if not reason.strip():
        raise refuse("请写明更正原因", field="reason")
    before, row.minutes = row.minutes, minutes
    row.save(update_fields=["minutes"])
    record(
        events.ServiceCorrected(
            matter=row.dialogue.matter.number,
            dialogue=row.dialogue_id,
            volunteer=row.volunteer.code,
            before=before,
            minutes=minutes,
            reason=reason.strip(),
        ),
        by=by,
    )
    return row


def _volunteer(code: str) -> LegalVolunteer:
    """A volunteer behind the lock of their row."""
    row = LegalVolunteer.objects.select_for_update().filter(code=code, is_active=True).first()
    if row is None:
        raise NotFound(code)
    return row


def _person_of(number: str, by: Actor) -> str:
    """The person of a request that this actor may see."""
    matter = queries.request_for(by, number).matter
    if not matter.person:
        raise refuse("这件诉求没有登记诉求人", field="number")
    return str(matter.person)
