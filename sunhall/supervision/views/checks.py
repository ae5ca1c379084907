"""Doors of discipline supervision 纪委督办: call-backs, findings, samples, signals (H7; ux B5)."""

import json
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sunhall.directory import queries as directory
from sunhall.ground.web.doors import Request, staff
from sunhall.ground.web.forms import taken
from sunhall.ground.web.parts import page, tell
from sunhall.hotline import queries as hotline
from sunhall.matters import queries as matters
from sunhall.supervision import actions, queries, rules
from sunhall.supervision.views.forms import CheckForm, RecheckForm, SampleForm, TextForm
from sunhall.supervision.views.letters import MOST, tabs

form_page = require_http_methods(["GET", "POST"])


def check_tabs(here: str) -> list[dict[str, Any]]:
    """The pages of discipline supervision."""
    checks = reverse("workbench:checks")
    found = (
        ("owed", _("待回访"), checks),
        ("done", _("已回访"), f"{checks}?state=done"),
        ("samples", _("抽样核查"), reverse("workbench:samples")),
    )
    return [{"text": text, "url": url, "current": name == here} for name, text, url in found]


@staff("supervision.call_back")
@require_GET
def checks(request: Request) -> HttpResponse:
    """The dialogues that wait for a call-back, the first due first; none of one's own unit."""
    done = request.GET.get("state") == "done"
    found = list(queries.checks_for(request.actor, done=done)[:MOST])
    posts = queries.named_posts(one.post for one in found)
    return page(
        request,
        "supervision/workbench/checks.html",
        tabs=check_tabs("done" if done else "owed"),
        done=done,
        effect=queries.effect(request.actor),
        rows=[
            {
                "check": one,
                "post": posts.get(one.post, one.post),
                "lamp": queries.lamp(one.due_at, "SV_CALLBACK", one.matter.place, one.held_at),
            }
            for one in found
        ],
    )


@staff("supervision.call_back")
@form_page
def check(request: Request, pk: int) -> HttpResponse:
    """One call-back with its script; what the office wrote stands beside it."""
    found = queries.check_for(request.actor, pk)
    form = CheckForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        if taken(
            form,
            lambda: actions.make_check(
                pk, way=data["way"], said=form.said, suggestions=data["suggestions"],
                by=request.actor,
            ),
        ):  # fmt: skip
            n = found.findings.count()
            tell(request, str(_("已记录，发现不一致 %(n)s 处") % {"n": n}))
            return redirect("workbench:check", pk)
    verdict = rules.may_call_back(
        request.actor, queries.check_facts(found), unit=queries.unit_of(request.actor)
    )
    return page(
        request,
        "supervision/workbench/check.html",
        status=422 if form.errors else 200,
        check=found,
        matter=found.matter,
        wrote=queries.wrote_of(found),
        said=queries.said_of(found),
        findings=list(found.findings.order_by("pk")),
        verdict=verdict,
        post=queries.named_posts([found.post]).get(found.post, found.post),
        names=directory.names_of([found.held_by, found.done_by]),
        questions=[form[one.code] for one in rules.SCRIPT.questions],
        form=form,
    )


@staff("supervision.call_back")
@require_POST
def check_miss(request: Request, pk: int) -> HttpResponse:
    """Note that nobody was reached; it stays owed."""
    actions.miss_check(pk, by=request.actor)
    tell(request, str(_("已记录没有联系上，仍需回访")))
    return redirect("workbench:check", pk)


@staff("workbench.enter")
@require_GET
def findings(request: Request) -> HttpResponse:
    """Findings: what waits for a reply, for a re-check, what is settled."""
    state = request.GET.get("state", rules.OPENED)
    state = state if state in rules.FINDING_STATES else rules.OPENED
    found = list(queries.findings_for(request.actor).filter(state=state)[:MOST])
    posts = queries.named_posts(one.post for one in found)
    return page(
        request,
        "supervision/workbench/findings.html",
        tabs=tabs(request, "findings"),
        states=[
            {"text": words, "url": f"?state={code}", "current": code == state}
            for code, words in rules.FINDING_STATES.items()
        ],
        state=state,
        rows=[
            {"finding": one, "post": posts.get(one.post, one.post), "lamp": _lamp(one)}
            for one in found
        ],
    )


