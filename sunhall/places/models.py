"""Rows of the place map."""

from django.db import models

from sunhall.places.rules import LEVELS


class Place(models.Model):
    """A place 区划 of one level, with the names it is searched by (K5)."""

    code = models.CharField(max_length=15, unique=True)
    level = models.CharField(max_length=8, choices=[(key, words) for key, words in LEVELS.items()])
    name = models.CharField(max_length=80)
    full_name = models.CharField(max_length=240)
    initials = models.CharField(max_length=80, default="", blank=True)
    pinyin = models.CharField(max_length=400, default="", blank=True)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    active_from = models.DateField(null=True, blank=True)
    active_to = models.DateField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["name"], name="place_name"),
            models.Index(fields=["initials"], name="place_initials"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(active_to__isnull=True)
                | models.Q(active_from__isnull=True)
                | models.Q(active_to__gte=models.F("active_from")),
                name="place_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"
