"""The weekly special report 《群众约谈工作专报》 (H7; 000#1 四)."""

from django.db import models
from django.db.models import Q

from sunhall.supervision.rules import REPORT_STATES


class SpecialReport(models.Model):
    """One week's special report: figures as counted up to one entry, and words about them."""

    first = models.DateField(unique=True)
    last = models.DateField()
    upto = models.PositiveBigIntegerField()
    figures = models.TextField()
    body = models.TextField()
    state = models.CharField(max_length=8, choices=list(REPORT_STATES.items()))
    drafted_at = models.DateTimeField()
    # All who have written in it, the drafter first: none of them approves it.
    authors = models.TextField()
    number = models.CharField(max_length=80, default="", blank=True)
    approved_by = models.CharField(max_length=80, default="", blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="approved_special_has_a_number",
                condition=Q(state="draft") | (~Q(number="") & ~Q(approved_by="")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.first}"
