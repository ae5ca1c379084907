"""Versions: the lock every change takes first, the line it leaves last. Private to this room."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TypeVar

from django.db.models import Max, QuerySet

from sunhall.clocks.events import CalendarChanged, CalendarSeeded
from sunhall.clocks.models import (
    CalendarDay,
    CalendarVersion,
    CalendarYear,
    LimitRule,
    PauseGround,
)
from sunhall.clocks.rules.calendar import SpecialDay
from sunhall.clocks.rules.notices import NOTICES, PROVISIONAL_NOTICES, Notice, special_days
from sunhall.ground.access.actor import Actor
from sunhall.ground.journal.record import record
from sunhall.ground.kit.now import now
from sunhall.ground.kit.refusal import refuse


def next_version() -> int:
    """Lock the newest version, so that changes queue up, and give the number after it."""
    newest = CalendarVersion.objects.select_for_update().order_by("-number").first()
    return newest.number + 1 if newest else 1


def publish(number: int, why: str, by: Actor) -> CalendarVersion:
    """Write the version last: readers that see it see all of its rows."""
    return CalendarVersion.objects.create(number=number, made_at=now(), made_by=by.code, why=why)


def tell(version: int, days: Iterable[SpecialDay], place: str, why: str, by: Actor) -> None:
    """Record that working days changed, so that running limits are recomputed."""
    on = sorted(day.on for day in days)
    if on:
        record(
            CalendarChanged(
                version=version, first=f"{on[0]}", last=f"{on[-1]}", place=place, why=why
            ),
            by=by,
        )


def close(rows: QuerySet[CalendarDay] | QuerySet[CalendarYear], version: int) -> None:
    """End current rows with a version; rows of the past stay as they are."""
    rows.filter(until_version=None).update(until_version=version)


def ensure_seeded(number: int, by: Actor) -> int:
    """Store the table the house comes with before the first change to it.

    Gives the number the change itself should take. Nothing moves: the table is the one that
    counted so far.
    """
    if CalendarYear.objects.exists():
        return number
    seed(number, by)
    return number + 1


def seed(number: int, by: Actor) -> None:
    """Store the calendar the house comes with as a version of its own."""
    notices = (*NOTICES, *PROVISIONAL_NOTICES)
    write_notices(notices, number)
    first, last = notices[0].year, notices[-1].year
    record(CalendarSeeded(version=number, first_year=first, last_year=last), by=by)
    publish(number, f"载入 {first} 至 {last} 年工作日历", by)


def write_notices(notices: Iterable[Notice], version: int) -> None:
    """Store notices as years and days of a version."""
    listed = tuple(notices)
    main = {notice.year: notice for notice in reversed(listed)}
    CalendarYear.objects.bulk_create(
        CalendarYear(
            year=notice.year,
            status=notice.status,
            notice=notice.number,
            source=notice.source,
            published_on=notice.issued_on,
            from_version=version,
        )
        for notice in main.values()
    )
    write_days(special_days(listed), version)


def write_days(days: Iterable[SpecialDay], version: int, *, place: str = "") -> None:
    """Store special days of a version; the caller has closed those they take the place of."""
    CalendarDay.objects.bulk_create(
        CalendarDay(
            on=day.on,
            place=place,
            is_workday=day.is_workday,
            is_local=day.is_local,
            name=day.name,
            source=day.source,
            notice_year=day.notice_year or None,
            from_version=version,
        )
        for day in days
    )


V = TypeVar("V", LimitRule, PauseGround)


def follow(versions: "QuerySet[V]", shipped: V | None, from_on: date) -> int:
    """End the newest version of a line the day before another begins, and give its number.

    A line the house comes with is stored as the first version before it changes.
    """
    newest = versions.order_by("-version").first()
    if newest is None and shipped is not None:
        newest = shipped
        newest.save()
    if newest is None:
        return 1
    if newest.from_on is not None and from_on <= newest.from_on:
        raise refuse("生效日期须晚于上一版的生效日期 {day}", field="from_on", day=newest.from_on)
    if newest.to_on is None or newest.to_on >= from_on:
        versions.filter(pk=newest.pk).update(to_on=from_on - timedelta(days=1))
    return newest.version + 1


def newest_number() -> int:
    """The number of the newest version, 0 when nothing was ever set."""
    return CalendarVersion.objects.aggregate(newest=Max("number"))["newest"] or 0
