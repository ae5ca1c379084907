"""Deadlines as instants that can be recomputed, and pauses as intervals (house 8.4)."""

from django.db import models
from django.db.models import Q

RUNNING = Q(met_at__isnull=True, ended_at__isnull=True)


class Deadline(models.Model):
    """One clock of a matter: legal 法定, promised 承诺 or step 环节."""

    matter = models.ForeignKey("matters.Matter", on_delete=models.PROTECT, related_name="deadlines")
    name = models.CharField(max_length=24)
    kind = models.CharField(max_length=12)
    rule = models.CharField(max_length=40)
    rule_version = models.PositiveIntegerField(default=1)
    n = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=4)
    extended = models.PositiveSmallIntegerField(default=0)
    started_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True, blank=True)
    remind_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    passed_at = models.DateTimeField(null=True, blank=True)
    met_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    calendar_version = models.PositiveIntegerField(default=0)
    is_provisional = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["matter", "name"], name="one_running_clock_of_a_name", condition=RUNNING
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_at"],
                name="deadline_due",
                condition=RUNNING & Q(passed_at__isnull=True, due_at__isnull=False),
            ),
            models.Index(
                fields=["remind_at"],
                name="deadline_remind",
                condition=RUNNING & Q(reminded_at__isnull=True, remind_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.matter_id} {self.name}"


class Pause(models.Model):
    """The clocks of a matter stood still, on a ground in law with a paper.

    One that was undone 撤销 stays as a row and counts for no clock.
    """

    matter = models.ForeignKey("matters.Matter", on_delete=models.PROTECT, related_name="pauses")
    from_at = models.DateTimeField()
    to_at = models.DateTimeField(null=True, blank=True)
    code = models.CharField(max_length=40, default="", blank=True)
    code_version = models.PositiveIntegerField(default=0)
    ground = models.CharField(max_length=40)
    article = models.CharField(max_length=200, default="", blank=True)
    paper = models.CharField(max_length=120)
    by = models.CharField(max_length=80)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["matter"], name="one_open_pause", condition=Q(to_at__isnull=True)
            ),
            models.CheckConstraint(
                name="pause_ends_after_it_begins",
                condition=Q(to_at__isnull=True) | Q(to_at__gte=models.F("from_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.matter_id} {self.ground}"


class Extension(models.Model):
    """More time, asked by the handler, decided by somebody else, once (K3)."""

    deadline = models.ForeignKey(Deadline, on_delete=models.PROTECT, related_name="extensions")
    n = models.PositiveSmallIntegerField()
    reason = models.TextField()
    asked_by = models.CharField(max_length=80)
    asked_at = models.DateTimeField()
    decided_by = models.CharField(max_length=80, default="", blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    granted = models.BooleanField(null=True, blank=True)
    decision = models.TextField(default="", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["deadline"], name="extended_once", condition=~Q(granted=False)
            ),
            models.CheckConstraint(
                name="nobody_approves_his_own_extension",
                condition=Q(decided_by="") | ~Q(decided_by=models.F("asked_by")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.deadline_id} +{self.n}"
