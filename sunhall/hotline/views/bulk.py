"""The same move for many requests: first what would happen, then what did, row by row (ux A3-08).

Each request is its own action and transaction; one that is refused stops no other.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from sunhall.ground.access.actor import Actor
from sunhall.ground.kit.now import now, today
from sunhall.ground.kit.refusal import NotFound
from sunhall.ground.kit.verdict import Verdict, no
from sunhall.ground.web.doors import Request, staff
from sunhall.ground.web.forms import refusal
from sunhall.ground.web.parts import page
from sunhall.ground.web.sheets import csv_answer
from sunhall.hotline import actions, queries, rules
from sunhall.hotline.views.handler_forms import posts_found
from sunhall.matters import actions as matter_actions
from sunhall.matters import queries as matters

MOST = 100


class Plain(forms.Form):
    """Nothing to say."""


class AssignForm(forms.Form):
    """To which post all of them go."""

    to = forms.CharField(label=_("承办岗位"))
    to_search = forms.CharField(required=False, label=_("查找岗位"))
    reason = forms.CharField(label=_("交办意见"), required=False, max_length=300)


class RemindForm(forms.Form):
    """What the post is told."""

    words = forms.CharField(label=_("催办意见"), required=False, max_length=200)


@dataclass(frozen=True)
class Bulk:
    """One move for a selection."""

    title: Any
    said: Any
    form: type[forms.Form]
    do: Callable[[str, dict[str, Any], Actor], object]


def _assign(number: str, data: dict[str, Any], by: Actor) -> None:
    actions.reassign_request(number, to=data["to"], reason=data["reason"], by=by)


BULK: dict[str, Bulk] = {
    "sign": Bulk(
        _("批量签收"),
        _("已签收，由您的岗位负责"),
        Plain,
        lambda number, data, by: actions.sign_request(number, by=by),
    ),
    "assign": Bulk(_("批量转办"), _("已转办，等待签收"), AssignForm, _assign),
    "remind": Bulk(
        _("批量催办"),
        _("已催办"),
        RemindForm,
        lambda number, data, by: matter_actions.remind_holder(number, words=data["words"], by=by),
    ),
}


@dataclass(frozen=True)
class Row:
    """One request of a selection: before, whether it would be done; after, whether it was."""

    number: str
    url: str
    subject: str
    ok: bool
    text: Any


@staff("workbench.enter")
@require_POST
def bulk(request: Request, what: str) -> HttpResponse:
    """Show what would happen to each of the selected, or do it and say what came of each."""
    if what not in BULK:
        raise NotFound(what)
    one, numbers = BULK[what], _numbers(request)
    form = one.form(request.POST if "confirm" in request.POST or "find" in request.POST else None)
    context: dict[str, Any] = {
        "what": what,
        "bulk": one,
        "view": request.POST.get("view", ""),
        "form": form,
    }
    if "confirm" in request.POST and "find" not in request.POST and form.is_valid():
        rows = [_done(one, number, form.cleaned_data, request.actor) for number in numbers]
        context |= {"rows": rows, "done": sum(row.ok for row in rows)}
        return page(request, "hotline/workbench/bulk_result.html", **context)
    rows = _foreseen(what, numbers, request.actor)
    search = str(form.data.get("to_search", ""))
    context |= {
        "rows": rows,
        "able": [row.number for row in rows if row.ok],
        "post_query": search,
        "post_choices": posts_found(search) if search else [],
    }
    status = 422 if "confirm" in request.POST and form.errors else 200
    return page(request, "hotline/workbench/bulk.html", status=status, **context)


@staff("workbench.enter")
@require_POST
def print_list(request: Request) -> HttpResponse:
    """The selected requests as a list on A4, without names and numbers of people."""
    context: dict[str, Any] = {
        "lines": _lines(request),
        "at": now(),
        "view": request.POST.get("view", ""),
    }
    return page(request, "hotline/workbench/bulk_print.html", **context)


@staff("workbench.enter")
@require_POST
def export(request: Request) -> StreamingHttpResponse:
    """The selected requests as CSV, with the columns of every other export."""
    rows = matters.matters_for(request.actor).filter(number__in=_numbers(request))
    cells = matters.cells(matters.with_names(rows).order_by("due_at", "number"))
    return csv_answer(f"matters-{today():%Y%m%d}", matters.SHEET_HEAD, cells)


def _numbers(request: Request) -> list[str]:
    return list(dict.fromkeys(request.POST.getlist("numbers")))[:MOST]


def _lines(request: Request) -> list[matters.Listed]:
    rows = matters.matters_for(request.actor).filter(number__in=_numbers(request))
    return matters.lines(matters.with_names(rows).order_by("due_at", "number"), to=request.actor)


def _foreseen(what: str, numbers: Iterable[str], actor: Actor) -> list[Row]:
    found = {
        row.matter.number: row
        for row in queries.requests_for(actor).filter(matter__number__in=numbers)
    }
    return [_foreseen_one(what, number, found.get(number), actor) for number in numbers]


def _foreseen_one(what: str, number: str, found: Any, actor: Actor) -> Row:
    if found is None:
        return Row(number, "", "", ok=False, text=_UNSEEN)
    verdict = _verdict(what, actor, queries.facts(found.matter))
    url = reverse("workbench:request", args=[number])
    return Row(number, url, found.matter.subject, ok=verdict.ok, text=verdict.reason)


def _verdict(what: str, actor: Actor, facts: Any) -> Verdict:
    again = what == "assign" and facts.stage == "assigned"
    return rules.MOVES.verdict("recall" if again else what, actor, facts)


def _done(one: Bulk, number: str, data: dict[str, Any], actor: Actor) -> Row:
    """Do it for one; what is refused says why, and nothing of it has happened."""
    if not matters.matters_for(actor).filter(number=number).exists():
        return Row(number, "", "", ok=False, text=_UNSEEN)
    refused = refusal(lambda: one.do(number, data, actor))
    url = reverse("workbench:request", args=[number])
    return Row(
        number, url, "", ok=not refused, text=refused.verdict.reason if refused else one.said
    )


_UNSEEN = no("没有这件，或者不在您的查看范围内").reason
