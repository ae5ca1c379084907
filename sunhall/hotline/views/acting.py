"""Acting on one request: form, draft, verdict, conflict; the same road for every move (ux A3)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django_htmx.http import HttpResponseLocation, trigger_client_event

from sunhall.ground.access.actor import Actor
from sunhall.ground.kit.refusal import Conflict, Refused
from sunhall.ground.kit.verdict import YES, Verdict
from sunhall.ground.web.doors import Request
from sunhall.ground.web.parts import part
from sunhall.hotline import queries, rules
from sunhall.matters import actions as matter_actions
from sunhall.matters import queries as matters

# What a form carries besides what somebody has written.
CARRIED = frozenset({"csrfmiddlewaretoken", "version", "once", "find"})
LONGEST_DRAFT = 60_000


class ActForm(forms.Form):
    """A form about one request; it carries the version of the request that was looked at."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, found: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.found = found
        self.initial.setdefault("version", found.matter.version)
        self.fit()

    def fit(self) -> None:
        """Fit the fields to the request: choices, what is required."""


Do = Callable[[str, dict[str, Any], Actor], object]


@dataclass(frozen=True)
class Act:
    """One move with a form: the verdict it asks, its words, and what is done."""

    move: str
    address: str
    title: Any
    submit: Any
    form: type[ActForm]
    do: Do
    said: Any = ""
    hint: Any = ""
    fields: str = "hotline/workbench/_fields.html"
    undo: str = ""
    theirs: Callable[[Any], Mapping[str, str]] = lambda matter: {}
    more: Callable[[Request, Any, ActForm], Mapping[str, Any]] = lambda request, found, form: {}
    verdict: Callable[[Actor, Any], Verdict] | None = None

    def asked(self, actor: Actor, facts: Any) -> Verdict:
        """The verdict that draws the form; the action asks the same again."""
        if self.verdict is not None:
            return self.verdict(actor, facts)
        return rules.MOVES.verdict(self.move, actor, facts) if self.move else YES

    def draft_key(self, number: str) -> str:
        return f"{self.move}:{number}"


def act(
    request: Request,
    number: str,
    one: Act,
    *,
    initial: Mapping[str, Any] | None = None,
    undo: str = "",
) -> HttpResponse:
    """Show the form of an act, or do it and go back to the request."""
    found = queries.request_for(request.actor, number)
    key, status = one.draft_key(number), 200
    if request.method == "POST":
        form = one.form(_chosen(request.POST.dict(), one, found), found=found)
        if "find" not in request.POST:
            status = _attempt(form, one, request.actor)
            if not status:
                matter_actions.drop_draft(key, by=request.actor)
                return settled(request, number, str(one.said), undo=undo or one.undo)
    else:
        draft = draft_for(request.actor, key)
        form = one.form(initial={**draft, **(initial or {})}, found=found)
    return part(
        request,
        "hotline/workbench/act.html#act",
        status=status,
        **context_of(request, found, one, form, conflict=status == 409),
    )


def context_of(
    request: Request, found: Any, one: Act, form: ActForm, *, conflict: bool = False
) -> dict[str, Any]:
    """What the template of an act needs, whether it stands alone or in the case."""
    key = one.draft_key(found.matter.number)
    return {
        "found": found,
        "matter": found.matter,
        "act": one,
        "action_url": reverse(f"workbench:{one.address}", args=[found.matter.number]),
        "form": form,
        "verdict": one.asked(request.actor, queries.facts(found.matter)),
        "draft_key": key,
        "draft_at": form.initial.get("saved_at"),
        "conflict": _conflict(found.matter, one, form) if conflict else None,
        **one.more(request, found, form),
    }


def draft_for(actor: Actor, key: str) -> dict[str, Any]:
    """What this person had written here and not sent (ux A3-07)."""
    return dict(matters.draft_of(actor.code, key))


def draft_data(data: Mapping[str, str]) -> dict[str, str]:
    """The part of a posted form that is worth keeping, within measure."""
    kept = {name: text for name, text in data.items() if name not in CARRIED}
    return kept if sum(map(len, kept.values())) <= LONGEST_DRAFT else {}


def settled(request: Request, number: str, said: str, *, undo: str = "") -> HttpResponse:
    """Say what was done and show the request as it stands now; the list beside it follows."""
    if said:
        messages.success(request, said, extra_tags=undo)
    to = reverse("workbench:request", args=[number])
    if request.htmx:
        return trigger_client_event(HttpResponseLocation(to, target="#case"), "matter-changed")
    return redirect(to)


def refusal_into(form: forms.Form, refusal: Refused) -> None:
    """Put the reason of a refusal beside its field, so that nothing typed is lost."""
    form.add_error(refusal.field if refusal.field in form.fields else None, refusal.verdict.reason)


def _attempt(form: ActForm, one: Act, actor: Actor) -> int:
    """Do the act; 0 when done, else the status of the answer that shows the form again.

    The one place where a door catches a refusal: what was typed must survive it (A3-06, A3-07).
    """
    if not form.is_valid():
        return 422
    number = form.found.matter.number
    try:
        one.do(number, form.cleaned_data, actor)
    except Conflict:
        kept = draft_data(form.data)
        if kept:
            matter_actions.save_draft(one.draft_key(number), data=kept, by=actor)
        form.found.matter.refresh_from_db()
        form.data = {**form.data, "version": str(form.found.matter.version)}
        return 409
    except Refused as refusal:
        refusal_into(form, refusal)
        return 422
    return 0


def _chosen(posted: Mapping[str, str], one: Act, found: Any) -> dict[str, Any]:
    """The posted fields; after a conflict, theirs wherever somebody chose to keep theirs."""
    data = dict(posted)
    theirs = one.theirs(found.matter)
    for name, value in theirs.items():
        if data.pop(f"keep-{name}", "") == "theirs":
            data[name] = value
    return data


def _conflict(matter: Any, one: Act, form: ActForm) -> dict[str, Any]:
    last = matters.story_of(matter)[-1]
    theirs = one.theirs(matter)
    return {
        "who": last.who or "系统",
        "at": last.at,
        "words": last.words,
        "rows": [
            {
                "name": name,
                "label": form.fields[name].label,
                "mine": form.data.get(name, ""),
                "theirs": value,
            }
            for name, value in theirs.items()
            if name in form.fields and form.data.get(name, "") != value
        ],
    }
