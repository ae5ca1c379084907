"""Doors of the reports: the list, one report, approving it, counting it again, taking it away."""

from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sunhall.ground.files import serve
from sunhall.ground.papers import editable, printing
from sunhall.ground.papers import queries as papers
from sunhall.ground.web.doors import Request, staff
from sunhall.ground.web.forms import taken
from sunhall.ground.web.parts import page, tell
from sunhall.reports import actions, queries, rules
from sunhall.reports.views import shapes
from sunhall.reports.views.forms import PeriodForm, WordsForm

MOST = 60


@staff("reports.read")
@require_http_methods(["GET", "POST"])
def reports(request: Request) -> HttpResponse:
    """The reports of one kind; whoever writes them has one made of any past period."""
    kind = request.GET.get("kind", rules.DAY)
    kind = kind if kind in rules.KINDS else rules.DAY
    form = PeriodForm(request.POST or None, initial={"kind": kind})
    if request.method == "POST" and form.is_valid():
        made: list[Any] = []
        asked = form.cleaned_data
        if taken(
            form,
            lambda: made.append(actions.make_report(asked["kind"], asked["day"], by=request.actor)),
        ):
            return redirect("workbench:report", made[0].pk)
    return page(
        request,
        "reports/workbench/reports.html",
        status=422 if form.errors else 200,
        form=form,
        may_make=rules.may_make(request.actor),
        tabs=[
            {
                "text": _(words),
                "url": f"{reverse('workbench:reports')}?kind={code}",
                "current": code == kind,
            }
            for code, words in rules.KINDS.items()
        ],
        rows=[
            {"report": one, "title": queries.title_of(one), "received": _received(one)}
            for one in queries.newest_for(request.actor, kind)[:MOST]
        ],
    )


@staff("reports.read")
@require_http_methods(["GET", "POST"])
def report(request: Request, pk: int) -> HttpResponse:
    """One report: its words beside the machine's, its figures and elements with their rows."""
    found = queries.report_for(request.actor, pk)
    form = WordsForm(request.POST or None, initial={"body": found.body})
    if request.method == "POST" and form.is_valid():
        body = form.cleaned_data["body"]
        if taken(form, lambda: actions.edit_report(pk, body=body, by=request.actor)):
            tell(request, _("已保存"))
            return redirect("workbench:report", pk)
    newest = queries.is_newest(found)
    return page(
        request,
        "reports/workbench/report.html",
        status=422 if form.errors else 200,
        report=found,
        title=queries.title_of(found),
        masthead=rules.MASTHEADS[found.kind],
        state_words=rules.STATES[found.state],
        before=rules.BEFORE[found.kind],
        tiles=shapes.tiles(found),
        figures=shapes.figures(found),
        elements=shapes.elements(found),
        hot=found.content.get("hot", []),
        names=list(queries.names_of(found).values()),
        versions=queries.versions_of(request.actor, found),
        may_write=rules.may_write(request.actor, state=found.state, is_newest=newest),
        may_approve=rules.may_approve(
            request.actor,
            state=found.state,
            authors=queries.authors_of(found),
            is_newest=newest,
        ),
        paper=papers.paper_of(f"report:{pk}"),
        form=form,
    )


@staff("reports.approve")
@require_POST
def approve(request: Request, pk: int) -> HttpResponse:
    """Approve and send it."""
    queries.report_for(request.actor, pk)
    actions.approve_report(pk, by=request.actor)
    tell(request, _("已审签并报送领导"))
    return redirect("workbench:report", pk)


@staff("reports.read")
@require_GET
def compare(request: Request, pk: int) -> HttpResponse:
    """Recompute and compare 重算比对: from the journal, then and today."""
    found = queries.report_for(request.actor, pk)
    return page(
        request,
        "reports/workbench/compare.html",
        report=found,
        title=queries.title_of(found),
        compared=queries.compare(found),
        may_make=rules.may_make(request.actor),
    )


@staff("reports.read")
@require_GET
def pdf(request: Request, pk: int) -> HttpResponseBase:
    """The kept PDF of a report that was sent; of a draft one that says it is a draft."""
    found = queries.report_for(request.actor, pk)
    if papers.paper_of(f"report:{pk}") is not None:
        return serve.stream(request, papers.file_of(f"report:{pk}"), by=request.actor)
    return _file(printing.report(queries.paper_of(found)), found, "pdf", "application/pdf")


@staff("reports.read")
@require_GET
def docx(request: Request, pk: int) -> HttpResponse:
    """The same report to go on editing."""
    found = queries.report_for(request.actor, pk)
    return _file(editable.document(queries.paper_of(found)), found, "docx", editable.TYPE)


def _file(body: bytes, report: Any, ending: str, kind: str) -> HttpResponse:
    answer = HttpResponse(body, content_type=kind)
    name = f"{rules.KINDS[report.kind]}-{report.first}.{ending}"
    answer["Content-Disposition"] = str(content_disposition_header(True, name))
    answer["Cache-Control"] = "no-store"
    return answer


def _received(report: Any) -> int:
    received: int = report.content["now"]["figures"]["received"][0]
    return received
