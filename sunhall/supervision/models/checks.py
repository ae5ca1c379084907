"""Discipline supervision 纪委督办: call-backs of dialogues, findings, samples (H7)."""

from django.db import models
from django.db.models import Q

from sunhall.supervision.rules import CALLBACK_WAYS, FINDING_STATES


class Check(models.Model):
    """One call-back 约谈回访, owed since the dialogue was held; no dialogue goes without (H7)."""

    matter = models.ForeignKey("matters.Matter", on_delete=models.PROTECT, related_name="checks")
    dialogue = models.PositiveBigIntegerField(unique=True)
    held_at = models.DateTimeField()
    held_by = models.CharField(max_length=80)
    unit = models.CharField(max_length=60)
    post = models.CharField(max_length=60)
    evidence = models.CharField(max_length=80)
    opened_at = models.DateTimeField()
    due_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    way = models.CharField(
        max_length=8, default="", blank=True, choices=list(CALLBACK_WAYS.items())
    )
    script = models.PositiveSmallIntegerField(default=0)
    answers = models.TextField(default="", blank=True)
    satisfied = models.BooleanField(null=True, blank=True)
    suggestions = models.TextField(default="", blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.CharField(max_length=80, default="", blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="nobody_checks_his_own_dialogue",
                condition=Q(done_by="") | ~Q(done_by=models.F("held_by")),
            )
        ]
        indexes = [
            models.Index(fields=["due_at"], name="check_open", condition=Q(done_at__isnull=True))
        ]

    def __str__(self) -> str:
        return f"{self.matter_id} {self.dialogue}"


class Finding(models.Model):
    """What the office wrote and the person says differ 说法不一致: evidence, owner, clock (H7)."""

    check_row = models.ForeignKey(Check, on_delete=models.PROTECT, related_name="findings")
    matter = models.ForeignKey("matters.Matter", on_delete=models.PROTECT, related_name="findings")
    code = models.CharField(max_length=12)
    words = models.CharField(max_length=80)
    wrote = models.TextField()
    wrote_entry = models.CharField(max_length=80)
    says = models.TextField()
    says_entry = models.CharField(max_length=80)
    post = models.CharField(max_length=60)
    unit = models.CharField(max_length=60)
    state = models.CharField(max_length=8, choices=list(FINDING_STATES.items()))
    opened_at = models.DateTimeField()
    due_at = models.DateTimeField()
    late_at = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["check_row", "code"], name="found_once"),
        ]
        indexes = [
            models.Index(fields=["due_at"], name="finding_due", condition=Q(state="opened")),
            models.Index(fields=["post", "state"], name="finding_post"),
        ]

    def __str__(self) -> str:
        return f"{self.matter_id} {self.code}"


class Reply(models.Model):
    """A reply to a finding 说明, or the word of the re-check 复核 upon it."""

    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="replies")
    at = models.DateTimeField()
    by = models.CharField(max_length=80)
    text = models.TextField()
    settled = models.BooleanField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.finding_id} {self.at:%F}"


class Sample(models.Model):
    """A random sample 抽样 with its seed; drawn again it is the same (B5)."""

    seed = models.CharField(max_length=64)
    first = models.DateField()
    last = models.DateField()
    n = models.PositiveSmallIntegerField()
    size = models.PositiveIntegerField()
    population = models.CharField(max_length=64)
    numbers = models.TextField()
    drawn_at = models.DateTimeField()
    drawn_by = models.CharField(max_length=80)

    def __str__(self) -> str:
        return f"{self.seed} {self.n}"
