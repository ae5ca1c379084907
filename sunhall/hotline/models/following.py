"""What was agreed in a dialogue or ordered by the joint meeting 约定事项, as a matter (H6)."""

from django.db import models
from django.db.models import Q

from sunhall.hotline.models.dialogue import Dialogue
from sunhall.hotline.models.joint import JointReview


class FollowUp(models.Model):
    """One thing agreed or ordered 责成继续办理: the matter it became has owner and clock."""

    matter = models.OneToOneField(
        "matters.Matter", on_delete=models.PROTECT, related_name="agreed_in"
    )
    dialogue = models.ForeignKey(
        Dialogue, null=True, blank=True, on_delete=models.PROTECT, related_name="follow_ups"
    )
    review = models.ForeignKey(
        JointReview, null=True, blank=True, on_delete=models.PROTECT, related_name="follow_ups"
    )
    post = models.CharField(max_length=60)
    agreed_on = models.DateField(null=True, blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="agreed_in_one_place",
                condition=Q(dialogue__isnull=False, review__isnull=True)
                | Q(dialogue__isnull=True, review__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.matter_id}"
