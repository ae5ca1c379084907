"""Supervision letters 督办函, proposals for them, and listed supervision 挂号督办 (H7, V4)."""

from django.db import models
from django.db.models import Q

from sunhall.supervision.rules import LETTER_STATES, LEVEL_WORDS, OPEN_LETTER, TRIGGER_WORDS


class Counter(models.Model):
    """The last number of one office in one year: locked while a paper is issued, so no gaps."""

    key = models.CharField(max_length=100, unique=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.key} {self.last}"


class Proposal(models.Model):
    """Supervision that the schedule proposes 督办建议, once for a matter, situation and level."""

    matter = models.ForeignKey("matters.Matter", on_delete=models.PROTECT, related_name="proposals")
    trigger = models.CharField(max_length=12, choices=list(TRIGGER_WORDS.items()))
    level = models.CharField(max_length=8, choices=list(LEVEL_WORDS.items()))
    at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.CharField(max_length=80, default="", blank=True)
    reason = models.TextField(default="", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["matter", "trigger", "level"], name="proposed_once")
        ]
        indexes = [
            models.Index(fields=["at"], name="proposal_open", condition=Q(decided_at__isnull=True))
        ]

    def __str__(self) -> str:
        return f"{self.matter_id} {self.trigger} {self.level}"


class Letter(models.Model):
    """One supervision letter 督办函: number, level, to whom, by when, and what came of it."""

    number = models.CharField(max_length=80, unique=True)
    office = models.CharField(max_length=60)
    year = models.PositiveSmallIntegerField()
    n = models.PositiveIntegerField()
    matter = models.ForeignKey("matters.Matter", on_delete=models.PROTECT, related_name="letters")
    level = models.CharField(max_length=8, choices=list(LEVEL_WORDS.items()))
    trigger = models.CharField(max_length=12, choices=list(TRIGGER_WORDS.items()))
    post = models.CharField(max_length=60)
    reason = models.TextField()
    demands = models.TextField()
    wording = models.PositiveSmallIntegerField()
    rule = models.CharField(max_length=40)
    state = models.CharField(max_length=12, choices=list(LETTER_STATES.items()))
    sent_at = models.DateTimeField()
    sent_by = models.CharField(max_length=80)
    due_at = models.DateTimeField()
    remind_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    late_at = models.DateTimeField(null=True, blank=True)
    received_at = models.DateTimeField(null=True, blank=True)
    received_by = models.CharField(max_length=80, default="", blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.CharField(max_length=80, default="", blank=True)
    answer = models.TextField(default="", blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.TextField(default="", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "year", "n"], name="letter_number_once"),
            models.CheckConstraint(
                name="answered_letter_has_an_answer",
                condition=~Q(state="answered") | (~Q(answer="") & Q(answered_at__isnull=False)),
            ),
        ]
        indexes = [
            models.Index(fields=["due_at"], name="letter_due", condition=Q(state__in=OPEN_LETTER)),
            models.Index(fields=["post", "state"], name="letter_post"),
        ]

    def __str__(self) -> str:
        return self.number


class Listing(models.Model):
    """A matter under listed supervision 挂号督办; only who listed it removes it (V4)."""

    number = models.CharField(max_length=80, unique=True)
    office = models.CharField(max_length=60)
    matter = models.ForeignKey("matters.Matter", on_delete=models.PROTECT, related_name="listings")
    reason = models.TextField()
    listed_at = models.DateTimeField()
    listed_by = models.CharField(max_length=80)
    due_at = models.DateTimeField()
    late_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.CharField(max_length=80, default="", blank=True)
    removed_reason = models.TextField(default="", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["matter"], name="listed_once", condition=Q(removed_at__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return self.number


class Progress(models.Model):
    """One line of progress 督办进展 of a listed matter."""

    listing = models.ForeignKey(Listing, on_delete=models.PROTECT, related_name="progress")
    at = models.DateTimeField()
    by = models.CharField(max_length=80)
    text = models.TextField()

    def __str__(self) -> str:
        return f"{self.listing_id} {self.at:%F}"
