"""我的消息: what the house has told a resident, the newest first (K7)."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_POST

from sunhall.ground.kit.given import whole
from sunhall.ground.outbox import queries as outbox
from sunhall.ground.outbox.post import mark_read
from sunhall.ground.web.doors import Request, resident
from sunhall.ground.web.parts import page
from sunhall.matters import queries as matters

PAGE = 30


@resident
@require_GET
def messages(request: Request) -> HttpResponse:
    """Everything told to the signed-in person, with the way to the request it is about."""
    rows = outbox.inbox_of(request.actor.code)
    before = whole(request.GET.get("before", ""))
    if before is not None:
        rows = rows.filter(pk__lt=before)
    found = list(rows.order_by("-pk")[: PAGE + 1])
    shown = found[:PAGE]
    mine = matters.matters_for(request.actor).filter(
        number__in=[message.about.partition(":")[2] for message in shown]
    )
    numbers = set(mine.values_list("number", flat=True))
    here = reverse("portal:messages")
    return page(
        request,
        "portal/messages.html",
        messages_=[
            (message, number if number in numbers else "")
            for message in shown
            for number in [message.about.partition(":")[2]]
        ],
        unread=any(message.read_at is None for message in shown),
        next_url=f"{here}?{urlencode({'before': shown[-1].pk})}" if len(found) > PAGE else "",
        first_url=here if before else "",
    )


@resident
@require_POST
def read_all(request: Request) -> HttpResponse:
    """Mark everything as read."""
    unread = outbox.inbox_of(request.actor.code).filter(read_at=None)
    codes = list(unread.values_list("code", flat=True))
    mark_read(codes, recipient=request.actor.code, by=request.actor)
    return redirect("portal:messages")
