"""A sitting from its day by rule to its end 场次 (H10, H11)."""

from datetime import date, time, timedelta

from django.db import IntegrityError, transaction

from sunhall.days import events, queries, rules
from sunhall.days.models import Series, Sitting
from sunhall.directory import actions as directory
from sunhall.ground.access.actor import Actor
from sunhall.ground.journal.action import action
from sunhall.ground.journal.record import record
from sunhall.ground.kit.now import now, today
from sunhall.ground.kit.refusal import refuse, require

# A note in a file is not an address people can listen to.
LINKS = ("https://", "http://")


@action
def plan_ahead(*, by: Actor) -> int:
    """Lay out the days by rule of the coming weeks 排期; gives how many are new (H11)."""
    require(rules.may_keep(by))
    last, made = today() + timedelta(days=rules.PLAN_DAYS), 0
    for series in queries.all_series():
        known = set(series.sittings.values_list("by_rule", flat=True))
        for settled, table in queries.days_ahead(series, today(), last):
            if settled.by_rule not in known:
                _lay(series, settled, table, by)
                made += 1
    return made


@action
def plan_sitting(
    code: str, *, day: date, starts: time, ends: time, by: Actor, topic: str = ""
) -> Sitting:
    """Plan one sitting beside the rule 加场 (H10)."""
    require(rules.may_keep(by))
    series = queries.series_for_update(code)
    _check_time(day, starts, ends)
    sitting = Sitting.objects.create(
        series=series, day=day, starts=starts, ends=ends, topic=topic.strip(), changed_at=now()
    )
    _planned(sitting, by)
    return sitting


@action
def change_sitting(
    pk: int,
    *,
    day: date,
    starts: time,
    ends: time,
    topic: str,
    by: Actor,
    run_sheet: str = "",
) -> Sitting:
    """Change day, hours, topic or run sheet 流程单 before it begins; the duty moves along."""
    sitting = queries.sitting_for_update(pk)
    require(rules.may_change(by, queries.facts_of(sitting)))
    _check_time(day, starts, ends)
    if sitting.published_at and not topic.strip():
        raise refuse("已公布的场次须有主题", field="topic")
    moved = day != sitting.day
    sitting.day, sitting.starts, sitting.ends = day, starts, ends
    sitting.topic, sitting.run_sheet = topic.strip(), run_sheet.strip()
    sitting.changed_at = now()
    sitting.save()
    if moved:
        _move_duties(sitting, by)
    record(
        events.SittingChanged(
            sitting=pk,
            day=f"{day}",
            starts=f"{starts:%H:%M}",
            ends=f"{ends:%H:%M}",
            topic=sitting.topic,
        ),
        by=by,
    )
    return sitting


@action
def publish_sitting(pk: int, *, by: Actor) -> Sitting:
    """Publish 公布 a sitting ahead: date, post, topic, how to call (H11; 002)."""
    sitting = queries.sitting_for_update(pk)
    require(rules.may_publish(by, queries.facts_of(sitting)))
    if not sitting.topic:
        raise refuse("请先填写主题，再公布", field="topic")
    sitting.published_at = sitting.changed_at = now()
    sitting.save(update_fields=["published_at", "changed_at"])
    record(events.SittingPublished(sitting=pk, day=f"{sitting.day}", topic=sitting.topic), by=by)
    return sitting


@action
def call_off_sitting(pk: int, *, reason: str, by: Actor) -> Sitting:
    """Call a sitting off 取消, with a reason; a published one stays on the page as called off."""
    sitting = queries.sitting_for_update(pk)
    require(rules.may_change(by, queries.facts_of(sitting)))
    if len(reason.strip()) < 2:
        raise refuse("请填写取消原因，群众看得到", field="reason")
    sitting.called_off_at = sitting.changed_at = now()
    sitting.called_off_why = reason.strip()
    sitting.save(update_fields=["called_off_at", "called_off_why", "changed_at"])
    for guest in sitting.guests.exclude(duty=None):
        _cancel_duty(guest.duty_id, by)
    record(events.SittingCalledOff(sitting=pk, reason=reason.strip()), by=by)
    return sitting


@action
def open_sitting(pk: int, *, by: Actor) -> Sitting:
    """Open a sitting 开始: from now on calls are noted for it."""
    sitting = queries.sitting_for_update(pk)
    require(rules.may_open(by, queries.facts_of(sitting), today()))
    sitting.opened_at = sitting.changed_at = now()
    sitting.save(update_fields=["opened_at", "changed_at"])
    record(events.SittingOpened(sitting=pk), by=by)
    return sitting


@action
def end_sitting(pk: int, *, by: Actor) -> Sitting:
    """End a sitting 结束 once every question has an outcome."""
    sitting = queries.sitting_for_update(pk)
    asked = list(sitting.questions.values_list("state", flat=True))
    require(rules.may_end(by, queries.facts_of(sitting), asked.count("waiting")))
    sitting.ended_at = sitting.changed_at = now()
    sitting.save(update_fields=["ended_at", "changed_at"])
    record(
        events.SittingEnded(sitting=pk, questions=len(asked), requests=asked.count("request")),
        by=by,
    )
    return sitting


@action
def link_recording(pk: int, *, address: str, by: Actor) -> Sitting:
    """Link the recording of a broadcast 节目回放 (H10)."""
    sitting = queries.sitting_for_update(pk)
    require(rules.may_keep(by))
    if sitting.opened_at is None:
        raise refuse("节目播出之后再登记回放", field="address")
    if not address.strip().startswith(LINKS):
        raise refuse("请填写以 https:// 开头的回放地址", field="address")
    sitting.recording = address.strip()
    sitting.save(update_fields=["recording"])
    record(events.RecordingLinked(sitting=pk, address=sitting.recording), by=by)
    return sitting


def _lay(series: Series, settled: rules.Settled, table: rules.Timetable, by: Actor) -> None:
    """A day by rule; one that its holiday calls off is laid too, so that nobody waits for it."""
    is_off = settled.day is None
    try:
        with transaction.atomic():
            sitting = Sitting.objects.create(
                series=series,
                by_rule=settled.by_rule,
                day=settled.day or settled.by_rule,
                moved_why=settled.why,
                starts=table.starts,
                ends=table.ends,
                called_off_at=now() if is_off else None,
                called_off_why=settled.why if is_off else "",
                changed_at=now(),
            )
    except IntegrityError:
        return  # Two workers laid the same day; there is one.
    _planned(sitting, by)


def _planned(sitting: Sitting, by: Actor) -> None:
    record(
        events.SittingPlanned(
            sitting=sitting.pk,
            series=sitting.series.code,
            day=f"{sitting.day}",
            by_rule=f"{sitting.by_rule or sitting.day}",
            moved_why=sitting.moved_why,
        ),
        by=by,
    )


def _check_time(day: date, starts: time, ends: time) -> None:
    if day < today():
        raise refuse("请选择今天或以后的日期", field="day")
    if ends <= starts:
        raise refuse("结束时间应晚于开始时间", field="ends")


def _move_duties(sitting: Sitting, by: Actor) -> None:
    for guest in sitting.guests.exclude(duty=None).select_related("duty__staff"):
        assert guest.duty is not None
        staff = guest.duty.staff.code
        _cancel_duty(guest.duty_id, by)
        guest.duty = directory.put_on_duty("phone", sitting.day, guest.organisation, staff, by=by)
        guest.save(update_fields=["duty"])


def _cancel_duty(duty: int | None, by: Actor) -> None:
    if duty is not None:
        directory.cancel_duty(duty, by=by)
