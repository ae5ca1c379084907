"""Figures for staff: of what the actor may see, each with the rows beneath (D2)."""

from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from sunhall.ground.access.actor import Actor
from sunhall.ground.kit.refusal import NotFound
from sunhall.hotline.queries.figures import figures as request_figures
from sunhall.hotline.queries.figures import request_rows
from sunhall.hotline.rules import figures as request_rules
from sunhall.matters import queries as matters
from sunhall.matters.queries.figures import Period, Report, figures, rows_beneath
from sunhall.matters.rules import figures as matter_rules
from sunhall.matters.rules.figures import Definition

if TYPE_CHECKING:
    from sunhall.matters.models import Matter

PAGE = 50
REQUEST = "request"


def inner_report(actor: Actor, period: Period, kind: str) -> Report:
    """All figures of a kind in a period, of what an actor may see."""
    return request_figures(actor, period) if kind == REQUEST else figures(actor, period, kind)


def definition(name: str) -> Definition:
    """The definition of a figure."""
    known = (*matter_rules.FIGURES, *request_rules.FIGURES)
    found = next((one for one in known if one.name == name), None)
    if found is None:
        raise NotFound(f"figure {name}")
    return found


def rows_of_figure(
    actor: Actor, name: str, period: Period, kind: str, *, part: bool = False, out: bool = False
) -> "QuerySet[Matter]":
    """The matters a figure rests on, as far as this actor may see them.

    With `part` only those above the line of the fraction; with `out` those left out 剔除 of it.
    """
    definition(name)
    if kind == REQUEST:
        beneath = request_rows(actor, name, period, part=part, out=out).order_by().values("pk")
        return matters.matters_for(actor).filter(pk__in=beneath)
    rows = rows_beneath(actor, name, period, kind, part=part, out=out)
    beneath_ = rows.order_by().values("pk")
    return matters.matters_for(actor).filter(pk__in=beneath_)


def page_of(
    rows: "QuerySet[Matter]", *, before: str = "", limit: int = PAGE
) -> "tuple[QuerySet[Matter], str]":
    """One page by number, the newest first, and the key of the next page."""
    if before:
        rows = rows.filter(Q(number__lt=before))
    rows = rows.order_by("-number")
    numbers = list(rows.values_list("number", flat=True)[: limit + 1])
    return rows[:limit], numbers[limit - 1] if len(numbers) > limit else ""
