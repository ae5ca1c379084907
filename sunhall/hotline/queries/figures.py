"""Figures of requests: those of the spine, disposals, revisits and dialogues (H2, H6, H8, D2)."""

from collections.abc import Callable
from dataclasses import replace

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from sunhall.ground.access.actor import Actor
from sunhall.hotline.models import Dialogue, DispatchMade, Request, Revisit
from sunhall.hotline.rules import figures as rules
from sunhall.matters.queries.figures import Figure, Period, Report
from sunhall.matters.queries.figures import figures as matter_figures
from sunhall.matters.queries.figures import rows_beneath as matter_rows
from sunhall.matters.rules.figures import Definition, share

# What stands above the line of the two fractions.
REVISITED = Q(was_revisited=True)
UNDERSTOOD = Q(result__in=rules.UNDERSTOOD)
DIRECT = Q(disposal__in=rules.DIRECT)
RETURNED = Q(was_returned=True)


def figures(actor: Actor, period: Period, kind: str = "request") -> Report:
    """All figures of requests of a period, of what an actor may see."""
    report = matter_figures(actor, period, kind)
    own = [_rate(known, rows(actor, period), part) for known, rows, part in _FRACTIONS.values()]
    more = {figure.definition.name: figure for figure in own}
    return replace(report, figures=report.figures | more)


def request_rows(
    actor: Actor, name: str, period: Period, *, part: bool = False
) -> QuerySet[Request]:
    """The requests a figure rests on, as far as this actor may see them.

    With `part` only those above the line of the fraction.
    """
    if name in _FRACTIONS:
        _known, beneath, above = _FRACTIONS[name]
        rows = beneath(actor, period)
        return rows.filter(above) if part else rows
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


def _valid(actor: Actor, period: Period) -> QuerySet[Request]:
    """Requests that somebody had to handle; answers replayed from elsewhere say not how."""
    past = Q(matter__is_replayed=True)
    return (
        _requests(actor, "received", period)
        .exclude(matter__stage__in=rules.NOT_VALID)
        .exclude(past)
    )


def _dispatched(actor: Actor, period: Period) -> QuerySet[Request]:
    """Requests sent to a post, with whether one of those posts returned it and was not wrong."""
    made = DispatchMade.objects.filter(matter=OuterRef("matter"), recalled_at=None)
    back = made.filter(
        matter__return_rows__post=F("post"),
        matter__return_rows__undone_at=None,
        matter__return_rows__at__gte=F("at"),
    ).exclude(matter__return_rows__objection__upheld=False)
    return (
        _requests(actor, "received", period)
        .annotate(was_returned=Exists(back))
        .filter(Exists(made))
    )


def _rate(definition: Definition, rows: QuerySet[Request], part: Q) -> Figure:
    whole, done = rows.count(), rows.filter(part).count()
    return Figure(definition, share(done, whole), done, whole)


Rows = Callable[[Actor, Period], QuerySet[Request]]

# Each fraction: its definition, the rows below its line, and what of them stands above.
_FRACTIONS: dict[str, tuple[Definition, Rows, Q]] = {
    known.name: (known, rows, part)
    for known, rows, part in (
        (rules.DIRECT_RATE, _valid, DIRECT),
        (rules.RETURN_RATE, _dispatched, RETURNED),
        (rules.REVISIT_RATE, _owed_revisits, REVISITED),
        (rules.UNDERSTANDING_RATE, _talked, UNDERSTOOD),
    )
}
