"""Rows of phone days and programmes: series, timetables, sittings, guests, questions."""

from datetime import datetime

from django.db import models
from django.db.models import F, Q

from sunhall.days.rules import (
    CAME,
    CONSENT_WAYS,
    GUEST_STATES,
    HOLIDAY_MOVES,
    KINDS,
    QUESTION_STATES,
    Timetable,
)
from sunhall.ground.kit.now import LOCAL
from sunhall.ground.sealed.fields import SealedTextField


class Series(models.Model):
    """A series of sittings: the leaders' phone days 领导接听日, a programme 栏目."""

    code = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=8, choices=list(KINDS.items()))
    name = models.CharField(max_length=80)
    channel = models.CharField(max_length=80, default="", blank=True)
    host = models.CharField(max_length=60, default="", blank=True)
    phone = models.CharField(max_length=30, default="", blank=True)
    how = models.CharField(max_length=300, default="", blank=True)
    is_active = models.BooleanField(default=True)

    def __str__(self) -> str:
        return self.name


class SeriesTimetable(models.Model):
    """One version of the rule that names a series' days, with its source."""

    series = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="timetables")
    version = models.PositiveSmallIntegerField()
    weeks = models.JSONField()
    weekday = models.PositiveSmallIntegerField()
    starts = models.TimeField()
    ends = models.TimeField()
    on_holiday = models.CharField(max_length=8, choices=list(HOLIDAY_MOVES.items()))
    source = models.CharField(max_length=200)
    from_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["series", "version"], name="timetable_version_once"),
            models.CheckConstraint(name="timetable_has_source", condition=~Q(source="")),
        ]

    def __str__(self) -> str:
        return f"{self.series_id} v{self.version}"

    @property
    def rule(self) -> Timetable:
        """The rule as the rules read it."""
        return Timetable(
            weeks=tuple(self.weeks),
            weekday=self.weekday,
            starts=self.starts,
            ends=self.ends,
            on_holiday=self.on_holiday,
            source=self.source,
            from_on=self.from_on,
            version=self.version,
        )


class Sitting(models.Model):
    """One sitting 场次: a phone day or a broadcast. `by_rule` is the day its rule names."""

    series = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="sittings")
    by_rule = models.DateField(null=True, blank=True)
    day = models.DateField()
    moved_why = models.CharField(max_length=120, default="", blank=True)
    starts = models.TimeField()
    ends = models.TimeField()
    topic = models.CharField(max_length=120, default="", blank=True)
    run_sheet = models.TextField(default="", blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    called_off_at = models.DateTimeField(null=True, blank=True)
    called_off_why = models.CharField(max_length=200, default="", blank=True)
    recording = models.URLField(max_length=300, default="", blank=True)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["series", "by_rule"], name="one_sitting_a_day_by_rule"),
            models.CheckConstraint(name="sitting_has_hours", condition=Q(ends__gt=F("starts"))),
            models.CheckConstraint(
                name="ended_sitting_was_opened",
                condition=Q(ended_at__isnull=True) | Q(opened_at__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["day"], name="sitting_day")]

    def __str__(self) -> str:
        return f"{self.series_id} {self.day}"

    @property
    def begins_at(self) -> datetime:
        """The instant it begins."""
        return datetime.combine(self.day, self.starts, LOCAL)

    @property
    def ends_at(self) -> datetime:
        """The instant it ends by plan."""
        return datetime.combine(self.day, self.ends, LOCAL)


class Guest(models.Model):
    """Who answers at a sitting: a leader's post, a department. A replaced one stays as a row."""

    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="guests")
    organisation = models.CharField(max_length=60)
    post = models.CharField(max_length=60)
    staff = models.CharField(max_length=40, default="", blank=True)
    duty = models.ForeignKey(
        "directory.Duty", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    state = models.CharField(max_length=10, choices=list(GUEST_STATES.items()), default="invited")
    stands_for = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="substitute"
    )
    reason = models.CharField(max_length=200, default="", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["sitting", "post"], name="guest_once", condition=~Q(state="replaced")
            ),
            models.CheckConstraint(
                name="substitute_has_a_reason",
                condition=Q(stands_for__isnull=True) | ~Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sitting_id} {self.post}"


class Question(models.Model):
    """What somebody asked, before or live. It is a request only with the person's consent.

    Name and phone stay until it is filed, else until their days are over; then they stand on the
    person of the request, or nowhere.
    """

    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="questions")
    came = models.CharField(max_length=8, choices=list(CAME.items()))
    at = models.DateTimeField()
    noted_by = models.CharField(max_length=80)
    text = models.TextField()
    place = models.CharField(max_length=15, default="", blank=True)
    name = SealedTextField(default="", blank=True)
    phone = SealedTextField(default="", blank=True)
    consent = models.BooleanField(default=False)
    consent_how = models.CharField(
        max_length=8, default="", blank=True, choices=list(CONSENT_WAYS.items())
    )
    agrees_to_publish = models.BooleanField(default=False)
    state = models.CharField(max_length=8, choices=list(QUESTION_STATES.items()), default="waiting")
    matter = models.OneToOneField(
        "matters.Matter", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answer = models.TextField(default="", blank=True)
    instruction = models.TextField(default="", blank=True)
    left_why = models.CharField(max_length=200, default="", blank=True)
    once = models.CharField(max_length=64, default="", blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="request_only_with_consent",
                condition=Q(matter__isnull=True) | (Q(consent=True) & ~Q(consent_how="")),
            ),
            models.CheckConstraint(
                name="filed_question_has_its_matter",
                condition=~Q(state="request") | Q(matter__isnull=False),
            ),
            models.UniqueConstraint(fields=["once"], name="question_once", condition=~Q(once="")),
        ]
        indexes = [models.Index(fields=["sitting", "at"], name="question_of_sitting")]

    def __str__(self) -> str:
        return f"{self.sitting_id} {self.pk}"
