"""Rows of the calendar, office hours, limits and lights: every change is a new version (K3).

A row holds from one calendar version until another; nothing is overwritten, so what a limit
was computed from on any day of the past can still be read.
"""

import uuid

from django.db import models
from django.db.models import F, Q

from sunhall.clocks.rules.calendar import OFFICIAL, PROVISIONAL
from sunhall.clocks.rules.limits import Unit
from sunhall.clocks.rules.table import DATE

STATUSES = [(OFFICIAL, "正式"), (PROVISIONAL, "暂定")]
UNITS = [(unit.value, unit.value) for unit in Unit] + [(DATE, DATE)]
KINDS = [("legal", "法定"), ("promised", "承诺"), ("step", "环节")]
DIRECTIONS = [("after", "之后"), ("before", "之前")]
PROPOSED, APPROVED, REJECTED = "proposed", "approved", "rejected"
STATES = [(PROPOSED, "待审批"), (APPROVED, "已批准"), (REJECTED, "已退回")]


class CalendarVersion(models.Model):
    """One change of anything this domain holds: who made it and why.

    `token` names the contents for caches: a number may come back after a restore, a token not.
    """

    number = models.PositiveIntegerField(unique=True)
    token = models.UUIDField(default=uuid.uuid4, unique=True)
    made_at = models.DateTimeField(db_index=True)
    made_by = models.CharField(max_length=64)
    why = models.CharField(max_length=200)

    def __str__(self) -> str:
        return f"{self.number} {self.why}"


class CalendarYear(models.Model):
    """A year the calendar can answer for, by an official notice or provisionally."""

    year = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=12, choices=STATUSES)
    notice = models.CharField(max_length=80)
    source = models.CharField(max_length=200)
    published_on = models.DateField(null=True, blank=True)
    from_version = models.PositiveIntegerField()
    until_version = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["year"], condition=Q(until_version=None), name="one_current_year"
            ),
            models.CheckConstraint(
                condition=Q(status__in=[OFFICIAL, PROVISIONAL]), name="year_status_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.status}"


class CalendarDay(models.Model):
    """A day that differs from the plain week, everywhere or in one place and below it."""

    on = models.DateField()
    place = models.CharField(max_length=15, default="", blank=True)
    is_workday = models.BooleanField()
    name = models.CharField(max_length=80)
    source = models.CharField(max_length=200)
    is_local = models.BooleanField(default=False)
    notice_year = models.PositiveSmallIntegerField(null=True, blank=True)
    from_version = models.PositiveIntegerField()
    until_version = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["from_version", "until_version"], name="day_versions")]
        constraints = [
            models.UniqueConstraint(
                fields=["on", "place", "is_local"],
                condition=Q(until_version=None),
                name="one_current_day",
            ),
            models.CheckConstraint(
                condition=Q(until_version=None) | Q(until_version__gt=F("from_version")),
                name="day_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(is_local=True) | Q(place=""), name="national_day_is_everywhere"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.name}"


class Proposal(models.Model):
    """What one person entered and another decides on 四眼原则."""

    state = models.CharField(max_length=12, choices=STATES, default=PROPOSED)
    proposed_by = models.CharField(max_length=64)
    proposed_at = models.DateTimeField()
    decided_by = models.CharField(max_length=64, default="", blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=200, default="", blank=True)

    class Meta:
        abstract = True


class NoticeProposal(Proposal):
    """A holiday notice as entered, waiting for a second person 待审批."""

    year = models.PositiveSmallIntegerField()
    number = models.CharField(max_length=80)
    issued_on = models.DateField(null=True, blank=True)
    text = models.TextField(default="", blank=True)
    breaks = models.JSONField()
    whole_year = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=APPROVED) | ~Q(decided_by=F("proposed_by")),
                name="notice_approved_by_another",
            ),
            models.UniqueConstraint(
                fields=["year"], condition=Q(state=PROPOSED), name="one_open_notice_a_year"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.number} {self.state}"


