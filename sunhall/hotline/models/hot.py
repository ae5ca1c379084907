"""Hot issues 热点问题: what many requests are about, who answers, what each night saw (H9, H13)."""

from django.db import models
from django.db.models import Q

from sunhall.hotline.rules.hot import STATES


class HotIssue(models.Model):
    """Requests about one matter in one place, the same from night to night.

    `place` and `words` explain it. `owner` is the post that must answer it by `due_at`;
    `again` is the ended issue it came back from.
    """

    code = models.CharField(max_length=20, unique=True)
    state = models.CharField(max_length=8, choices=list(STATES.items()), default="found")
    place = models.CharField(max_length=80, default="", blank=True)
    words = models.JSONField(default=list)
    weights = models.CharField(max_length=20)
    found_on = models.DateField()
    alarm_on = models.DateField(null=True, blank=True)
    again = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="came_back"
    )
    owner = models.CharField(max_length=60, default="", blank=True)
    given_at = models.DateTimeField(null=True, blank=True)
    given_by = models.CharField(max_length=80, default="", blank=True)
    order = models.TextField(default="", blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    late_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(default="", blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.CharField(max_length=80, default="", blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.CharField(max_length=80, default="", blank=True)
    ended_words = models.TextField(default="", blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="owned_issue_has_owner_and_limit",
                condition=~Q(state="owned") | (~Q(owner="") & Q(due_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="ended_issue_says_why",
                condition=~Q(state="ended") | (Q(ended_at__isnull=False) & ~Q(ended_words="")),
            ),
        ]
        indexes = [
            models.Index(fields=["due_at"], name="hot_due", condition=Q(state="owned")),
            models.Index(fields=["owner", "state"], name="hot_owner"),
        ]

    def __str__(self) -> str:
        return self.code


class HotMember(models.Model):
    """A request in an issue; what a person took out 移出 is never put in again."""

    issue = models.ForeignKey(HotIssue, on_delete=models.PROTECT, related_name="members")
    matter = models.ForeignKey(
        "matters.Matter", on_delete=models.PROTECT, related_name="hot_members"
    )
    joined_on = models.DateField()
    left_on = models.DateField(null=True, blank=True)
    left_by = models.CharField(max_length=80, default="", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["matter"], name="one_hot_issue", condition=Q(left_on__isnull=True)
            ),
            models.UniqueConstraint(fields=["issue", "matter"], name="hot_member_once"),
        ]

    def __str__(self) -> str:
        return f"{self.issue_id} {self.matter_id}"


class HotDay(models.Model):
    """What a night saw of an issue: how many by then, how hot, and this week against the past."""

    issue = models.ForeignKey(HotIssue, on_delete=models.PROTECT, related_name="days")
    day = models.DateField()
    count = models.PositiveIntegerField()
    persons = models.PositiveIntegerField()
    heat = models.FloatField()
    window = models.PositiveIntegerField()
    expected = models.FloatField()
    alarm = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["issue", "day"], name="hot_day_once")]
        indexes = [models.Index(fields=["day"], name="hot_day")]

    def __str__(self) -> str:
        return f"{self.issue_id} {self.day}"
