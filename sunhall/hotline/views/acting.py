"""Acting on one request: form, draft, verdict, conflict; the same road for every move (ux A3)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import HttpResponseLocation, trigger_client_event

from sunhall.ground.access.actor import Actor
from sunhall.ground.kit.given import whole
from sunhall.ground.kit.verdict import YES, Verdict
from sunhall.ground.web.doors import Request, staff
from sunhall.ground.web.forms import taken
from sunhall.ground.web.parts import after, part, tell
from sunhall.hotline import queries, rules
from sunhall.matters import actions as matter_actions
from sunhall.matters import queries as matters

# What a form carries besides what somebody has written.
CARRIED = frozenset({"csrfmiddlewaretoken", "version", "once", "find"})
LONGEST_DRAFT = 60_000
# No address and no token: an act that is not taken back.
NOTHING = ("", "")


class ActForm(forms.Form):
    """A form about one request; it carries the version of the request that was looked at."""

    # Somebody else has saved since the form was opened.
    is_behind = False
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
    """One move with a form: where it stands, the verdict it asks, its words, what is done.

    `undo` is the address that takes it back and what it is told; `door` the permission, where
    the move's own row does not name exactly one.
    """

    move: str
    address: str
    title: Any
    submit: Any
    form: type[ActForm]
    do: Do
    said: Any = ""
    hint: Any = ""
    fields: str = "hotline/workbench/_fields.html"
    undo: tuple[str, str] = NOTHING
    door: str = ""
    theirs: Callable[[Any], Mapping[str, str]] = lambda matter: {}
    more: Callable[[Request, Any, ActForm], Mapping[str, Any]] = lambda request, found, form: {}
    verdict: Callable[[Actor, Any], Verdict] | None = None
    initial: Callable[[Request, Any], Mapping[str, Any]] = lambda request, found: {}

    def asked(self, actor: Actor, facts: Any) -> Verdict:
        """The verdict that draws the form; the action asks the same again."""
        if self.verdict is not None:
            return self.verdict(actor, facts)
        return rules.MOVES.verdict(self.move, actor, facts) if self.move else YES

    def told(self, number: str) -> str:
        """What is said when it is done; some acts say what became of the request."""
        return str(self.said(number) if callable(self.said) else self.said)

    @property
    def tail(self) -> str:
        """The end of its address, behind the number of the request."""
        return tail_of(self.address)

    @property
    def permission(self) -> str:
        """What its door asks; the action asks it again."""
        return self.door or permission_of(self.move)

    def draft_key(self, number: str) -> str:
        return f"{self.move}:{number}"


@dataclass(frozen=True)
class Press:
    """One move that a single press makes: where it stands, what is done and said."""

    move: str
    address: str
    do: Callable[[str, int | None, Actor], object]
    said: Any
    undo: tuple[str, str] = NOTHING


def tail_of(address: str) -> str:
    """The end of the address of a move, behind the number of the request."""
    return address.removeprefix("request-").replace("-", "/") + "/"


def permission_of(move: str) -> str:
    """The one permission that the row of a move names, else that of the workbench."""
    row = rules.MOVES.rows.get(move)
    named = row.needs.permissions if row else ()
    return named[0] if len(named) == 1 else "workbench.enter"


def act(
    request: Request,
    number: str,
    one: Act,
    *,
    undo: tuple[str, str] = NOTHING,
) -> HttpResponse:
    """Show the form of an act, or do it and go back to the request."""
    found = queries.request_for(request.actor, number)
    key, status = one.draft_key(number), 200
    if request.method == "POST":
        form = one.form(_chosen(_posted(request, one), one, found), found=found)
        if "find" not in request.POST:
            status = _attempt(form, one, request.actor)
            if not status:
                matter_actions.drop_draft(key, by=request.actor)
                return settled(
                    request, number, one.told(number), undo=undo if any(undo) else one.undo
                )
    else:
        draft = draft_for(request.actor, key)
        form = one.form(initial={**draft, **one.initial(request, found)}, found=found)
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


def settled(
    request: Request, number: str, said: str, *, undo: tuple[str, str] = NOTHING
) -> HttpResponse:
    """Say what was done and show the request as it stands now; the list beside it follows."""
    address, token = undo
    back = reverse(f"workbench:{address}", args=[number]) if address else ""
    tell(request, said, undo=back, token=token)
    if not queries.is_in_sight(request.actor, number):
        # What was passed on sealed is no longer theirs to read.
        return after(request, "workbench:inbox")
    to = reverse("workbench:request", args=[number])
    if request.htmx:
        return trigger_client_event(HttpResponseLocation(to, target="#case"), "matter-changed")
    return redirect(to)


def page_of_act(one: Act) -> Callable[..., HttpResponseBase]:
    """The door of an act that needs nothing but its form: `urls` makes one of each."""

    def view(request: Request, number: str) -> HttpResponse:
        return act(request, number, one)

    return staff(one.permission)(require_http_methods(["GET", "POST"])(view))


def page_of_press(one: Press) -> Callable[..., HttpResponseBase]:
    """The door of a press: it carries the version of the request that was looked at."""

    def view(request: Request, number: str) -> HttpResponse:
        queries.request_for(request.actor, number)
        one.do(number, whole(request.POST.get("version", "")), request.actor)
        return settled(request, number, str(one.said), undo=one.undo)

    return staff(permission_of(one.move))(require_POST(view))


def _attempt(form: ActForm, one: Act, actor: Actor) -> int:
    """Do the act; 0 when done, else the status of the answer that shows the form again.

    What was typed must survive a refusal, and a colleague who was faster (A3-06, A3-07).
    """
    if not form.is_valid():
        return 422
    number = form.found.matter.number

    def keep() -> None:
        kept = draft_data(form.data)
        if kept:
            matter_actions.save_draft(one.draft_key(number), data=kept, by=actor)
        form.found.matter.refresh_from_db()
        form.data = {**form.data, "version": str(form.found.matter.version)}
        form.is_behind = True

    if taken(form, lambda: one.do(number, form.cleaned_data, actor), conflict=keep):
        return 0
    return 409 if form.is_behind else 422


def _posted(request: Request, one: Act) -> dict[str, Any]:
    """What was posted; a field that takes several keeps them all."""
    several = [
        name
        for name, field in one.form.base_fields.items()
        if isinstance(field, forms.MultipleChoiceField)
    ]
    return {**request.POST.dict(), **{name: request.POST.getlist(name) for name in several}}


def _chosen(posted: Mapping[str, Any], one: Act, found: Any) -> dict[str, Any]:
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
