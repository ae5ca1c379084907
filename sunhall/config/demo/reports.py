"""Reports of the demonstration county: some approved and sent, yesterday's and last week's open."""

from datetime import date, timedelta

from sunhall.directory import queries as directory
from sunhall.ground.access.actor import SYSTEM
from sunhall.ground.kit.now import today
from sunhall.ground.papers import fonts
from sunhall.reports import actions

DAYS, WEEKS, MONTHS = 5, 3, 2


def tell() -> int:
    """Make the last reports of each kind, the newest left for you to approve; gives how many."""
    made = 0
    for kind, days in (("month", _months()), ("week", _weeks()), ("day", _days())):
        for age, day in enumerate(days):
            report = actions.make_report(kind, day, by=SYSTEM)
            made += 1
            if age and fonts.may_print():
                actions.approve_report(report.pk, by=directory.actor_for_staff("supervisor"))
    return made


def _days() -> list[date]:
    return [today() - timedelta(days=1 + age) for age in range(DAYS)]


def _weeks() -> list[date]:
    return [today() - timedelta(weeks=1 + age) for age in range(WEEKS)]


def _months() -> list[date]:
    """A day in each of the last months, the newest first."""
    found = [today().replace(day=1) - timedelta(days=1)]
    while len(found) < MONTHS:
        found.append(found[-1].replace(day=1) - timedelta(days=1))
    return found
