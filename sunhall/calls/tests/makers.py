"""A phone desk for tests: seats, calls, and what the exchange was asked."""

import json

from sunhall.calls import actions
from sunhall.calls.models import Call
from sunhall.ground.access.actor import SYSTEM
from sunhall.ground.lines import facts
from sunhall.ground.lines.models import Order

CALLER = "13800000001"


def lay_seats(*codes: str) -> None:
    """Seats with telephones of the same names."""
    for code in codes or ("801", "802"):
        actions.set_seat(code, line=f"PJSIP/{code}", by=SYSTEM)
    actions.seed_shifts(by=SYSTEM)


def hear(fact: facts.Fact) -> None:
    """The exchange tells something."""
    actions.heed("ari", fact, by=SYSTEM)


def ring(line: str = "line-1", caller: str = CALLER) -> Call:
    """Somebody calls."""
    hear(facts.Arrived(line, caller, "12345"))
    return Call.objects.get(line=line)


def pick_up(call: Call) -> Call:
    """The phone of the seat that rings is picked up."""
    hear(facts.LegUp(call.line, call.legs.filter(left_at=None).latest("pk").code))
    call.refresh_from_db()
    return call


def orders(call: Call) -> list[str]:
    """What the exchange was asked for this call, in order."""
    return list(Order.objects.filter(line=call.line).order_by("pk").values_list("verb", flat=True))


def last_order(call: Call, verb: str) -> dict[str, object]:
    """The details of the last order of a kind."""
    row = Order.objects.filter(line=call.line, verb=verb).latest("pk")
    return dict(json.loads(row.details))
