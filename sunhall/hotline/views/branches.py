"""Door of the six branches at intake 受理分流: by month, with the rows beneath (norms 1.6)."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from sunhall.ground.kit.refusal import NotFound
from sunhall.ground.web.doors import Request, staff
from sunhall.ground.web.parts import page
from sunhall.hotline import queries, rules
from sunhall.matters import queries as matters


@staff("figures.read")
@require_GET
def branches(request: Request) -> HttpResponse:
    """What people were told and what was refused, ground by ground, for twelve months."""
    months = queries.branches_by_month(request.actor)
    return page(
        request,
        "hotline/workbench/branches.html",
        heads=[(rules.BRANCHES[code], rules.REFUSALS[code][0]) for code in rules.BRANCHES],
        months=[
            (month, [_cell(month.first, one) for one in month.branches])
            for month in months
            if month.shown or month.refused
        ],
    )


@staff("figures.read")
@require_GET
def refused(request: Request, ground: str, month: str) -> HttpResponse:
    """The refused requests of one ground and month, the latest first."""
    if ground not in rules.BRANCHES:
        raise NotFound(ground)
    first = _first_of(month)
    rows = queries.refused_rows(request.actor, ground, first)
    found, after = matters.keyset(rows, "answered_at", after=request.GET.get("after", ""))
    lines = matters.lines(found, to=request.actor)
    return page(
        request,
        "hotline/workbench/branch_rows.html",
        name=rules.BRANCHES[ground],
        ground=rules.REFUSALS[ground][0],
        first=first,
        total=rows.count(),
        after=after,
        lines=[(line, reverse(line.address, args=[line.number])) for line in lines],
    )


def _cell(first: date, branch: Any) -> dict[str, Any]:
    url = reverse("workbench:branch-rows", args=[branch.ground, f"{first:%Y-%m}"])
    return {"branch": branch, "head": rules.BRANCHES[branch.ground], "url": url}


def _first_of(month: str) -> date:
    try:
        return date.fromisoformat(f"{month}-01")
    except ValueError as error:
        raise NotFound(month) from error
