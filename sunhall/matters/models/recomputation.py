"""A change of the calendar on its way through the running clocks (K3)."""

from django.db import models
from django.db.models import F, Q


class Recomputation(models.Model):
    """One recomputation 期限重算: how far it has come; its batches commit one by one."""

    version = models.PositiveIntegerField(unique=True)
    first = models.DateField()
    last = models.DateField()
    place = models.CharField(max_length=15, default="", blank=True)
    why = models.CharField(max_length=300)
    total = models.PositiveIntegerField()
    done = models.PositiveIntegerField(default=0)
    moved = models.PositiveIntegerField(default=0)
    after = models.BigIntegerField(default=0)
    began_at = models.DateTimeField()
    beat_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(last__gte=F("first")), name="recomputed_days_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"v{self.version} {self.done}/{self.total}"
