"""Matters left out of a rate 剔除, and the versions of what rates are compared by (D2)."""

from django.db import models
from django.db.models import F, Q

from sunhall.matters.rules.measuring import SETS, STATES

PROPOSED, APPROVED, REJECTED, ENDED = "proposed", "approved", "rejected", "ended"
SET_STATES = {"proposed": "待审批", "approved": "已批准", "rejected": "已退回"}


class Exclusion(models.Model):
    """One matter left out of the rates its reason names, since somebody else approved it.

    `figures` holds the names between commas, as they stood in the reason's version of that day.
    """

    matter = models.ForeignKey(
        "matters.Matter", on_delete=models.PROTECT, related_name="exclusions"
    )
    reason = models.CharField(max_length=24)
    reason_words = models.CharField(max_length=80)
    basis = models.CharField(max_length=200)
    set_version = models.PositiveIntegerField()
    figures = models.CharField(max_length=200)
    evidence = models.TextField()
    office = models.CharField(max_length=64, default="", blank=True)
    state = models.CharField(max_length=8, choices=list(STATES.items()), default=PROPOSED)
    proposed_by = models.CharField(max_length=80)
    proposed_at = models.DateTimeField()
    decided_by = models.CharField(max_length=80, default="", blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    words = models.TextField(default="", blank=True)
    ended_by = models.CharField(max_length=80, default="", blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_words = models.TextField(default="", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["matter"],
                name="one_exclusion_at_a_time",
                condition=Q(state__in=(PROPOSED, APPROVED)),
            ),
            models.CheckConstraint(
                name="nobody_decides_his_own_exclusion",
                condition=Q(decided_by="") | ~Q(decided_by=F("proposed_by")),
            ),
            models.CheckConstraint(
                name="exclusion_decided_whole",
                condition=Q(state=PROPOSED, decided_at__isnull=True)
                | (~Q(state=PROPOSED) & Q(decided_at__isnull=False)),
            ),
        ]
        indexes = [models.Index(fields=["state", "-proposed_at"], name="exclusion_state")]

    def __str__(self) -> str:
        return f"{self.matter_id} {self.reason} {self.state}"


class MeasureVersion(models.Model):
    """One version of reasons, groups or weights: proposed by one person, approved by another."""

    kind = models.CharField(max_length=8, choices=list(SETS.items()))
    version = models.PositiveIntegerField(null=True, blank=True)
    content = models.JSONField()
    source = models.CharField(max_length=300)
    why = models.CharField(max_length=200)
    from_on = models.DateField()
    state = models.CharField(max_length=8, choices=list(SET_STATES.items()), default=PROPOSED)
    proposed_by = models.CharField(max_length=80)
    proposed_at = models.DateTimeField()
    decided_by = models.CharField(max_length=80, default="", blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=200, default="", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind"], name="one_open_measure_set", condition=Q(state=PROPOSED)
            ),
            models.UniqueConstraint(fields=["kind", "version"], name="one_version_of_a_set"),
            models.CheckConstraint(
                name="measure_set_approved_by_another",
                condition=~Q(state=APPROVED) | ~Q(decided_by=F("proposed_by")),
            ),
            models.CheckConstraint(
                name="approved_set_has_a_version",
                condition=~Q(state=APPROVED) | Q(version__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} v{self.version}"
