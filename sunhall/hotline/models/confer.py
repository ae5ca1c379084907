"""Meetings of departments 会商, what they bind, and instructions of leaders 批示 (H2, H3)."""

from django.db import models
from django.db.models import Q


class Conference(models.Model):
    """A meeting of departments 会商 called by the hotline: its decision binds (H2)."""

    matter = models.ForeignKey(
        "matters.Matter", on_delete=models.PROTECT, related_name="conferences"
    )
    called_at = models.DateTimeField()
    called_by = models.CharField(max_length=80)
    meets_at = models.DateTimeField()
    place = models.CharField(max_length=200)
    agenda = models.TextField()
    concluded_at = models.DateTimeField(null=True, blank=True)
    concluded_by = models.CharField(max_length=80, default="", blank=True)
    decision = models.TextField(default="", blank=True)
    off_at = models.DateTimeField(null=True, blank=True)
    off_reason = models.TextField(default="", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["matter"],
                name="one_open_conference",
                condition=Q(concluded_at__isnull=True, off_at__isnull=True),
            ),
            models.CheckConstraint(
                name="concluded_conference_has_a_decision",
                condition=Q(concluded_at__isnull=True) | ~Q(decision=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.matter_id} {self.meets_at:%F}"


class Conferee(models.Model):
    """A post in a meeting: the lead 主办 answers, a co-handler 协办 has a task of its own."""

    conference = models.ForeignKey(Conference, on_delete=models.PROTECT, related_name="conferees")
    post = models.CharField(max_length=60)
    is_lead = models.BooleanField(default=False)
    attended_by = models.CharField(max_length=80, default="", blank=True)
    opinion = models.TextField(default="", blank=True)
    task = models.TextField(default="", blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    late_at = models.DateTimeField(null=True, blank=True)
    reported_at = models.DateTimeField(null=True, blank=True)
    reported_by = models.CharField(max_length=80, default="", blank=True)
    report = models.TextField(default="", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conference", "post"], name="conferee_once"),
            models.UniqueConstraint(
                fields=["conference"], name="one_lead", condition=Q(is_lead=True)
            ),
        ]
        indexes = [models.Index(fields=["post", "conference"], name="conferee_post")]

    def __str__(self) -> str:
        return f"{self.conference_id} {self.post}"


class Instruction(models.Model):
    """What a leader instructed 批示, tracked until the same leader calls it done (H3)."""

    matter = models.ForeignKey(
        "matters.Matter", on_delete=models.PROTECT, related_name="instructions"
    )
    leader = models.CharField(max_length=80)
    to = models.CharField(max_length=60)
    words = models.TextField()
    due_on = models.DateField(null=True, blank=True)
    given_at = models.DateTimeField()
    remind_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    late_at = models.DateTimeField(null=True, blank=True)
    reported_at = models.DateTimeField(null=True, blank=True)
    reported_by = models.CharField(max_length=80, default="", blank=True)
    report = models.TextField(default="", blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    done_words = models.TextField(default="", blank=True)

    class Meta:
        indexes = [models.Index(fields=["leader", "-given_at"], name="instruction_of")]
        constraints = [
            models.CheckConstraint(
                name="done_instruction_was_reported",
                condition=Q(done_at__isnull=True) | Q(reported_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.matter_id} {self.leader}"
