"""Objections to a dispatch 派单异议: a return is one, and somebody decides on it (H2)."""

from django.db import models
from django.db.models import Q


class Objection(models.Model):
    """What who may decide said to a return 退单申请 (国办函〔2025〕66号; 潍坊 22)."""

    row = models.OneToOneField(
        "matters.Return", on_delete=models.PROTECT, primary_key=True, related_name="objection"
    )
    made_by = models.CharField(max_length=80)
    upheld = models.BooleanField(null=True, blank=True)
    words = models.TextField(default="", blank=True)
    to = models.CharField(max_length=60, default="", blank=True)
    decided_by = models.CharField(max_length=80, default="", blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="objection_decided_whole",
                condition=Q(decided_at__isnull=True, upheld__isnull=True)
                | Q(decided_at__isnull=False, upheld__isnull=False),
            ),
            models.CheckConstraint(
                name="objection_rejected_with_a_reason", condition=~Q(upheld=False) | ~Q(words="")
            ),
            models.CheckConstraint(
                name="nobody_decides_his_own_objection",
                condition=Q(decided_by="") | ~Q(decided_by=models.F("made_by")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.row_id} {self.upheld}"
