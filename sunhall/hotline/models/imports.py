"""Imports as jobs one can watch, leave and come back to."""

from django.db import models

from sunhall.ground.kit.sentence import Sentence


class ImportJob(models.Model):
    """One file being imported; resumable by the hash of the file."""

    code = models.CharField(max_length=24, unique=True)
    name = models.CharField(max_length=200)
    path = models.CharField(max_length=400, default="", blank=True)
    sha256 = models.CharField(max_length=64)
    mapping = models.JSONField(default=dict)
    is_dry_run = models.BooleanField(default=False)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    imported = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    rejected = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=12, default="waiting")
    error = models.TextField(default="", blank=True)
    started_by = models.CharField(max_length=80)
    started_at = models.DateTimeField()
    beat_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.code


class ImportReject(models.Model):
    """One row that was not taken, with field and reason, as it stood in the file.

    `cells` holds pairs of header and text: PostgreSQL does not keep the order of an object.
    """

    job = models.ForeignKey(ImportJob, on_delete=models.CASCADE, related_name="rejects")
    row = models.PositiveIntegerField()
    field = models.CharField(max_length=40)
    reason = models.CharField(max_length=200)
    facts = models.JSONField(default=dict, blank=True)
    cells = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["job", "row", "field"], name="reject_once")]

    def __str__(self) -> str:
        return f"{self.job_id}:{self.row}"

    @property
    def told(self) -> Sentence:
        """The reason, ready to be said in another language; `reason` is its template."""
        return Sentence(self.reason, **self.facts)
