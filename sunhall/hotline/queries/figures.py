"""Figures of requests: those of the spine, and those that only requests have (H9, D2)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value

from sunhall.clocks import queries as clocks
from sunhall.ground.access.actor import Actor
from sunhall.ground.kit.now import now
from sunhall.hotline.models import Dialogue, DispatchMade, JointReview, Request, Revisit
from sunhall.hotline.queries.dispatching import came_back
from sunhall.hotline.rules import figures as rules
from sunhall.matters.queries.figures import Figure, Period, Report
from sunhall.matters.queries.figures import figures as matter_figures
from sunhall.matters.queries.figures import rows_beneath as matter_rows
from sunhall.matters.queries.measuring import left_out
from sunhall.matters.rules.figures import Definition, share
from sunhall.matters.rules.measuring import EXCLUDABLE

# What stands above the line of each fraction.
SIGNED = Q(was_late=False)
RESPONDED = Q(has_responded=True)
SOLVED = Q(solved=True)
REDONE = Q(was_redone=True)
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
    actor: Actor, name: str, period: Period, *, part: bool = False, out: bool = False
) -> QuerySet[Request]:
    """The requests a figure rests on, as far as this actor may see them.

    With `part` only those above the line of the fraction; with `out` those left out 剔除 of it.
    """
    if name not in _FRACTIONS:
        return _requests(actor, name, period, part=part, out=out)
    _known, beneath, above = _FRACTIONS[name]
    rows = _weighed(name, beneath(actor, period)).filter(Q(is_left_out=out))
    return rows.filter(above) if part else rows


def _weighed(name: str, rows: QuerySet[Request]) -> QuerySet[Request]:
    """Each request with whether it is left out of this rate."""
    is_out = left_out(name, of="matter") if name in EXCLUDABLE else Value(False)
    return rows.annotate(is_left_out=is_out)


def _requests(
    actor: Actor, name: str, period: Period, *, part: bool = False, out: bool = False
) -> QuerySet[Request]:
    beneath = matter_rows(actor, name, period, part=part, out=out).order_by()
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
    return (
        _requests(actor, "received", period)
        .annotate(was_returned=Exists(came_back(made)))
        .filter(Exists(made))
    )


def _to_sign(actor: Actor, period: Period) -> QuerySet[Request]:
    """Requests a post had to sign for, with whether it was late with one of them."""
    due = F("matter__deadlines__due_at")
    unsigned = Q(matter__deadlines__met_at=None, matter__deadlines__due_at__lt=now())
    # A dispatch that was returned or recalled before the limit was over is no signature owed.
    still_owed = Q(matter__deadlines__ended_at=None) | Q(matter__deadlines__ended_at__gt=due)
    clocks_of = Request.objects.filter(pk=OuterRef("pk"))
    signed = clocks_of.filter(
        matter__deadlines__name="sign", matter__deadlines__met_at__isnull=False
    )
    late = clocks_of.filter(
        Q(matter__deadlines__met_at__gt=due) | unsigned & still_owed,
        matter__deadlines__name="sign",
    )
    return (
        _requests(actor, "received", period)
        .annotate(was_late=Exists(late))
        .filter(Q(was_late=True) | Exists(signed))
    )


def _to_respond(actor: Actor, period: Period) -> QuerySet[Request]:
    """Requests whose person somebody had to get in touch with, with whether it was in time."""
    window = timedelta(hours=clocks.limit_rule(rules.RESPOND, period.first).n)
    made = DispatchMade.objects.filter(matter=OuterRef("matter"), recalled_at=None)
    reached = Request.objects.filter(
        pk=OuterRef("pk"),
        matter__contacts__result="reached",
        matter__contacts__disputed_at=None,
        matter__contacts__at__gte=OuterRef("sent_at"),
        matter__contacts__at__lte=OuterRef("sent_at") + window,
    )
    answered = Request.objects.filter(
        pk=OuterRef("pk"), matter__answered_at__lte=OuterRef("sent_at") + window
    )
    return (
        _requests(actor, "received", period)
        .exclude(matter__person="")
        .annotate(sent_at=Subquery(made.order_by("at").values("at")[:1]))
        .filter(sent_at__isnull=False)
        .annotate(has_responded=Exists(reached) | Exists(answered))
        .filter(Q(has_responded=True) | Q(sent_at__lt=now() - window))
    )


def _heard(actor: Actor, period: Period) -> QuerySet[Request]:
    """Requests whose person said at a revisit whether it is solved, with the last word."""
    said = Revisit.objects.filter(matter=OuterRef("matter"), reached=True, solved__isnull=False)
    last = Subquery(said.order_by("-at", "-pk").values("solved")[:1])
    return _requests(actor, "received", period).annotate(solved=last).filter(Exists(said))


def _worked(actor: Actor, period: Period) -> QuerySet[Request]:
    """Requests answered here, with whether somebody had to work on them again."""
    talks = Dialogue.objects.filter(matter=OuterRef("matter"))
    reviews = JointReview.objects.filter(matter=OuterRef("matter"))
    past = Q(matter__outcome="unstated") & Q(matter__is_replayed=True)
    return (
        _requests(actor, "answered", period)
        .exclude(matter__stage__in=rules.NEVER_WORKED)
        .exclude(past)
        .annotate(was_redone=Exists(talks) | Exists(reviews))
    )


def _rate(definition: Definition, rows: QuerySet[Request], part: Q) -> Figure:
    counted = Q(is_left_out=False)
    told = (
        _weighed(definition.name, rows)
        .order_by()
        .aggregate(
            n=Count("pk", filter=counted),
            part=Count("pk", filter=counted & part),
            out=Count("pk", filter=~counted),
        )
    )
    value = share(told["part"], told["n"])
    return Figure(definition, value, told["part"], told["n"], told["out"])


Rows = Callable[[Actor, Period], QuerySet[Request]]

# Each fraction: its definition, the rows below its line, and what of them stands above.
_FRACTIONS: dict[str, tuple[Definition, Rows, Q]] = {
    known.name: (known, rows, part)
    for known, rows, part in (
        (rules.SIGN_RATE, _to_sign, SIGNED),
        (rules.RESPONSE_RATE, _to_respond, RESPONDED),
        (rules.DIRECT_RATE, _valid, DIRECT),
        (rules.RETURN_RATE, _dispatched, RETURNED),
        (rules.REVISIT_RATE, _owed_revisits, REVISITED),
        (rules.SOLVED_RATE, _heard, SOLVED),
        (rules.REDONE_RATE, _worked, REDONE),
        (rules.UNDERSTANDING_RATE, _talked, UNDERSTOOD),
    )
}
