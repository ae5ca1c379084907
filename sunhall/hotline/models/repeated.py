"""Repeats 重复、同类 of a request, and its ways above 越级、上级转办 (H2, H13)."""

from django.db import models
from django.db.models import Q

from sunhall.hotline.rules.repeated import ABOVE, LEVELS, REPEATS


class Repeat(models.Model):
    """A request that says again what an earlier one said within so many days.

    Of one person (`person`: `nth` counts the voices) or of another (`same`). The machine only
    compares; whoever knows better takes it back.
    """

    matter = models.ForeignKey("matters.Matter", on_delete=models.PROTECT, related_name="repeats")
    earlier = models.ForeignKey(
        "matters.Matter", on_delete=models.PROTECT, related_name="repeated_by"
    )
    kind = models.CharField(max_length=8, choices=list(REPEATS.items()))
    nth = models.PositiveSmallIntegerField(default=2)
    days = models.PositiveSmallIntegerField()
    rule = models.CharField(max_length=60)
    at = models.DateTimeField()
    denied_at = models.DateTimeField(null=True, blank=True)
    denied_by = models.CharField(max_length=80, default="", blank=True)
    denied_words = models.TextField(default="", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["matter", "kind"], name="repeat_once"),
            models.CheckConstraint(
                name="repeats_another", condition=~Q(matter=models.F("earlier"))
            ),
        ]
        indexes = [models.Index(fields=["kind", "at"], name="repeat_at")]

    def __str__(self) -> str:
        return f"{self.matter_id} {self.kind} {self.earlier_id}"


class Above(models.Model):
    """A request that went to a higher level, or was handed down: by whom, when, which letter."""

    matter = models.ForeignKey("matters.Matter", on_delete=models.PROTECT, related_name="above")
    way = models.CharField(max_length=8, choices=list(ABOVE.items()))
    level = models.CharField(max_length=10, choices=list(LEVELS.items()))
    organ = models.CharField(max_length=80)
    letter = models.CharField(max_length=80, default="", blank=True)
    on = models.DateField()
    due_on = models.DateField(null=True, blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=80)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.CharField(max_length=80, default="", blank=True)
    withdrawn = models.BooleanField(default=False)
    words = models.TextField(default="", blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="handed_down_by_a_letter", condition=~Q(way="handed") | ~Q(letter="")
            ),
            models.CheckConstraint(
                name="withdrawn_above_is_settled",
                condition=Q(withdrawn=False) | Q(settled_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["way", "on"], name="above_on"),
            models.Index(fields=["due_on"], name="above_due", condition=Q(settled_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"{self.matter_id} {self.way}"
