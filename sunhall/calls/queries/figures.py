"""Figures of the phone desk 电话指标 with numerator, denominator and what is left out (norms 1.5).

Nothing is grouped by person: 国办函〔2026〕12号 forbids to count and to rank online times of staff.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Avg, Count, Exists, F, OuterRef, Q, QuerySet

from sunhall.calls.models import Call, CallBack
from sunhall.calls.rules import ENDED, MEASURES, SECONDS, Measure


@dataclass(frozen=True)
class Value:
    """One figure: `over` of `under`, and how many calls were left out."""

    measure: Measure
    over: float
    under: int
    left_out: int

    @property
    def value(self) -> float | None:
        """The share or the mean; None where nothing was counted."""
        return self.over / self.under if self.under else None


def inbound(first: datetime, until: datetime) -> QuerySet[Call]:
    """The calls that arrived in a period."""
    return Call.objects.filter(is_inbound=True, arrived_at__gte=first, arrived_at__lt=until)


def asked(first: datetime, until: datetime) -> QuerySet[Call]:
    """The denominator: calls that asked for a human and were answered or are over."""
    settled = Q(answered_at__isnull=False) | Q(state=ENDED)
    return inbound(first, until).filter(settled, asked_at__isnull=False)


def missed(first: datetime, until: datetime) -> QuerySet[Call]:
    """Calls nobody took and that could be called back, with whether somebody did."""
    tried = CallBack.objects.filter(call=OuterRef("pk"))
    rows = inbound(first, until).filter(outcome="missed").exclude(number_index="")
    rows = rows.annotate(was_called_back=Exists(tried))
    return rows.filter(Q(was_called_back=True) | Q(settled_at=None))


def figures(first: datetime, until: datetime) -> list[Value]:
    """The figures of a period, in four queries."""
    quick = Q(answered_at__lte=F("asked_at") + timedelta(seconds=SECONDS))
    done = Q(answered_at__isnull=False, ended_at__isnull=False)
    told = asked(first, until).aggregate(
        n=Count("pk"),
        answered=Count("pk", filter=Q(answered_at__isnull=False)),
        quick=Count("pk", filter=quick),
        waited=Avg(F("answered_at") - F("asked_at"), filter=Q(answered_at__isnull=False)),
        talks=Count("pk", filter=done),
        talked=Avg(F("ended_at") - F("answered_at"), filter=done),
    )
    out = inbound(first, until).count() - told["n"]
    back = missed(first, until).aggregate(
        n=Count("pk"), done=Count("pk", filter=Q(was_called_back=True))
    )
    lost = inbound(first, until).filter(outcome="missed").count()
    rows = {
        "answered": (told["answered"], told["n"], out),
        "in_15s": (told["quick"], told["n"], out),
        "abandoned": (told["n"] - told["answered"], told["n"], out),
        "called_back": (back["done"], back["n"], lost - back["n"]),
        "waited": (_sum(told["waited"], told["answered"]), told["answered"], out),
        "talked": (_sum(told["talked"], told["talks"]), told["talks"], out),
    }
    return [Value(MEASURES[code], *row) for code, row in rows.items()]


def _sum(mean: timedelta | None, count: int) -> float:
    return mean.total_seconds() * count if mean is not None else 0.0
