"""The road of 我要反映: what comes before and after each page."""

import secrets
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from sunhall.ground.web.doors import Request
from sunhall.hotline import queries
from sunhall.hotline.views.portal.drafts import Answers


def opened(answers: Answers) -> Answers:
    """The answers to go on with; a sent draft is over, the next word begins a new one."""
    if "done" in answers or "key" not in answers:
        return {"key": f"web:{secrets.token_urlsafe(18)}"}
    return answers


def elsewhere(answers: Answers) -> HttpResponse | None:
    """Where to go when this page has nothing to work on: already sent, or not begun."""
    if number := answers.get("done"):
        return redirect(f"{reverse('portal:request-sent')}?{urlencode({'number': number})}")
    return None if answers.get("text") else redirect("portal:request-new")


def onward(request: Request, name: str) -> str:
    """The next page, or the check page when the person came from there (A1-13)."""
    return reverse("portal:request-new-check" if "check" in request.GET else f"portal:{name}")


def backward(request: Request, name: str) -> str:
    """The page before, or the check page when the person came from there."""
    return onward(request, name)


def receipt_url(number: str) -> str:
    """The bookmarkable address of a receipt."""
    return reverse("portal:request-receipt", args=[queries.link_token(queries.request_of(number))])
