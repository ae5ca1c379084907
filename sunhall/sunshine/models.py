"""Releases 公布: what was once told of a fixed period stays as it was told (D2; 0016)."""

from django.db import models
from django.db.models import F, Q

COUNTY, OFFICE, TOPIC = "county", "office", "topic"
SCOPES = [(COUNTY, "全县"), (OFFICE, "承办单位"), (TOPIC, "一级分类")]


class Release(models.Model):
    """The counts of whole months, of the county or of its offices or topics; never changed."""

    scope = models.CharField(max_length=8, choices=SCOPES)
    first = models.DateField()
    last = models.DateField()
    as_of = models.DateTimeField()
    # What the county's release was counted from, by office and topic, for their tables later.
    # It is published nowhere.
    kept = models.JSONField(default=list)
    content = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scope", "first"], name="one_release_a_period"),
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="release_has_months"),
            models.CheckConstraint(
                condition=Q(scope__in=[COUNTY, OFFICE, TOPIC]), name="release_scope_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scope} {self.first:%Y-%m} {self.last:%Y-%m}"
