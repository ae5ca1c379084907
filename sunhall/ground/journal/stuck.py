"""What is owed and does not get done: stuck reactions, jobs that failed, and trying again (K4)."""

from datetime import datetime

from django.db.models import Q, QuerySet

from sunhall.ground.access.actor import Actor
from sunhall.ground.journal.action import action
from sunhall.ground.journal.events import Event, event
from sunhall.ground.journal.models import Delivery, JobRun
from sunhall.ground.journal.record import record
from sunhall.ground.kit.now import now
from sunhall.ground.kit.refusal import NotFound, refuse


@event("重试后续动作 {reaction}", stream="delivery:{delivery}")
class DeliveryRetried(Event):
    delivery: int
    reaction: str


def stuck_deliveries() -> QuerySet[Delivery]:
    """Reactions that failed at least once and are not done, the dead first, then the oldest."""
    rows = Delivery.objects.filter(done_at=None).filter(Q(tries__gt=0) | Q(dead_at__isnull=False))
    return rows.select_related("entry").order_by("-dead_at", "due_at", "pk")


def deliveries_owed(before: datetime) -> int:
    """How many reactions should have run by an instant: a worker that stands still shows here."""
    return Delivery.objects.filter(done_at=None, dead_at=None, due_at__lt=before).count()


def job_runs(limit: int = 20) -> list[JobRun]:
    """The last runs of scheduled jobs, failed and unfinished ones first."""
    failed = JobRun.objects.exclude(error="").order_by("-due_at")[:limit]
    last = JobRun.objects.filter(error="").order_by("-due_at")[:limit]
    return [*failed, *last][:limit]


@action
def retry_delivery(pk: int, *, by: Actor) -> Delivery:
    """Try a stuck reaction again 重试 now; a dead one lives again (K4)."""
    delivery = Delivery.objects.select_for_update().filter(pk=pk).first()
    if delivery is None:
        raise NotFound(str(pk))
    if delivery.done_at is not None:
        raise refuse("这项后续动作已经完成，不需要重试")
    delivery.due_at, delivery.dead_at, delivery.tries = now(), None, 0
    delivery.save(update_fields=["due_at", "dead_at", "tries"])
    record(DeliveryRetried(delivery=pk, reaction=delivery.reaction), by=by)
    return delivery
