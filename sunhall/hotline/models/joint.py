"""The joint meeting 联席会议: what it reviews when two dialogues have not settled it (H6)."""

from django.db import models
from django.db.models import Q

from sunhall.hotline.rules.remedies import DECISIONS


class JointMeeting(models.Model):
    """One sitting of the joint meeting: when, where, who sits, what was said."""

    code = models.CharField(max_length=20, unique=True)
    at = models.DateTimeField()
    place = models.CharField(max_length=200)
    chair = models.CharField(max_length=80)
    members = models.JSONField(default=list)
    called_by = models.CharField(max_length=80)

    def __str__(self) -> str:
        return self.code


class JointReview(models.Model):
    """One request before the joint meeting, from its referral to the recorded decision."""

    matter = models.ForeignKey("matters.Matter", on_delete=models.PROTECT, related_name="reviews")
    referred_at = models.DateTimeField()
    referred_by = models.CharField(max_length=80)
    words = models.TextField(default="", blank=True)
    meeting = models.ForeignKey(
        JointMeeting, null=True, blank=True, on_delete=models.PROTECT, related_name="reviews"
    )
    decision = models.CharField(
        max_length=10, default="", blank=True, choices=list(DECISIONS.items())
    )
    reasons = models.TextField(default="", blank=True)
    basis = models.TextField(default="", blank=True)
    remedies = models.JSONField(default=list, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.CharField(max_length=80, default="", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["matter"],
                name="one_open_joint_review",
                condition=Q(decided_at__isnull=True),
            ),
            models.CheckConstraint(
                name="joint_decision_has_reasons",
                condition=Q(decided_at__isnull=True) | (~Q(reasons="") & ~Q(decision="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.matter_id} {self.decision}"
