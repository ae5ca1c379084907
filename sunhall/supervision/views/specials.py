"""Doors of the weekly special report 《群众约谈工作专报》 (H7; 000#1 四)."""

from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sunhall.directory import queries as directory
from sunhall.ground.files import serve
from sunhall.ground.papers import queries as papers
from sunhall.ground.web.doors import Request, staff
from sunhall.ground.web.forms import taken
from sunhall.ground.web.parts import page, tell
from sunhall.matters import queries as matters
from sunhall.supervision import actions, queries, rules
from sunhall.supervision.views.forms import SpecialForm, WeekForm
from sunhall.supervision.views.letters import MOST


@staff("supervision.watch")
@require_http_methods(["GET", "POST"])
def specials(request: Request) -> HttpResponse:
    """The special reports; whoever writes them drafts one of any past week."""
    may_write = rules.may_write(request.actor)
    form = WeekForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made: list[Any] = []
        if taken(
            form,
            lambda: made.append(actions.draft_special(form.cleaned_data["day"], by=request.actor)),
        ):
            return redirect("workbench:special", made[0].pk)
    return page(
        request,
        "supervision/workbench/specials.html",
        status=422 if form.errors else 200,
        rows=[
            {"report": one, "title": queries.title_of(one)}
            for one in queries.reports_for(request.actor)[:MOST]
        ],
        may_write=may_write,
        form=form,
    )


@staff("supervision.watch")
@require_http_methods(["GET", "POST"])
def special(request: Request, pk: int) -> HttpResponse:
    """One special report: words, figures with their rows, edit, approve and send."""
    found = queries.report_for(request.actor, pk)
    form = SpecialForm(request.POST or None, initial={"body": found.body})
    if request.method == "POST" and form.is_valid():
        body = form.cleaned_data["body"]
        if taken(form, lambda: actions.edit_special(pk, body=body, by=request.actor)):
            tell(request, str(_("已保存")))
            return redirect("workbench:special", pk)
    figures = queries.figures_of(found)
    return page(
        request,
        "supervision/workbench/special.html",
        status=422 if form.errors else 200,
        report=found,
        title=queries.title_of(found),
        masthead=rules.MASTHEAD,
        state_words=rules.REPORT_STATES[found.state],
        figures=[
            {
                "words": words,
                "n": figures["counts"][code],
                "url": reverse("workbench:special-rows", args=[pk, code]),
            }
            for code, words in rules.FIGURE_WORDS.items()
        ],
        units=figures["units"],
        names=directory.names_of([*queries.authors_of(found), found.approved_by]),
        authors=queries.authors_of(found),
        may_write=rules.may_write(request.actor, state=found.state),
        may_approve=rules.may_approve(
            request.actor, state=found.state, authors=queries.authors_of(found)
        ),
        paper=papers.paper_of(f"special:{pk}"),
        form=form,
    )


@staff("supervision.approve")
@require_POST
def special_approve(request: Request, pk: int) -> HttpResponse:
    """Approve and send it."""
    queries.report_for(request.actor, pk)
    actions.approve_special(pk, by=request.actor)
    tell(request, str(_("已审签并报送领导")))
    return redirect("workbench:special", pk)


@staff("supervision.watch")
@require_GET
def special_rows(request: Request, pk: int, figure: str) -> HttpResponse:
    """The facts behind one number, each with the entry of the journal that tells it."""
    found = queries.report_for(request.actor, pk)
    facts = queries.rows_beneath(found, figure)
    seen = set(
        matters.matters_for(request.actor)
        .filter(number__in={one.matter for one in facts})
        .values_list("number", flat=True)
    )
    return page(
        request,
        "supervision/workbench/special_rows.html",
        report=found,
        title=queries.title_of(found),
        words=rules.FIGURE_WORDS[figure],
        rows=[{"fact": one, "seen": one.matter in seen} for one in facts],
    )


@staff("supervision.watch")
@require_GET
def special_paper(request: Request, pk: int) -> HttpResponseBase:
    """The PDF of a report that was sent."""
    queries.report_for(request.actor, pk)
    return serve.stream(request, papers.file_of(f"special:{pk}"), by=request.actor)
