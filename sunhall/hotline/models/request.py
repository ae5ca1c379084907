"""The request itself."""

from django.db import models
from django.db.models import Q

from sunhall.hotline.rules import DEMANDS, DISPOSALS


class Request(models.Model):
    """A request 诉求: what the person said. Owner, clock and answers stand on its matter.

    `agreed_at` is when the person agreed to publication 公开, empty without consent; whether words
    may be shown stands on the matter and on its `Publication`.
    """

    matter = models.OneToOneField(
        "matters.Matter", on_delete=models.PROTECT, primary_key=True, related_name="request"
    )
    text = models.TextField()
    demand = models.CharField(max_length=10, choices=list(DEMANDS.items()))
    address = models.CharField(max_length=200, default="", blank=True)
    latitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    is_confidential = models.BooleanField(default=False)
    public_text = models.TextField(default="", blank=True)
    agreed_at = models.DateTimeField(null=True, blank=True)
    disposal = models.CharField(
        max_length=10, default="", blank=True, choices=list(DISPOSALS.items())
    )
    suggested_class = models.CharField(max_length=120, default="", blank=True)
    source = models.CharField(max_length=40, default="", blank=True)
    source_number = models.CharField(max_length=80, default="", blank=True)
    source_class = models.CharField(max_length=120, default="", blank=True)
    source_hash = models.CharField(max_length=64, default="", blank=True)
    answered_by = models.CharField(max_length=80, default="", blank=True)
    refused_by = models.CharField(max_length=80, default="", blank=True)
    # Which of the six branches of the intake it was, while the refusal stands.
    refused_ground = models.CharField(max_length=20, default="", blank=True)
    third_party = models.CharField(max_length=80, default="", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source", "source_number"],
                name="source_number_once",
                condition=~Q(source_number=""),
            )
        ]
        indexes = [
            models.Index(
                fields=["agreed_at"],
                name="request_agreed",
                condition=Q(agreed_at__isnull=False),
            ),
            models.Index(
                fields=["refused_ground"],
                name="request_refused",
                condition=~Q(refused_ground=""),
            ),
        ]

    def __str__(self) -> str:
        return str(self.matter_id)
