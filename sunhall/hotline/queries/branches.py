"""The six branches at intake 受理分流: what was told and what was refused (norms 1.6; 条例 11)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db.models import Count, QuerySet
from django.db.models.functions import TruncMonth

from sunhall.ground.access.actor import Actor
from sunhall.ground.kit.now import LOCAL, today
from sunhall.hotline.models import Request, StopShown
from sunhall.hotline.queries.requests import requests_for
from sunhall.hotline.rules import BRANCHES
from sunhall.matters import queries as matters

MONTHS = 12


@dataclass(frozen=True, slots=True)
class Branch:
    """One branch in one month: notices read, and requests refused on its ground."""

    ground: str
    shown: int
    refused: int


@dataclass(frozen=True, slots=True)
class Month:
    """A month and its six branches."""

    first: date
    branches: list[Branch]

    @property
    def shown(self) -> int:
        """All notices of the month."""
        return sum(branch.shown for branch in self.branches)

    @property
    def refused(self) -> int:
        """All refusals of the month that stand."""
        return sum(branch.refused for branch in self.branches)


def branches_by_month(actor: Actor, months: int = MONTHS) -> list[Month]:
    """The last months, the latest first: refusals as far as this actor may see them."""
    firsts = _firsts(months)
    start = datetime.combine(firsts[-1], time(), LOCAL)
    shown = _counted(StopShown.objects.filter(at__gte=start), "at", "ground")
    refused = _counted(
        _refused(actor).filter(matter__answered_at__gte=start),
        "matter__answered_at",
        "refused_ground",
    )
    return [
        Month(
            first,
            [
                Branch(ground, shown.get((first, ground), 0), refused.get((first, ground), 0))
                for ground in BRANCHES
            ],
        )
        for first in firsts
    ]


def refused_rows(actor: Actor, ground: str, first: date) -> QuerySet[Any]:
    """The matters refused on one ground in a month, as far as this actor may see them."""
    start = datetime.combine(first, time(), LOCAL)
    end = datetime.combine(_next(first), time(), LOCAL)
    rows = matters.matters_for(actor).filter(
        request__refused_ground=ground, answered_at__gte=start, answered_at__lt=end
    )
    return matters.with_names(rows)


def _refused(actor: Actor) -> QuerySet[Request]:
    return requests_for(actor).exclude(refused_ground="")


def _counted(rows: QuerySet[Any], at: str, ground: str) -> dict[tuple[date, str], int]:
    found: Iterable[tuple[datetime, str, int]] = (
        rows.order_by()
        .annotate(month=TruncMonth(at, tzinfo=LOCAL))
        .values_list("month", ground)
        .annotate(n=Count("pk"))
    )
    return {(month.astimezone(LOCAL).date(), code): n for month, code, n in found}


def _firsts(months: int) -> list[date]:
    found = [today().replace(day=1)]
    while len(found) < months:
        last = found[-1]
        back = (last.year - 1, 12) if last.month == 1 else (last.year, last.month - 1)
        found.append(date(*back, 1))
    return found


def _next(first: date) -> date:
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)
