"""Duty rosters and leave, for pages."""

from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet

from sunhall.directory.models import Duty, Leave
from sunhall.ground.kit.now import LOCAL, today
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
