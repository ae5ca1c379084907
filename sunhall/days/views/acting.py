"""Acting on a sitting, its guests and its questions: form, refusal beside its field, done."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_http_methods, require_POST

from sunhall.ground.access.actor import Actor
from sunhall.ground.web.doors import Request, staff
from sunhall.ground.web.forms import taken
from sunhall.ground.web.parts import after, page, tell


@dataclass(frozen=True)
class Act:
    """One thing with a form: its address and door, what it is about, what is done and said.

    `about` gives what stands above the form for the key in the address; it refuses whoever may
    not see it, and its `sitting` is where one goes back to.
    """

    name: str
    route: str
    permission: str
    title: Any
    submit: Any
    form: type[forms.Form]
    do: Callable[[int, dict[str, Any], Actor], Any]
    said: Any
    about: Callable[[Actor, int], Mapping[str, Any]]
    hint: Any = ""
    initial: Callable[[Mapping[str, Any]], Mapping[str, Any]] = lambda about: {}
    to: str = "workbench:day"


@dataclass(frozen=True)
class Press:
    """One thing that a single press does."""

    name: str
    route: str
    permission: str
    do: Callable[[int, Actor], Any]
    said: Any
    sitting_of: Callable[[int], int] = lambda pk: pk


def page_of_act(one: Act) -> Callable[..., HttpResponseBase]:
    """The door of an act: `urls` makes one of each."""

    def view(request: Request, pk: int) -> HttpResponse:
        about = one.about(request.actor, pk)
        form = one.form(request.POST or None, initial=dict(one.initial(about)))
        status = 200
        if request.method == "POST":
            if form.is_valid() and taken(
                form, lambda: one.do(pk, form.cleaned_data, request.actor)
            ):
                tell(request, str(one.said))
                return after(request, one.to, about["sitting"].pk)
            status = 422
        return page(request, "days/workbench/act.html", status=status, act=one, form=form, **about)

    return staff(one.permission)(require_http_methods(["GET", "POST"])(view))


def page_of_press(one: Press) -> Callable[..., HttpResponseBase]:
    """The door of a press."""

    def view(request: Request, pk: int) -> HttpResponse:
        sitting = one.sitting_of(pk)
        one.do(pk, request.actor)
        tell(request, str(one.said))
        return after(request, "workbench:day", sitting)

    return staff(one.permission)(require_POST(view))
