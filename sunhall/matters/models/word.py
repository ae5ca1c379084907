"""What was said: answers, notes, contact attempts, ratings."""

from django.db import models
from django.db.models import Q

from sunhall.matters.rules import ALL_OUTCOMES, THIRD_STEPS


class Answer(models.Model):
    """What the office answered. Outcome and closing are two facts (ux finding 2)."""

    matter = models.ForeignKey("matters.Matter", on_delete=models.PROTECT, related_name="answers")
    text = models.TextField()
    outcome = models.CharField(max_length=12, choices=list(ALL_OUTCOMES.items()))
    cause = models.TextField(default="", blank=True)
    basis = models.TextField(default="", blank=True)
    plan = models.TextField(default="", blank=True)
    third = models.CharField(
        max_length=10, default="", blank=True, choices=list(THIRD_STEPS.items())
    )
    post = models.CharField(max_length=60)
    by = models.CharField(max_length=80)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.matter_id} {self.outcome}"


class Note(models.Model):
    """A record of work; shown to the person or kept inside."""

    matter = models.ForeignKey("matters.Matter", on_delete=models.PROTECT, related_name="notes")
    text = models.TextField()
    shown_to_person = models.BooleanField(default=False)
    by = models.CharField(max_length=80)
    by_name = models.CharField(max_length=40, default="", blank=True)
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.matter_id} {self.at:%F}"


class ContactAttempt(models.Model):
    """Someone says they tried to reach the person. The person sees it and may dispute it."""

    matter = models.ForeignKey("matters.Matter", on_delete=models.PROTECT, related_name="contacts")
    way = models.CharField(max_length=12)
    result = models.CharField(max_length=12)
    words = models.TextField(default="", blank=True)
    by = models.CharField(max_length=80)
    by_name = models.CharField(max_length=40, default="", blank=True)
    at = models.DateTimeField()
    disputed_at = models.DateTimeField(null=True, blank=True)
    dispute = models.TextField(default="", blank=True)

    def __str__(self) -> str:
        return f"{self.matter_id} {self.way} {self.result}"


class Rating(models.Model):
    """The person's word on one answer: five levels, nothing preselected (S9)."""

    matter = models.ForeignKey("matters.Matter", on_delete=models.PROTECT, related_name="ratings")
    answer = models.OneToOneField(Answer, on_delete=models.PROTECT, related_name="rating")
    stars = models.PositiveSmallIntegerField()
    reasons = models.JSONField(default=list, blank=True)
    words = models.TextField(default="", blank=True)
    channel = models.CharField(max_length=20)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="one_to_five", condition=Q(stars__gte=1, stars__lte=5))
        ]

    def __str__(self) -> str:
        return f"{self.matter_id} {self.stars}"
