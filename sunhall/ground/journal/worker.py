"""The worker: claims a delivery, runs its reaction and marks it done in one transaction."""

from datetime import timedelta

import structlog
from django.db import connection, transaction
from django.db.models import QuerySet

from sunhall.ground.journal.models import Delivery
from sunhall.ground.journal.record import opened, reaction_named
from sunhall.ground.kit.failure import told
from sunhall.ground.kit.now import now

FIRST_DELAY = timedelta(seconds=2)
MOST_TRIES = 12

log = structlog.get_logger(__name__)


def open_deliveries() -> QuerySet[Delivery]:
    """Deliveries still owed."""
    return Delivery.objects.filter(done_at__isnull=True, dead_at__isnull=True)


def deliver_one() -> bool:
    """Do the next delivery that is due; False when there is none.

    Claim, effect and mark commit together: killed at any instant, the delivery is either
    still owed or wholly done.
    """
    failed: tuple[int, str] | None = None
    try:
        with transaction.atomic():
            delivery = _claim()
            if delivery is None:
                return False
            failed = (delivery.pk, "")
            reaction_named(delivery.reaction)(opened(delivery.entry))
            delivery.done_at, delivery.error = now(), ""
            delivery.save(update_fields=["done_at", "error"])
    except Exception as error:
        # Any failure of a reaction is kept on its delivery, where the office sees it.
        if failed is None:
            raise
        _postpone(failed[0], error)
    return True


def drain(limit: int = 100_000) -> int:
    """Do all deliveries that are due now; gives how many were tried."""
    done = 0
    while done < limit and deliver_one():
        done += 1
    return done


def _claim() -> Delivery | None:
    due = open_deliveries().filter(due_at__lte=now()).order_by("due_at", "pk")
    due = due.select_related("entry")
    if connection.features.has_select_for_update_skip_locked:
        due = due.select_for_update(skip_locked=True, of=("self",))
    return due.first()


def _postpone(pk: int, error: Exception) -> None:
    with transaction.atomic():
        delivery = Delivery.objects.select_for_update().get(pk=pk)
        delivery.tries += 1
        delivery.error = told(error)
        delivery.due_at = now() + FIRST_DELAY * 2 ** min(delivery.tries - 1, 12)
        if delivery.tries >= MOST_TRIES:
            delivery.dead_at = now()
        delivery.save(update_fields=["tries", "error", "due_at", "dead_at"])
    log.warning(
        "reaction failed", reaction=delivery.reaction, tries=delivery.tries, error=delivery.error
    )
