"""The unsent request: kept on the server under a random key, the key in one necessary cookie."""

import re
import secrets
from collections.abc import Mapping

from django.conf import settings
from django.http import HttpResponse

from sunhall.ground.access.actor import Actor
from sunhall.ground.kit.now import now
from sunhall.ground.web.doors import Request
from sunhall.hotline import actions, rules
from sunhall.matters import actions as matter_actions
from sunhall.matters import queries as matters

COOKIE = "draft"
_KEY = re.compile(r"[A-Za-z0-9_-]{22,43}")

Answers = dict[str, str]


def key_of(request: Request) -> str:
    """The key in the cookie; whatever is not one of ours counts as none."""
    found = request.COOKIES.get(COOKIE, "")
    return found if _KEY.fullmatch(found) else ""


def owner_of(request: Request) -> str:
    """Who owns the files of this draft until it is sent."""
    return f"draft:{key_of(request)}"


def read(request: Request) -> Answers:
    """The answers given so far; empty when there are none or they have lapsed."""
    key = key_of(request)
    data = matters.draft_of(f"draft:{key}", rules.DRAFT_FORM) if key else {}
    saved_at = data.pop("saved_at", None)
    if saved_at is None or saved_at + rules.draft_life(data) < now():
        return {}
    return data


def keep(request: Request, response: HttpResponse, answers: Answers) -> HttpResponse:
    """Keep the answers and see that the browser carries the key."""
    key = ready(request)
    actor: Actor = request.actor
    matter_actions.save_draft(rules.DRAFT_FORM, data=answers, by=actor, who=f"draft:{key}")
    response.set_cookie(
        COOKIE,
        key,
        max_age=rules.draft_life(answers),
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response


def clear(request: Request, response: HttpResponse) -> HttpResponse:
    """Forget the draft and its files at once: the next person may hold the same phone."""
    actions.forget_draft(f"draft:{key_of(request)}", by=request.actor)
    response.delete_cookie(COOKIE, samesite="Lax")
    return response


def ready(request: Request) -> str:
    """The key, drawn now when the browser brought none, so that files have an owner."""
    if not key_of(request):
        request.COOKIES[COOKIE] = secrets.token_urlsafe(24)
    return key_of(request)


def files_in(answers: Mapping[str, str]) -> list[str]:
    """The codes of the files kept with a draft."""
    return [code for code in answers.get("files", "").split(",") if code]
