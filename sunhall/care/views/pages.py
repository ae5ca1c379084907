"""Pages of the care hotline: the queue, one case, the ledger, and what everybody sees (H14)."""

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from sunhall.care import queries, rules
from sunhall.ground.web.doors import Request, open_to_public, staff
from sunhall.ground.web.parts import page


@open_to_public
@require_GET
def public(request: Request) -> HttpResponse:
    """What departments promise and whether they keep it; the fund's totals, no persons."""
    return page(
        request,
        "care/portal/care.html",
        promises=queries.promise_lines(),
        shares=queries.shares(),
        balances=queries.public_balances(),
        committee=queries.committee(),
    )


@staff("workbench.enter")
@require_GET
def queue(request: Request) -> HttpResponse:
    """The care queue: green first with its reason, then what runs out first."""
    actor = request.actor
    return page(
        request,
        "care/workbench/queue.html",
        lines=queries.case_lines(actor),
        funds=queries.funds() if rules.sees_all(actor) else [],
        waiting=queries.waiting_applications() if rules.sees_all(actor) else [],
        may_handle=rules.may_handle(actor),
        may_keep=rules.may_keep(actor),
    )


@staff("workbench.enter")
@require_GET
def case(request: Request, key: str) -> HttpResponse:
    """One care request: what is needed, and what each of the four ways has done."""
    row = queries.care_case_for(request.actor, key)
    claims = [
        (one, rules.kept_words(one.kept, has_evidence=bool(one.evidence)),
         rules.may_prove(request.actor, one.promise.organisation))
        for one in row.claims.select_related("promise").order_by("pk")
    ]  # fmt: skip
    return page(
        request,
        "care/workbench/case.html",
        case=row,
        matter=row.matter,
        green=row.greens.filter(ended_at=None).first(),
        applications=row.applications.select_related("fund", "payment").order_by("pk"),
        claims=claims,
        matches=row.matches.select_related("carer").prefetch_related("visits").order_by("pk"),
        story=queries.story_of(key),
        may_handle=rules.may_handle(request.actor),
        may_green=rules.may_open_green(request.actor),
    )


@staff("care.handle")
@require_GET
def fund(request: Request, code: str) -> HttpResponse:
    """The ledger of a fund, and whether it adds up."""
    row = queries.fund_for(code)
    return page(
        request,
        "care/workbench/fund.html",
        fund=row,
        entries=queries.ledger(row),
        differences=queries.differences(row),
        committee=queries.committee(),
        may_keep=rules.may_keep(request.actor),
    )


@staff("workbench.enter")
@require_GET
def promises(request: Request) -> HttpResponse:
    """The promises in force, and how they are kept."""
    return page(
        request,
        "care/workbench/promises.html",
        promises=queries.promise_lines(),
        shares=queries.shares(),
        may_keep=rules.may_keep(request.actor),
    )


@staff("care.handle")
@require_GET
def carers(request: Request) -> HttpResponse:
    """The volunteers: what they can do and when."""
    may_keep = rules.may_keep(request.actor)
    return page(request, "care/workbench/carers.html", carers=queries.carers(), may_keep=may_keep)


@staff("care.green")
@require_GET
def green(request: Request) -> HttpResponse:
    """Every use of the green channel."""
    return page(request, "care/workbench/green.html", greens=queries.greens())
