"""Reports 日报、周报、月度分析 as they were released (H9)."""

from django.db import models
from django.db.models import Q

from sunhall.reports.rules import KINDS, STATES


class Report(models.Model):
    """One version of the report of one period: figures that never change, and words about them.

    `content` was counted from the journal up to the entry `upto`, as of the end of the period;
    `machine` is the text the house wrote, `body` what people made of it.
    """

    kind = models.CharField(max_length=8, choices=list(KINDS.items()))
    first = models.DateField()
    last = models.DateField()
    version = models.PositiveSmallIntegerField(default=1)
    upto = models.PositiveBigIntegerField()
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    machine = models.TextField()
    body = models.TextField()
    state = models.CharField(max_length=8, choices=list(STATES.items()))
    made_at = models.DateTimeField()
    # All who have written in it, who had it made first: none of them approves it.
    authors = models.TextField()
    number = models.CharField(max_length=80, default="", blank=True)
    approved_by = models.CharField(max_length=80, default="", blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "first", "version"], name="one_report_version"),
            models.CheckConstraint(
                name="approved_report_has_a_number",
                condition=Q(state="draft") | (~Q(number="") & ~Q(approved_by="")),
            ),
        ]
        indexes = [models.Index(fields=["kind", "-first", "-version"], name="report_newest")]

    def __str__(self) -> str:
        return f"{self.kind} {self.first} v{self.version}"
