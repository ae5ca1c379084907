"""Answers: one view, one template; the whole page, or the named part that htmx asked for."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers


def page(request: HttpRequest, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
    """Answer with a whole page."""
    response = render(request, template, context, status=status)
    patch_vary_headers(response, ["HX-Request", "Cookie"])
    return response


def part(request: HttpRequest, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
    """Answer htmx with the part behind `#`, and everyone else with the whole page."""
    whole = template.partition("#")[0]
    asked = template if getattr(request, "htmx", False) else whole
    return page(request, asked, status=status, **context)


def tell(request: HttpRequest, text: str, *, undo: str = "", token: str = "") -> None:
    """Say what was done; with `undo`, an address, for 10 s beside the button 撤销 (ux A3-09)."""
    messages.success(request, text, extra_tags=f"undo {undo} {token}" if undo else "")


def after(request: HttpRequest, to: str, *args: Any, **kwargs: Any) -> HttpResponse:
    """Go on to another page once a form has been acted on, so that Back does not post twice."""
    response: HttpResponse = redirect(to, *args, **kwargs)
    if getattr(request, "htmx", False):
        return HttpResponse(headers={"HX-Redirect": response["Location"]})
    return response
