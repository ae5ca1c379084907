"""What people were told when they meant to bring what is not taken here (norms 1.6)."""

from django.db import models


class StopShown(models.Model):
    """One notice 受理提示 that somebody read; of whom, nothing is kept."""

    ground = models.CharField(max_length=20)
    channel = models.CharField(max_length=12)
    cause = models.CharField(max_length=10)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["at", "ground"], name="stop_shown_at")]

    def __str__(self) -> str:
        return f"{self.ground} {self.at:%F}"
