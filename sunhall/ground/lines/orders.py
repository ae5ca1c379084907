"""Orders to the exchange: written in the caller's transaction, sent when it commits.

A telephone cannot wait behind other work, so an order does not go through the journal's
deliveries: whoever committed sends it, at once. A process killed in between leaves a row
that a job finds within a minute; an order older than a few seconds is not sent any more, for the
person would be rung about a call that is over.
"""

import json
from datetime import timedelta
from functools import partial

import structlog
from django.db import transaction

from sunhall.ground.kit.failure import told
from sunhall.ground.kit.now import now, replaying
from sunhall.ground.lines import facts
from sunhall.ground.lines.chosen import configured, exchange
from sunhall.ground.lines.exchange import Piece, Wish
from sunhall.ground.lines.models import Heard, Order

STALE = timedelta(seconds=15)
KEPT = timedelta(days=30)

log = structlog.get_logger(__name__)


def order(
    verb: str,
    line: str,
    *,
    at: str = "",
    leg: str = "",
    to: str = "",
    seconds: int = 0,
    name: str = "",
    says: tuple[Piece, ...] = (),
) -> None:
    """Ask the exchange `at` which the line hangs for something, once the transaction commits.

    While history is replayed nobody's telephone rings.
    """
    if replaying():
        return
    details = {"leg": leg, "to": to, "seconds": seconds, "name": name, "says": says}
    row = Order.objects.create(
        exchange=at or configured(),
        verb=verb,
        line=line,
        details=json.dumps(details, ensure_ascii=False),
        made_at=now(),
    )
    transaction.on_commit(partial(send, row.pk))


def send(pk: int) -> None:
    """Send an order once: whoever takes its row sends it."""
    if not Order.objects.filter(pk=pk, taken_at=None).update(taken_at=now()):
        return
    row = Order.objects.get(pk=pk)
    try:
        if now() - row.made_at > STALE:
            raise TimeoutError("too late")
        asked = exchange(row.exchange)
        if asked is None:
            raise LookupError("no such exchange is configured")
        asked.obey(_wish(row))
    except Exception as error:
        # Whatever an exchange does wrong is kept on the order, where its page shows it.
        _fail(row, error)
    else:
        Order.objects.filter(pk=pk).update(done_at=now())


def _wish(row: Order) -> Wish:
    details = json.loads(row.details)
    details["says"] = tuple((code, words) for code, words in details["says"])
    return Wish(row.verb, row.line, **details)


def _fail(row: Order, error: Exception) -> None:
    row.failed_at, row.error = now(), told(error)
    row.save(update_fields=["failed_at", "error"])
    log.warning("exchange did not obey", verb=row.verb, order=row.pk)
    facts.tell(row.exchange, facts.Disobeyed(row.line, row.verb, _wish(row).leg))


def send_left() -> int:
    """Send, or give up, the orders that a killed process left."""
    left = list(Order.objects.filter(taken_at=None).order_by("pk").values_list("pk", flat=True))
    for pk in left:
        send(pk)
    return len(left)


def forget_old() -> int:
    """Delete what is older than a month: it holds numbers and serves nobody (PIPL 19)."""
    Heard.objects.filter(at__lt=now() - KEPT).delete()
    return Order.objects.filter(made_at__lt=now() - KEPT).delete()[0]
