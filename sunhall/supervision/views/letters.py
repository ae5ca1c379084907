"""Doors of the supervision letter 督办函 and of what the schedule proposes (H7; ux B5)."""

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
from sunhall.supervision.views.forms import LetterForm, ReasonForm, TextForm

form_page = require_http_methods(["GET", "POST"])
MOST = 100
STATES = {
    "open": (_("待签收和待回复"), rules.OPEN_LETTER),
    "answered": (_("已回复"), (rules.ANSWERED,)),
    "withdrawn": (_("已撤回"), (rules.WITHDRAWN,)),
}


def tabs(request: Request, here: str) -> list[dict[str, Any]]:
    """The four lists of supervision; whoever decides nothing is shown no proposals."""
    found = [("letters", _("督办函")), ("proposals", _("督办建议")), ("listings", _("挂号督办")),
             ("findings", _("不一致发现"))]  # fmt: skip
    if not queries.may_decide_some(request.actor):
        del found[1]
    return [
        {"text": text, "url": reverse(f"workbench:{name}"), "current": name == here}
        for name, text in found
    ]


@staff("workbench.enter")
@require_GET
def letters(request: Request) -> HttpResponse:
    """Letters: what waits for an answer first."""
    state = request.GET.get("state", "open")
    state = state if state in STATES else "open"
    rows = queries.letters_for(request.actor).filter(state__in=STATES[state][1])
    rows = rows.order_by("due_at", "pk") if state == "open" else rows
    found = list(rows[:MOST])
    posts = queries.named_posts(one.post for one in found)
    return page(
        request,
        "supervision/workbench/letters.html",
        tabs=tabs(request, "letters"),
        states=[
            {"text": text, "url": f"?state={code}", "current": code == state}
            for code, (text, _codes) in STATES.items()
        ],
        state=state,
        rows=[
            {"letter": one, "post": posts.get(one.post, one.post), "lamp": letter_lamp(one)}
            for one in found
        ],
    )


@staff("workbench.enter")
@require_GET
def letter(request: Request, pk: int) -> HttpResponse:
    """One letter: what it demands, how it stands, and what may be done."""
    return _shown(request, pk)


@staff("workbench.enter")
@form_page
def letter_new(request: Request, number: str) -> HttpResponse:
    """Order a letter, prefilled from the case: read, press send (ux B5: at most five clicks)."""
    matter = matters.matter_for(request.actor, number)
    levels = queries.levels_open_to(request.actor, matter)
    due = queries.level_due(matter)
    chosen = next((one.code for one in levels if one.code == due), levels[0].code if levels else "")
    trigger = queries.likely_trigger(matter)
    initial = {"level": chosen, "trigger": trigger}
    if chosen:
        initial |= queries.prefilled(matter, chosen, trigger)
    form = LetterForm(request.POST or None, initial=initial, levels=levels)
    reworded = request.method == "POST" and chosen and _reworded(form, matter, initial)
    if reworded:
        form = LetterForm(initial=reworded, levels=levels)
    elif request.method == "POST" and form.is_valid():
        sent: list[Any] = []
        if taken(
            form,
            lambda: sent.append(
                actions.order_letter(number, **form.cleaned_data, by=request.actor)
            ),
        ):
            tell(request, str(_("已发出 %(paper)s") % {"paper": sent[0].number}))
            return redirect("workbench:letter", sent[0].pk)
    return page(
        request,
        "supervision/workbench/letter_new.html",
        status=422 if form.errors else 200,
        form=form,
        reworded=bool(reworded),
        matter=matter,
        levels=levels,
        verdict=rules.may_order(
            request.actor, due or rules.LEVELS[0].code, queries.order_facts(matter)
        ),
        post=queries.named_posts([queries.turn_of(matter)]).get(queries.turn_of(matter), ""),
        office=queries.office_name(request.actor),
    )


def _reworded(form: LetterForm, matter: Any, initial: dict[str, str]) -> dict[str, str]:
    """The words anew when level or situation was changed and nobody touched them; else empty.

    A letter of another level has another limit: it must not go out with the limit of the first.
    """
    if not form.is_valid():
        return {}
    given = form.cleaned_data
    level, trigger = given["level"], given["trigger"]
    if (level, trigger) == (initial["level"], initial["trigger"]):
        return {}
    fresh = queries.prefilled(matter, level, trigger)
    kept = {name: given[name] for name in fresh if not _same(given[name], initial[name])}
    if all(name in kept or _same(initial[name], fresh[name]) for name in fresh):
        return {}
    return {"level": level, "trigger": trigger, **fresh, **kept}


