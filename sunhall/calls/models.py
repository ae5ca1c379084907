"""Rows of the phone desk: seats, calls with their legs and recordings, call-backs, shifts."""

from django.db import models
from django.db.models import Q

from sunhall.calls.rules import (
    ALL_AWAY,
    BACK_OUTCOMES,
    CALL_STATES,
    OFFLINE,
    OUTCOMES,
    PURPOSES,
    SEAT_STATES,
    WAITING,
)
from sunhall.ground.sealed.fields import SealedTextField


class Seat(models.Model):
    """A seat 坐席: a desk with a telephone; who sits there is one person at a time."""

    code = models.CharField(max_length=20, unique=True)
    line = models.CharField(max_length=80)
    state = models.CharField(max_length=10, choices=list(SEAT_STATES.items()), default=OFFLINE)
    reason = models.CharField(max_length=12, choices=list(ALL_AWAY.items()), default="", blank=True)
    staff = models.CharField(max_length=40, default="", blank=True)
    since = models.DateTimeField()
    last = models.ForeignKey(
        "calls.Call", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["staff"], name="seat_of_one_person", condition=~Q(staff="")
            ),
            models.CheckConstraint(
                condition=Q(state="offline", staff="") | (~Q(state="offline") & ~Q(staff="")),
                name="seat_offline_is_empty",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.state}"


class Call(models.Model):
    """One call 来电, or one that we made 呼出. `staff` is who took it and answers for it."""

    code = models.CharField(max_length=20, unique=True)
    exchange = models.CharField(max_length=12)
    line = models.CharField(max_length=120)
    is_inbound = models.BooleanField(default=True)
    number = SealedTextField(default="", blank=True)
    number_index = models.CharField(max_length=64, default="", blank=True)
    called = models.CharField(max_length=40, default="", blank=True)
    state = models.CharField(max_length=10, choices=list(CALL_STATES.items()), default=WAITING)
    on_hold = models.BooleanField(default=False)
    seat = models.ForeignKey(
        Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="calls"
    )
    staff = models.CharField(max_length=40, default="", blank=True)
    menu = models.JSONField(default=dict, blank=True)
    arrived_at = models.DateTimeField()
    asked_at = models.DateTimeField(null=True, blank=True)
    offered_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(
        max_length=10, choices=list(OUTCOMES.items()), default="", blank=True
    )
    wants_back = models.BooleanField(default=False)
    settled_at = models.DateTimeField(null=True, blank=True)
    back_of = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="back_calls"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["exchange", "line"], name="call_line_once"),
            models.UniqueConstraint(
                fields=["seat"], name="seat_one_call", condition=Q(ended_at__isnull=True)
            ),
            models.CheckConstraint(
                condition=Q(state="ended") ^ Q(ended_at__isnull=True), name="call_ended_at"
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | ~Q(staff=""), name="call_answered_by"
            ),
        ]
        indexes = [
            models.Index(fields=["-arrived_at", "-code"], name="call_arrived"),
            models.Index(fields=["number_index", "-arrived_at"], name="call_number"),
            models.Index(fields=["asked_at"], name="call_open", condition=Q(ended_at__isnull=True)),
            models.Index(
                fields=["ended_at"],
                name="call_unsettled",
                condition=Q(ended_at__isnull=False, settled_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.state}"


class Leg(models.Model):
    """One branch of a call 通话分支: the seat's, and that of a third party."""

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="legs")
    code = models.CharField(max_length=12)
    purpose = models.CharField(max_length=10, choices=list(PURPOSES.items()))
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, blank=True)
    who = models.CharField(max_length=80)
    number = SealedTextField(default="", blank=True)
    invited_at = models.DateTimeField()
    joined_at = models.DateTimeField(null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)
    cause = models.CharField(max_length=120, default="", blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["call", "code"], name="leg_once")]

    def __str__(self) -> str:
        return f"{self.call_id} {self.code} {self.purpose}"


class Recording(models.Model):
    """A recording 录音 that lies at the exchange; it is fetched when somebody may hear it."""

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="recordings")
    name = models.CharField(max_length=120)
    seconds = models.PositiveIntegerField(default=0)
    ready_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["call", "name"], name="recording_once")]

    def __str__(self) -> str:
        return self.name


class CallBack(models.Model):
    """One try to call back 回拨 whoever was missed: who, when, and what came of it."""

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="backs")
    staff = models.CharField(max_length=40)
    at = models.DateTimeField()
    outcome = models.CharField(
        max_length=10, choices=list(BACK_OUTCOMES.items()), default="", blank=True
    )
    words = SealedTextField(default="", blank=True)

    def __str__(self) -> str:
        return f"{self.call_id} {self.outcome}"


class Shift(models.Model):
    """One version of a shift 班次, in force from a day on."""

    kind = models.CharField(max_length=10)
    name = models.CharField(max_length=40)
    begins = models.PositiveSmallIntegerField()
    ends = models.PositiveSmallIntegerField()
    least = models.PositiveSmallIntegerField()
    from_on = models.DateField()
    source = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "from_on"], name="shift_once_a_day"),
            models.CheckConstraint(
                condition=Q(begins__lt=models.F("ends")) & Q(ends__lte=1440),
                name="shift_within_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.from_on}"