class DayProposal(Proposal):
    """A local day 本地调整, or its withdrawal, as entered, waiting for a second person 待审批."""

    on = models.DateField()
    place = models.CharField(max_length=15, default="", blank=True)
    is_workday = models.BooleanField(null=True, blank=True)  # None takes the local day back
    name = models.CharField(max_length=80)
    source = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=APPROVED) | ~Q(decided_by=F("proposed_by")),
                name="day_approved_by_another",
            ),
            models.UniqueConstraint(
                fields=["on", "place"], condition=Q(state=PROPOSED), name="one_open_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.name} {self.state}"


class OfficeHours(models.Model):
    """When an office, or every office of a place, is open, from one day to another."""

    place = models.CharField(max_length=15, default="", blank=True)
    organisation = models.CharField(max_length=64, default="", blank=True)
    week = models.JSONField()
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200)
    from_version = models.PositiveIntegerField()
    until_version = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["place", "organisation", "from_on"],
                condition=Q(until_version=None, to_on=None),
                name="one_current_timetable",
            ),
            models.UniqueConstraint(
                fields=["place", "organisation", "from_on"],
                condition=Q(until_version=None, to_on__isnull=False),
                name="one_current_season",
            ),
            models.CheckConstraint(
                condition=Q(to_on=None) | Q(to_on__gte=F("from_on")), name="hours_end_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation or self.place or '*'} {self.from_on}"


class LimitRule(models.Model):
    """One version of one line of the deadline rule table, with its basis and source."""

    code = models.CharField(max_length=40)
    version = models.PositiveIntegerField()
    name = models.CharField(max_length=80)
    trigger = models.CharField(max_length=120)
    n = models.PositiveIntegerField()
    unit = models.CharField(max_length=4, choices=UNITS)
    kind = models.CharField(max_length=8, choices=KINDS, default="legal")
    extension = models.PositiveIntegerField(default=0)
    extension_by = models.CharField(max_length=120, default="", blank=True)
    stops = models.CharField(max_length=200, default="", blank=True)
    on_expiry = models.CharField(max_length=120, default="", blank=True)
    direction = models.CharField(max_length=6, choices=DIRECTIONS, default="after")
    strict = models.BooleanField(default=False)
    on_day = models.CharField(max_length=5, default="", blank=True)
    basis = models.CharField(max_length=200)
    source = models.CharField(max_length=300)
    note = models.CharField(max_length=300, default="", blank=True)
    preset = models.CharField(max_length=40, default="", blank=True)
    from_on = models.DateField(null=True, blank=True)
    to_on = models.DateField(null=True, blank=True)
    made_by = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    why = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "version"], name="one_version_of_a_limit"),
            models.CheckConstraint(
                condition=Q(to_on=None) | Q(from_on=None) | Q(to_on__gte=F("from_on")),
                name="limit_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} v{self.version}"


class LimitProposal(Proposal):
    """A limit of our own 自设时限 as entered, waiting for a second person 待审批."""

    code = models.CharField(max_length=40)
    facts = models.JSONField()
    from_on = models.DateField()
    why = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=APPROVED) | ~Q(decided_by=F("proposed_by")),
                name="limit_approved_by_another",
            ),
            models.UniqueConstraint(
                fields=["code"], condition=Q(state=PROPOSED), name="one_open_limit_a_code"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.state}"


class PresetProposal(Proposal):
    """A preset of limits to be used here 选用预设时限, waiting for a second person 待审批."""

    preset = models.CharField(max_length=16)
    from_on = models.DateField()
    why = models.CharField(max_length=150)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=APPROVED) | ~Q(decided_by=F("proposed_by")),
                name="preset_approved_by_another",
            ),
            models.UniqueConstraint(
                fields=["state"], condition=Q(state=PROPOSED), name="one_open_preset"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.preset} {self.state}"


class LightRule(models.Model):
    """One version of when a limit counts as near 临期标准."""

    version = models.PositiveIntegerField(unique=True)
    share = models.PositiveSmallIntegerField()
    workdays = models.PositiveSmallIntegerField()
    from_on = models.DateField()
    source = models.CharField(max_length=200)
    made_by = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    why = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(share__lte=100), name="light_share_is_per_cent"),
        ]

    def __str__(self) -> str:
        return f"v{self.version} {self.share}% {self.workdays}"


class PauseGround(models.Model):
    """One version of a ground on which the clocks stand still 暂停事由, with its article."""

    code = models.CharField(max_length=40)
    version = models.PositiveIntegerField()
    words = models.CharField(max_length=40)
    article = models.CharField(max_length=200)
    source = models.CharField(max_length=300)
    stops = models.CharField(max_length=200)
    paper = models.CharField(max_length=120)
    note = models.CharField(max_length=300, default="", blank=True)
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)
    made_by = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    why = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "version"], name="one_version_of_a_ground"),
            models.CheckConstraint(
                condition=Q(to_on=None) | Q(to_on__gte=F("from_on")), name="ground_ends_after_start"
            ),
            models.CheckConstraint(condition=~Q(article=""), name="ground_names_its_article"),
        ]

    def __str__(self) -> str:
        return f"{self.code} v{self.version}"
