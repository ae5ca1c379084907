"""Figures of requests: those of the spine, and revisits and dialogues (H6, H8, D2)."""

from dataclasses import replace

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from sunhall.ground.access.actor import Actor
from sunhall.hotline.models import Dialogue, Request, Revisit
from sunhall.hotline.rules import figures as rules
from sunhall.matters.queries.figures import Figure, Period, Report
from sunhall.matters.queries.figures import figures as matter_figures
from sunhall.matters.queries.figures import rows_beneath as matter_rows
from sunhall.matters.rules.figures import Definition, share

# What stands above the line of the two fractions.
REVISITED = Q(was_revisited=True)
UNDERSTOOD = Q(result__in=rules.UNDERSTOOD)


def figures(actor: Actor, period: Period, kind: str = "request") -> Report:
    """All figures of requests of a period, of what an actor may see."""
    report = matter_figures(actor, period, kind)
    own = [
        _rate(rules.REVISIT_RATE, _owed_revisits(actor, period), REVISITED),
        _rate(rules.UNDERSTANDING_RATE, _talked(actor, period), UNDERSTOOD),
    ]
    more = {figure.definition.name: figure for figure in own}
    return replace(report, figures=report.figures | more)


def request_rows(
    actor: Actor, name: str, period: Period, *, part: bool = False
) -> QuerySet[Request]:
    """The requests a figure rests on, as far as this actor may see them.

    With `part` only those above the line of the fraction.
    """
    if name == "revisit_rate":
        rows = _owed_revisits(actor, period)
        return rows.filter(REVISITED) if part else rows
    if name == "understanding_rate":
        rows = _talked(actor, period)
        return rows.filter(UNDERSTOOD) if part else rows
    return _requests(actor, name, period, part=part)


def _requests(actor: Actor, name: str, period: Period, *, part: bool = False) -> QuerySet[Request]:
    beneath = matter_rows(actor, name, period, part=part).order_by()
    rows = Request.objects.filter(matter__in=beneath.values("pk")).select_related("matter")
    return rows.order_by("matter__opened_at", "matter__number")


def _owed_revisits(actor: Actor, period: Period) -> QuerySet[Request]:
    """Answered requests somebody must call back about, with whether somebody did."""
    done = Revisit.objects.filter(matter=OuterRef("matter"))
    past = Q(matter__outcome="unstated") & Q(matter__is_replayed=True)
    return (
        _requests(actor, "answered", period)
        .exclude(matter__stage__in=rules.NEVER_REVISITED)
        .exclude(past)
        .annotate(was_revisited=Exists(done))
    )


def _talked(actor: Actor, period: Period) -> QuerySet[Request]:
    """Requests talked about in a dialogue, with the result of the last one."""
    held = Dialogue.objects.filter(matter=OuterRef("matter"), held_at__isnull=False)
    last = Subquery(held.order_by("-held_at").values("result")[:1])
    return _requests(actor, "received", period).annotate(result=last).filter(Exists(held))


def _rate(definition: Definition, rows: QuerySet[Request], part: Q) -> Figure:
    whole, done = rows.count(), rows.filter(part).count()
    return Figure(definition, share(done, whole), done, whole)
