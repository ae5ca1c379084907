"""Series and the days their timetables name."""

from datetime import date

from django.db.models import QuerySet

from sunhall.clocks import queries as clocks
from sunhall.days import rules
from sunhall.days.models import Series, SeriesTimetable
from sunhall.ground.kit.refusal import NotFound


def all_series() -> QuerySet[Series]:
    """The series in use, phone days first."""
    return Series.objects.filter(is_active=True).order_by("kind", "code")


def series_for(code: str) -> Series:
    """One series."""
    row = Series.objects.filter(code=code).first()
    if row is None:
        raise NotFound(f"series {code}")
    return row


def series_for_update(code: str) -> Series:
    """The same, locked."""
    row = Series.objects.select_for_update().filter(code=code).first()
    if row is None:
        raise NotFound(f"series {code}")
    return row


def timetables_of(series: Series) -> list[SeriesTimetable]:
    """Every version of a series' timetable, the newest first."""
    return list(series.timetables.order_by("-version"))


def days_ahead(
    series: Series, first: date, last: date
) -> list[tuple[rules.Settled, rules.Timetable]]:
    """The days by rule from one day to another, and where a holiday moves each."""
    tables = [row.rule for row in series.timetables.all()]
    calendar = clocks.calendar()
    named = rules.days_by_rule(tables, first, last)
    return [(rules.settle(table, day, calendar), table) for day, table in named]