@staff("workbench.enter")
@form_page
def finding(request: Request, pk: int) -> HttpResponse:
    """One finding: both texts, both entries, reply and re-check."""
    found = queries.finding_for(request.actor, pk)
    asked = "settled" if "settled" in request.POST or "recheck" in request.POST else "text"
    posted = request.POST if request.method == "POST" else None
    reply = TextForm(posted if asked == "text" else None, label=_("说明情况"))
    recheck = RecheckForm(posted if asked == "settled" else None)
    if said := _decided(request, pk, reply, recheck):
        tell(request, said)
        return redirect("workbench:finding", pk)
    facts, unit = queries.finding_facts(found), queries.unit_of(request.actor)
    lines = list(found.replies.order_by("at", "pk"))
    names = directory.names_of(one.by for one in lines)
    return page(
        request,
        "supervision/workbench/finding.html",
        status=422 if reply.errors or recheck.errors else 200,
        finding=found,
        lamp=_lamp(found),
        matter=found.matter,
        post=queries.named_posts([found.post]).get(found.post, found.post),
        lines=[{"row": one, "by": names.get(one.by, "")} for one in lines],
        may_reply=rules.may_reply_finding(request.actor, facts),
        may_recheck=rules.may_recheck(request.actor, facts, unit=unit),
        reply=reply,
        recheck=recheck,
    )


def _lamp(finding: Any) -> Any:
    return queries.lamp_before(finding.due_at, 1)


def _decided(request: Request, pk: int, reply: Any, recheck: Any) -> str:
    by = request.actor
    if reply.is_bound and reply.is_valid():
        text = reply.cleaned_data["text"]
        if taken(reply, lambda: actions.reply_finding(pk, text=text, by=by)):
            return str(_("说明已提交，等待复核"))
    if recheck.is_bound and recheck.is_valid():
        settled = recheck.cleaned_data["settled"] == "yes"
        text = recheck.cleaned_data["text"]
        if taken(recheck, lambda: actions.recheck_finding(pk, settled=settled, text=text, by=by)):
            return str(_("复核已记录"))
    return ""


@staff("supervision.call_back")
@form_page
def samples(request: Request) -> HttpResponse:
    """Draw a sample in one press; earlier ones stand below with their seeds."""
    form = SampleForm(request.POST or None, initial={"n": 10})
    if request.method == "POST" and form.is_valid():
        made: list[Any] = []
        if taken(
            form, lambda: made.append(actions.draw_sample(**form.cleaned_data, by=request.actor))
        ):
            return redirect("workbench:sample", made[0].pk)
    return page(
        request,
        "supervision/workbench/samples.html",
        status=422 if form.errors else 200,
        tabs=check_tabs("samples"),
        form=form,
        rows=list(queries.samples_for(request.actor)[:MOST]),
    )


@staff("supervision.watch")
@require_GET
def sample(request: Request, pk: int) -> HttpResponse:
    """One sample: seed, whole, what was drawn, and the same drawn again."""
    found = queries.sample_for(request.actor, pk)
    numbers = json.loads(found.numbers)
    seen = matters.with_names(matters.matters_for(request.actor).filter(number__in=numbers))
    lines = {line.number: line for line in matters.lines(seen, to=request.actor)}
    return page(
        request,
        "supervision/workbench/sample.html",
        tabs=check_tabs("samples"),
        sample=found,
        rows=[{"number": one, "line": lines.get(one)} for one in numbers],
        again=queries.draw_again(request.actor, found),
        by=directory.names_of([found.drawn_by]).get(found.drawn_by, ""),
    )


@staff("supervision.watch")
@require_GET
def signals(request: Request) -> HttpResponse:
    """Signals: pauses just before the limit, one person's like requests closed again (ux B5)."""
    again = queries.closed_again(request.actor)
    return page(
        request,
        "supervision/workbench/signals.html",
        pauses=queries.late_pauses(request.actor),
        again=[{"one": one, "class_words": hotline.class_words(one.class_code)} for one in again],
    )
