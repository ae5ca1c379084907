"""Office hours."""

from datetime import date, timedelta

from django.db.models import QuerySet

from sunhall.clocks.actions._versions import next_version, publish
from sunhall.clocks.events import CalendarChanged, OfficeHoursSet
from sunhall.clocks.models import OfficeHours
from sunhall.clocks.rules.deciding import may_manage
from sunhall.clocks.rules.hours import Week
from sunhall.clocks.rules.scope import scope_of
from sunhall.clocks.rules.week import checked, to_plain
from sunhall.ground.access.actor import Actor
from sunhall.ground.journal.action import action
from sunhall.ground.journal.record import record
from sunhall.ground.kit.refusal import refuse, require

FAR = date(9999, 12, 31)


@action
def set_office_hours(
    week: Week,
    *,
    from_on: date,
    source: str,
    by: Actor,
    to_on: date | None = None,
    place: str = "",
    organisation: str = "",
) -> OfficeHours:
    """Set when an office, or every office of a place, is open 办公时间 from a day on (K3).

    A timetable without an end closes the one before it; one with an end, such as summer hours
    夏季作息, lies over the year-round one for its time.
    """
    require(may_manage(by))
    if not source.strip():
        raise refuse("请填写办公时间的依据文件", field="source")
    if to_on is not None and to_on < from_on:
        raise refuse("截止日期须不早于起始日期，请核对", field="to_on")
    plain, place = to_plain(checked(week)), scope_of(place)
    number = next_version()
    scope = OfficeHours.objects.filter(place=place, organisation=organisation, until_version=None)
    same = scope.filter(from_on=from_on, to_on__isnull=to_on is None)
    same.update(until_version=number)
    if to_on is None:
        _end_before(scope, from_on, number)
    row = OfficeHours.objects.create(
        place=place, organisation=organisation, week=plain, from_on=from_on, to_on=to_on,
        source=source.strip(), from_version=number,
    )  # fmt: skip
    _tell(row, number, by)
    publish(number, f"办公时间自 {from_on} 起：{source.strip()}"[:200], by)
    return row


def _end_before(scope: QuerySet[OfficeHours], from_on: date, number: int) -> None:
    """End open timetables that began earlier the day before, as new rows of this version."""
    for row in list(scope.filter(from_on__lt=from_on, to_on=None)):
        scope.filter(pk=row.pk).update(until_version=number)
        OfficeHours.objects.create(
            place=row.place, organisation=row.organisation, week=row.week, from_on=row.from_on,
            to_on=from_on - timedelta(days=1), source=row.source, from_version=number,
        )  # fmt: skip


def _tell(row: OfficeHours, number: int, by: Actor) -> None:
    last = row.to_on or FAR
    record(
        OfficeHoursSet(
            place=row.place, organisation=row.organisation, from_on=f"{row.from_on}",
            to_on=f"{row.to_on or ''}", source=row.source,
        ),
        by=by,
    )  # fmt: skip
    why = f"办公时间：{row.source}"
    record(
        CalendarChanged(
            version=number, first=f"{row.from_on}", last=f"{last}", place=row.place, why=why
        ),
        by=by,
    )
