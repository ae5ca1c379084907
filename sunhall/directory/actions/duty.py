"""Duty rosters: planned, swapped, cancelled (S11)."""

from datetime import date

from django.db import IntegrityError, transaction

from sunhall.directory import queries
from sunhall.directory.events import DutyCancelled, DutyPlanned, DutySwapped
from sunhall.directory.models import Duty
from sunhall.directory.rules import DUTIES, may_plan_duty
from sunhall.ground.access.actor import Actor
from sunhall.ground.journal.action import action
from sunhall.ground.journal.record import record
from sunhall.ground.kit.now import today
from sunhall.ground.kit.refusal import refuse, require

_TWICE = "该人员当天已在这个班次，请换一人"


@action
def put_on_duty(kind: str, day: date, organisation: str, staff: str, *, by: Actor) -> Duty:
    """Plan one person for one day on a roster 排班 (S11; 000#5)."""
    require(may_plan_duty(by, kind))
    if kind not in DUTIES:
        raise refuse("请选择班次", field="kind")
    if day < today():
        raise refuse("请选择今天或以后的日期", field="day")
    if kind == "saturday" and day.isoweekday() != 6:
        raise refuse("周六值班请选择星期六", field="day")
    home = queries.open_organisation_for_update(organisation)
    person = queries.staff_for_update(staff)
    try:
        with transaction.atomic():
            row = Duty.objects.create(kind=kind, day=day, organisation=home, staff=person)
    except IntegrityError as error:
        raise refuse(_TWICE, field="staff") from error
    record(DutyPlanned(organisation=home.code, duty=kind, day=f"{day}", staff=person.code), by=by)
    return row


@action
def swap_duty(duty_pk: int, staff: str, reason: str, *, by: Actor) -> Duty:
    """Let another person take a duty 换班; who planned it or who is on it may swap (S11)."""
    person = queries.staff_for_update(staff)
    row = queries.duty_for_update(duty_pk)
    if by.code != f"staff:{row.staff.code}":
        require(may_plan_duty(by, row.kind))
    if row.day < today():
        raise refuse("已经过去的班次不能再换")
    if len(reason.strip()) < 2:
        raise refuse("请填写换班原因", field="reason")
    before = row.staff.code
    if person.code == before:
        raise refuse("请选择另一位人员", field="staff")
    row.staff = person
    try:
        with transaction.atomic():
            row.save(update_fields=["staff"])
    except IntegrityError as error:
        raise refuse(_TWICE, field="staff") from error
    record(
        DutySwapped(
            organisation=row.organisation.code,
            duty=row.kind,
            day=f"{row.day}",
            staff=before,
            to=person.code,
            reason=reason.strip(),
        ),
        by=by,
    )
    return row


@action
def cancel_duty(duty_pk: int, *, by: Actor) -> None:
    """Take a planned duty off the roster 取消排班; the journal keeps that it was planned."""
    row = queries.duty_for_update(duty_pk)
    require(may_plan_duty(by, row.kind))
    if row.day < today():
        raise refuse("已经过去的班次不能取消")
    row.delete()
    record(
        DutyCancelled(
            organisation=row.organisation.code,
            duty=row.kind,
            day=f"{row.day}",
            staff=row.staff.code,
        ),
        by=by,
    )
