"""消息: what the house tells its own staff, the newest first; the bell counts them (K7)."""

from typing import Any

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_POST

from sunhall.ground.access.actor import Actor
from sunhall.ground.kit.given import instant_of, whole
from sunhall.ground.kit.refusal import NotFound
from sunhall.ground.outbox import queries as outbox
from sunhall.ground.outbox.post import mark_read
from sunhall.ground.web.doors import Request, staff
from sunhall.ground.web.parts import page
from sunhall.matters import queries as matters

PAGE = 30


@staff("workbench.enter")
@require_GET
def messages(request: Request) -> HttpResponse:
    """The inbox of the signed-in member of staff."""
    found, after = _page(request)
    urls = _addresses(request.actor, [message.about for message in found])
    here = reverse("workbench:messages")
    return page(
        request,
        "workbench/messages.html",
        messages_=[(message, urls.get(message.about, "")) for message in found],
        unread=outbox.unread_count(request.actor.code),
        next_url=f"{here}?{urlencode({'before': after})}" if after else "",
        first_url=here if request.GET.get("before") else "",
    )


@staff("workbench.enter")
@require_POST
def read_all(request: Request) -> HttpResponse:
    """Mark everything as read."""
    unread = outbox.inbox_of(request.actor.code).filter(read_at=None)
    codes = list(unread.values_list("code", flat=True))
    mark_read(codes, recipient=request.actor.code, by=request.actor)
    return redirect("workbench:messages")


@staff("workbench.enter")
@require_POST
def open_message(request: Request, code: str) -> HttpResponse:
    """Mark one message as read and go to what it tells of."""
    message = outbox.inbox_of(request.actor.code).filter(code=code).first()
    if message is None:
        raise NotFound(code)
    mark_read([code], recipient=request.actor.code, by=request.actor)
    to = _addresses(request.actor, [message.about]).get(message.about)
    return redirect(to or "workbench:messages")


def _page(request: Request) -> tuple[list[Any], str]:
    """One page by key: the moment of posting and the row."""
    rows = outbox.inbox_of(request.actor.code)
    at, _, key = request.GET.get("before", "").partition("~")
    since, last_key = instant_of(at), whole(key)
    if since is not None and last_key is not None:
        rows = rows.filter(Q(posted_at__lt=since) | Q(posted_at=since, pk__lt=last_key))
    found = list(rows[: PAGE + 1])
    if len(found) <= PAGE:
        return found, ""
    last = found[PAGE - 1]
    return found[:PAGE], f"{last.posted_at.isoformat()}~{last.pk}"


def _addresses(actor: Actor, about: list[str]) -> dict[str, str]:
    """Where each matter is that this actor may still see, in one query; a hot issue asks itself."""
    numbers = [one.partition(":")[2] for one in about if one.startswith("matter:")]
    rows = matters.matters_for(actor).filter(number__in=numbers).values_list("number", "kind")
    found = {
        f"matter:{number}": reverse(matters.kind(kind).address, args=[number])
        for number, kind in rows
    }
    hot = [one for one in about if one.startswith("hot:")]
    return found | {one: reverse("workbench:hot-issue", args=[one[4:]]) for one in hot}
