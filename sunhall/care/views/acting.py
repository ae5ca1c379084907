"""Acting on the care line: a form or a press, refused beside its field, then back to the page."""

from collections.abc import Callable
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
    """One thing with a form; `back` says where one goes afterwards: address and its key."""

    name: str
    route: str
    permission: str
    title: Any
    submit: Any
    form: type[forms.Form]
    do: Callable[[Any, dict[str, Any], Actor], Any]
    said: Any
    back: Callable[[Actor, Any], tuple[str, ...]]
    hint: Any = ""


@dataclass(frozen=True)
class Press:
    """One thing that a single press does."""

    name: str
    route: str
    permission: str
    do: Callable[[Any, Actor], Any]
    said: Any
    back: Callable[[Actor, Any], tuple[str, ...]]


def page_of_act(one: Act) -> Callable[..., HttpResponseBase]:
    """The door of an act: `urls` makes one of each."""

    def view(request: Request, key: Any = "") -> HttpResponse:
        back, status = one.back(request.actor, key), 200
        form = one.form(request.POST or None)
        if request.method == "POST":
            step = _step(one, key, form, request.actor)
            if form.is_valid() and taken(form, step):
                tell(request, str(one.said))
                return after(request, *back)
            status = 422
        return page(
            request,
            "care/workbench/act.html",
            status=status,
            act=one,
            form=form,
            to=back[0],
            about=back[-1] if len(back) > 1 else "",
        )

    return staff(one.permission)(require_http_methods(["GET", "POST"])(view))


def page_of_press(one: Press) -> Callable[..., HttpResponseBase]:
    """The door of a press."""

    def view(request: Request, key: Any) -> HttpResponse:
        back = one.back(request.actor, key)
        one.do(key, request.actor)
        tell(request, str(one.said))
        return after(request, *back)

    return staff(one.permission)(require_POST(view))


def _step(one: Act, key: Any, form: forms.Form, actor: Actor) -> Callable[[], object]:
    return lambda: one.do(key, dict(form.cleaned_data), actor)
