"""Duty rosters and leave, for pages."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet

from sunhall.directory.models import Duty, Leave, Staff
from sunhall.directory.rules import DUTIES
from sunhall.ground.kit.now import LOCAL, now, today
from sunhall.ground.kit.refusal import NotFound


def duty_for_update(duty_pk: int) -> Duty:
    """One planned duty, locked."""
    row = (
        Duty.objects.select_for_update(of=("self",))
        .select_related("staff", "organisation")
        .filter(pk=duty_pk)
        .first()
    )
    if row is None:
        raise NotFound(f"duty {duty_pk}")
    return row


def duties_between(first: date, last: date) -> QuerySet[Duty]:
    """The duties planned from a day to a day, both included."""
    return (
        Duty.objects.filter(day__gte=first, day__lte=last)
        .select_related("staff", "organisation")
        .order_by("day", "kind", "organisation__code", "staff__code")
    )


def on_duty(day: date | None = None) -> QuerySet[Duty]:
    """Who is on duty on a day: the public page (D1)."""
    asked = day or today()
    return duties_between(asked, asked)


def leaves_between(first: date, last: date) -> QuerySet[Leave]:
    """The leaves that touch the days from first to last."""
    start = datetime.combine(first, time.min, tzinfo=LOCAL)
    end = datetime.combine(last + timedelta(days=1), time.min, tzinfo=LOCAL)
    return (
        Leave.objects.filter(from_at__lt=end, to_at__gt=start)
        .select_related("staff", "staff__organisation")
        .order_by("from_at", "staff__code")
    )


def away_between(codes: Iterable[str], starts: datetime, ends: datetime) -> set[str]:
    """Which of these staff are on leave 请假 at any time of a span."""
    rows = Leave.objects.filter(staff__code__in=list(codes), from_at__lt=ends, to_at__gt=starts)
    return set(rows.values_list("staff__code", flat=True))


def duty_for(duty_pk: int) -> Duty:
    """One planned duty."""
    row = Duty.objects.select_related("staff", "organisation").filter(pk=duty_pk).first()
    if row is None:
        raise NotFound(f"duty {duty_pk}")
    return row


@dataclass(slots=True)
class DutyDay:
    """One day of a roster: kind of duty in words → who."""

    day: date
    kinds: dict[str, list[Duty]]


def duty_days(first: date, last: date, *, besides: Collection[str] = ()) -> list[DutyDay]:
    """A roster day by day, each with every kind that has somebody."""
    rows = list(duties_between(first, last).exclude(kind__in=besides))
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    return [DutyDay(day, _by_kind(row for row in rows if row.day == day)) for day in days]


def _by_kind(rows: Iterable[Duty]) -> dict[str, list[Duty]]:
    found: dict[str, list[Duty]] = {words: [] for words in DUTIES.values()}
    for row in rows:
        found[DUTIES[row.kind]].append(row)
    return {words: those for words, those in found.items() if those}


def leaves_ahead(staff: Staff) -> QuerySet[Leave]:
    """A person's leave that has not ended."""
    return staff.leaves.filter(to_at__gt=now()).order_by("from_at")
