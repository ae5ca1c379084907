"""The matter, who is accountable for it, and how it hangs together with others."""

from django.db import models
from django.db.models import Q

from sunhall.ground.sealed.fields import SealedTextField
from sunhall.matters.rules import ALL_OUTCOMES, ENDED, OPEN, PHASES

IS_OPEN = Q(phase__in=OPEN)
# The same in a form that SQLite can match to a query: it sees no values, only IS NULL.
NOT_CLOSED = Q(closed_at__isnull=True)


class Matter(models.Model):
    """One matter 事项. The constraints below are the promise of the whole house (K1–K3).

    `person` is the public id of a person, `place` a division code, `owner` a post code: plain
    text, so that rows can be spread by place one day without keys across machines.
    `owner` is accountable until the post in `offered_to` has signed (首问负责 K2). `due_at` is
    when the first of the running clocks runs out; empty while they are paused.
    """

    number = models.CharField(max_length=20, unique=True)
    kind = models.CharField(max_length=20)
    stage = models.CharField(max_length=24)
    phase = models.CharField(max_length=12, choices=list(PHASES.items()))
    subject = models.CharField(max_length=200)
    person = models.CharField(max_length=60, default="", blank=True)
    place = models.CharField(max_length=15)
    channel = models.CharField(max_length=20)
    class_code = models.CharField(max_length=120, default="", blank=True)
    owner = models.CharField(max_length=60, default="", blank=True)
    offered_to = models.CharField(max_length=60, default="", blank=True)
    opened_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    paused_at = models.DateTimeField(null=True, blank=True)
    late_at = models.DateTimeField(null=True, blank=True)
    last_answer = models.ForeignKey(
        "matters.Answer", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    outcome = models.CharField(
        max_length=12, default="", blank=True, choices=list(ALL_OUTCOMES.items())
    )
    satisfied = models.BooleanField(null=True, blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)
    returns = models.PositiveSmallIntegerField(default=0)
    is_sealed = models.BooleanField(default=False)
    is_public = models.BooleanField(default=False)
    is_urgent = models.BooleanField(default=False)
    is_replayed = models.BooleanField(default=False)
    query_code = SealedTextField()
    intake_key = models.CharField(max_length=80, null=True, blank=True, unique=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="open_matter_has_an_owner", condition=~IS_OPEN | ~Q(owner="")
            ),
            models.CheckConstraint(
                name="open_matter_has_a_clock",
                condition=~IS_OPEN | Q(due_at__isnull=False) | Q(paused_at__isnull=False),
            ),
            models.CheckConstraint(
                name="ended_matter_has_an_answer",
                condition=~Q(phase__in=ENDED)
                | Q(last_answer__isnull=False, closed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="open_matter_is_not_closed", condition=~IS_OPEN | NOT_CLOSED
            ),
            models.CheckConstraint(
                name="matter_phase_is_known", condition=Q(phase__in=list(PHASES))
            ),
        ]
        indexes = [
            models.Index(
                fields=["owner", "due_at", "number"], name="matter_inbox", condition=NOT_CLOSED
            ),
            models.Index(
                fields=["offered_to", "due_at", "number"],
                name="matter_offered",
                condition=NOT_CLOSED,
            ),
            models.Index(
                fields=["place", "due_at", "number"], name="matter_place_open", condition=NOT_CLOSED
            ),
            models.Index(fields=["due_at", "number"], name="matter_due_open", condition=NOT_CLOSED),
            models.Index(
                fields=["person", "-opened_at"], name="matter_person", condition=~Q(person="")
            ),
            models.Index(fields=["kind", "opened_at"], name="matter_kind_opened"),
            models.Index(fields=["place", "opened_at"], name="matter_place_opened"),
            models.Index(fields=["owner", "-opened_at"], name="matter_owner_all"),
        ]

    def __str__(self) -> str:
        return self.number


class Assignment(models.Model):
    """Which post was accountable from when to when. Exactly one is running while it is open."""

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="assignments")
    post = models.CharField(max_length=60)
    from_at = models.DateTimeField()
    to_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=200, default="", blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_by = models.CharField(max_length=80, default="", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["matter"], name="one_owner_at_a_time", condition=Q(to_at__isnull=True)
            )
        ]
        indexes = [models.Index(fields=["post", "matter"], name="assignment_post")]

    def __str__(self) -> str:
        return f"{self.matter_id} {self.post}"


class Return(models.Model):
    """A post said: not ours 退回, with a reason and a better suggestion."""

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="return_rows")
    post = models.CharField(max_length=60)
    reason_code = models.CharField(max_length=24)
    reason = models.TextField()
    suggested = models.CharField(max_length=60, default="", blank=True)
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.matter_id} {self.post}"


class Link(models.Model):
    """Two matters that belong together: merged 并单, repeated, related."""

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="links")
    other = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="linked_from")
    link = models.CharField(max_length=12)
    at = models.DateTimeField()
    by = models.CharField(max_length=80)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["matter", "other", "link"],
                name="link_once",
                condition=Q(ended_at__isnull=True),
            ),
            models.CheckConstraint(name="link_to_another", condition=~Q(matter=models.F("other"))),
        ]

    def __str__(self) -> str:
        return f"{self.matter_id} {self.link} {self.other_id}"