def _same(one: str, other: str) -> bool:
    """Whether two texts differ in nothing but how a browser ends its lines."""
    return one.split() == other.split()


@staff("workbench.enter")
@require_POST
def letter_sign(request: Request, pk: int) -> HttpResponse:
    """Sign for it."""
    queries.letter_for(request.actor, pk)
    actions.sign_letter(pk, by=request.actor)
    tell(request, str(_("已签收，请在期限内回复")))
    return redirect("workbench:letter", pk)


@staff("workbench.enter")
@require_POST
def letter_answer(request: Request, pk: int) -> HttpResponse:
    """Answer it."""
    queries.letter_for(request.actor, pk)
    form = TextForm(request.POST)
    if form.is_valid() and taken(
        form, lambda: actions.answer_letter(pk, text=form.cleaned_data["text"], by=request.actor)
    ):
        tell(request, str(_("已回复")))
        return redirect("workbench:letter", pk)
    return _shown(request, pk, answer=form)


@staff("workbench.enter")
@require_POST
def letter_withdraw(request: Request, pk: int) -> HttpResponse:
    """Withdraw it."""
    queries.letter_for(request.actor, pk)
    form = ReasonForm(request.POST)
    if form.is_valid() and taken(
        form,
        lambda: actions.withdraw_letter(pk, reason=form.cleaned_data["reason"], by=request.actor),
    ):
        tell(request, str(_("已撤回")))
        return redirect("workbench:letter", pk)
    return _shown(request, pk, withdraw=form)


@staff("workbench.enter")
@require_GET
def letter_paper(request: Request, pk: int) -> HttpResponseBase:
    """The PDF, for whoever may see the letter."""
    queries.letter_for(request.actor, pk)
    return serve.stream(request, papers.file_of(f"letter:{pk}"), by=request.actor)


@staff("workbench.enter")
@require_GET
def proposals(request: Request) -> HttpResponse:
    """What the schedule proposes, the oldest first; a person decides."""
    rows = list(queries.proposals_for(request.actor)[:MOST]) if _decides(request) else []
    return page(
        request,
        "supervision/workbench/proposals.html",
        tabs=tabs(request, "proposals"),
        rows=rows,
        form=ReasonForm(),
    )


@staff("workbench.enter")
@require_POST
def proposal_dismiss(request: Request, pk: int) -> HttpResponse:
    """Dismiss a proposal with a reason."""
    form = ReasonForm(request.POST)
    if form.is_valid() and taken(
        form,
        lambda: actions.dismiss_proposal(pk, reason=form.cleaned_data["reason"], by=request.actor),
    ):
        tell(request, str(_("已记录不采纳")))
        return redirect("workbench:proposals")
    return page(
        request,
        "supervision/workbench/proposals.html",
        status=422,
        tabs=tabs(request, "proposals"),
        rows=list(queries.proposals_for(request.actor)[:MOST]),
        form=form,
        wrong=pk,
    )


def letter_lamp(letter: Any) -> Any:
    """The lamp of a letter."""
    return queries.lamp(letter.due_at, letter.rule, letter.matter.place, letter.sent_at)


def _decides(request: Request) -> bool:
    return queries.may_decide_some(request.actor)


def _shown(request: Request, pk: int, *, answer: Any = None, withdraw: Any = None) -> HttpResponse:
    found = queries.letter_for(request.actor, pk)
    facts = queries.letter_facts(found)
    return page(
        request,
        "supervision/workbench/letter.html",
        status=422 if answer or withdraw else 200,
        letter=found,
        lamp=letter_lamp(found),
        matter=found.matter,
        post=queries.named_posts([found.post]).get(found.post, found.post),
        names=directory.names_of([found.sent_by, found.received_by, found.answered_by]),
        paper=papers.paper_of(f"letter:{pk}"),
        may_sign=rules.may_sign_letter(request.actor, facts),
        may_answer=rules.may_answer_letter(request.actor, facts),
        may_withdraw=rules.may_withdraw(request.actor, facts),
        may_see_case=matters.matters_for(request.actor).filter(pk=found.matter.pk).exists(),
        answer=answer or TextForm(),
        withdraw=withdraw or ReasonForm(),
    )
