"""Calls of a request and requests of a call: the hotline holds the link (H1)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from sunhall.calls import queries as calls
from sunhall.calls.rules import WRAP_UP
from sunhall.ground.access.actor import Actor
from sunhall.hotline.models import Request, RequestCall
from sunhall.hotline.queries.requests import requests_for
from sunhall.hotline.rules import CALL_USES


@dataclass(frozen=True)
class LinkedCall:
    """A call of a request; `is_open` says whether this reader may open its page."""

    code: str
    at: datetime
    use: str
    recordings: int
    is_open: bool


def calls_of(actor: Actor, request: Request) -> list[LinkedCall]:
    """The calls in which a request was registered, supplemented and urged."""
    rows = list(RequestCall.objects.filter(request=request).select_related("call").order_by("at"))
    if not rows:
        return []
    seen = calls.calls_for(actor).filter(pk__in=[row.call_id for row in rows])
    known = set(seen.values_list("pk", flat=True))
    return [
        LinkedCall(
            row.call.code,
            row.call.arrived_at,
            CALL_USES[row.use],
            row.call.recordings.count(),
            row.call_id in known,
        )
        for row in rows
    ]


def requests_of_calls(actor: Actor, codes: Iterable[str]) -> dict[str, list[tuple[str, str]]]:
    """Call → (number, address) of the requests that came from it, which this actor may see."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    rows = RequestCall.objects.filter(
        call__code__in=list(codes), request__in=requests_for(actor).values("pk")
    )
    pairs = rows.order_by("at").values_list("call__code", "request__matter__number")
    for code, number in pairs:
        entry = (number, reverse("workbench:request", args=[number]))
        if entry not in found[code]:
            found[code].append(entry)
    return dict(found)


def call_now(actor: Actor) -> str:
    """The call in which this person speaks, or which they have just ended; "" for none."""
    seat = calls.seat_of(actor)
    if seat is None:
        return ""
    call = calls.call_at(seat) or (seat.last if seat.state == WRAP_UP else None)
    return call.code if call else ""
