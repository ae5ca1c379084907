"""Rows of the journal. Database triggers refuse UPDATE and DELETE on entries and roots."""

from django.db import models

from sunhall.ground.kit.sentence import Sentence
from sunhall.ground.sealed.fields import SealedTextField


class Entry(models.Model):
    """One fact in one stream, chained to the one before it."""

    stream = models.CharField(max_length=80)
    seq = models.PositiveIntegerField()
    kind = models.CharField(max_length=80)
    at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    actor = models.CharField(max_length=80)
    data = models.TextField()
    prev = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)
    algorithm = models.CharField(max_length=8)
    day = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["stream", "seq"], name="entry_in_order")]
        indexes = [
            models.Index(fields=["day"], name="entry_day"),
            models.Index(fields=["kind", "at"], name="entry_kind_at"),
            # The audit asks what one person did last, out of millions of entries of others.
            models.Index(fields=["actor", "-id"], name="entry_actor"),
        ]

    def __str__(self) -> str:
        return f"{self.stream}#{self.seq} {self.kind}"


class EntrySecret(models.Model):
    """A private fact of an entry, sealed; deletable by law without breaking the chain."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="secrets")
    field = models.CharField(max_length=40)
    salt = models.CharField(max_length=32)
    value = SealedTextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "field"], name="secret_once")]

    def __str__(self) -> str:
        return f"{self.entry_id}.{self.field}"


class StreamHead(models.Model):
    """The last link of a stream, sealed with a key that the database does not hold."""

    stream = models.CharField(max_length=80, primary_key=True)
    seq = models.PositiveIntegerField(default=0)
    hash = models.CharField(max_length=64, default="")
    seal = models.CharField(max_length=64, default="")

    def __str__(self) -> str:
        return f"{self.stream}#{self.seq}"


class DailyRoot(models.Model):
    """The Merkle root over all entries of one day; each contains the one before it."""

    day = models.DateField(primary_key=True)
    count = models.PositiveIntegerField()
    root = models.CharField(max_length=64)
    prev = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)
    algorithm = models.CharField(max_length=8)
    seal = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.day} {self.root[:12]}"


class Delivery(models.Model):
    """One reaction owed to one entry: claimed, done and marked in one transaction."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="deliveries")
    reaction = models.CharField(max_length=120)
    due_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(default="", blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    dead_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "reaction"], name="delivery_once")]
        indexes = [
            models.Index(
                fields=["due_at"],
                name="delivery_open",
                condition=models.Q(done_at__isnull=True, dead_at__isnull=True),
            ),
            models.Index(
                fields=["dead_at"], name="delivery_dead", condition=models.Q(dead_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entry_id} → {self.reaction}"


class Mark(models.Model):
    """A change of a register; what was read of it before is no longer what holds."""

    register = models.CharField(max_length=40)
    token = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.register} {self.token}"


class JobRun(models.Model):
    """One scheduled job at one instant: run once, whichever worker comes first."""

    job = models.CharField(max_length=120)
    due_at = models.DateTimeField()
    lease_until = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    error = models.TextField(default="", blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["job", "due_at"], name="job_once")]

    def __str__(self) -> str:
        return f"{self.job} {self.due_at:%F %T}"


class VerifyRun(models.Model):
    """One verification 核验 of the whole journal, and what it found."""

    began_at = models.DateTimeField()
    ended_at = models.DateTimeField()
    entries = models.PositiveIntegerField()
    streams = models.PositiveIntegerField()
    days = models.PositiveIntegerField()
    found = models.PositiveIntegerField()
    findings = models.JSONField(default=list, blank=True)

    def __str__(self) -> str:
        return f"{self.began_at:%F %T} {self.found}"

    @property
    def told(self) -> list[tuple[str, str]]:
        """Where something does not hold, and what, ready to be said in another language."""
        return [
            (one["where"], Sentence(one.get("template", one["what"]), **one.get("facts", {})))
            for one in self.findings
        ]
