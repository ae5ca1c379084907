"""What a planned dialogue holds: room, people, hours; and what the person said to it (H6)."""

from django.db import models
from django.db.models import F, Q

from sunhall.hotline.models.dialogue import Dialogue, DialogueRoom, LegalVolunteer
from sunhall.hotline.rules.rooms import BOOKING_ENDS, REPLIES


class Booking(models.Model):
    """One appointment of a dialogue 预约; moving it ends this row and begins the next (H6)."""

    dialogue = models.ForeignKey(Dialogue, on_delete=models.PROTECT, related_name="bookings")
    room = models.ForeignKey(DialogueRoom, null=True, blank=True, on_delete=models.PROTECT)
    volunteer = models.ForeignKey(LegalVolunteer, null=True, blank=True, on_delete=models.PROTECT)
    host = models.CharField(max_length=80)
    starts_at = models.DateTimeField(db_index=True)
    ends_at = models.DateTimeField()
    made_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_how = models.CharField(
        max_length=10, default="", blank=True, choices=list(BOOKING_ENDS.items())
    )
    reason = models.CharField(max_length=200, default="", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dialogue"], name="one_booking_in_force", condition=Q(ended_at__isnull=True)
            ),
            models.CheckConstraint(
                name="booking_ends_after_it_starts", condition=Q(ends_at__gt=F("starts_at"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dialogue_id} {self.starts_at:%F %H:%M}"


class BookedQuarter(models.Model):
    """A quarter of an hour for which a room or a person is taken.

    The database itself lets nobody take it twice, on PostgreSQL and SQLite alike.
    """

    booking = models.ForeignKey(Booking, on_delete=models.CASCADE, related_name="quarters")
    what = models.CharField(max_length=90)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["what", "at"], name="quarter_taken_once")]

    def __str__(self) -> str:
        return f"{self.what} {self.at:%F %H:%M}"


class DialogueReply(models.Model):
    """What the person said to an appointment: comes, or asks for another time; all are kept."""

    booking = models.ForeignKey(Booking, on_delete=models.PROTECT, related_name="replies")
    at = models.DateTimeField()
    by = models.CharField(max_length=80)
    answer = models.CharField(max_length=8, choices=list(REPLIES.items()))
    wished = models.CharField(max_length=200, default="", blank=True)
    words = models.TextField(default="", blank=True)

    def __str__(self) -> str:
        return f"{self.booking_id} {self.answer}"
