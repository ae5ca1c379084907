"""What is known of legal volunteers 法律志愿者: absences, ties, invitations, hours (H6)."""

from django.db import models
from django.db.models import F, Q

from sunhall.ground.sealed.fields import SealedTextField
from sunhall.hotline.models.booking import Booking
from sunhall.hotline.models.dialogue import Dialogue, LegalVolunteer
from sunhall.hotline.rules.volunteers import ANSWERS, DECLINES, INVITATION_ENDS, TIES


class VolunteerAbsence(models.Model):
    """A time in which a volunteer cannot be called 请假."""

    volunteer = models.ForeignKey(LegalVolunteer, on_delete=models.PROTECT, related_name="absences")
    from_at = models.DateTimeField()
    to_at = models.DateTimeField()
    reason = SealedTextField(default="", blank=True)
    said_by = models.CharField(max_length=80)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="absence_ends_after_it_starts", condition=Q(to_at__gt=F("from_at"))
            )
        ]

    def __str__(self) -> str:
        return f"{self.volunteer_id} {self.from_at:%F}"


class VolunteerTie(models.Model):
    """A tie 利害关系 to an organisation or to a person, for which a volunteer stays away."""

    volunteer = models.ForeignKey(LegalVolunteer, on_delete=models.PROTECT, related_name="ties")
    kind = models.CharField(max_length=12, choices=list(TIES.items()))
    organisation = models.CharField(max_length=60, default="", blank=True)
    person = models.CharField(max_length=40, default="", blank=True)
    words = SealedTextField(default="", blank=True)
    declared_at = models.DateTimeField()
    declared_by = models.CharField(max_length=80)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="tie_to_organisation_or_person",
                condition=(~Q(organisation="") & Q(person=""))
                | (Q(organisation="") & ~Q(person="")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.volunteer_id} {self.kind}"


class Invitation(models.Model):
    """One call of a volunteer to one appointment 邀请, and what they said to it."""

    booking = models.ForeignKey(Booking, on_delete=models.PROTECT, related_name="invitations")
    volunteer = models.ForeignKey(
        LegalVolunteer, on_delete=models.PROTECT, related_name="invitations"
    )
    made_at = models.DateTimeField(db_index=True)
    made_by = models.CharField(max_length=80)
    answer = models.CharField(max_length=8, default="", blank=True, choices=list(ANSWERS.items()))
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.CharField(max_length=80, default="", blank=True)
    ground = models.CharField(max_length=12, default="", blank=True, choices=list(DECLINES.items()))
    words = SealedTextField(default="", blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_how = models.CharField(
        max_length=8, default="", blank=True, choices=list(INVITATION_ENDS.items())
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["booking"],
                name="one_invitation_in_force",
                condition=Q(ended_at__isnull=True) & ~Q(answer="decline"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.booking_id} {self.volunteer_id} {self.answer}"


class VolunteerService(models.Model):
    """Minutes a volunteer gave to one dialogue 志愿服务时长: who arranged it records it."""

    dialogue = models.OneToOneField(Dialogue, on_delete=models.PROTECT, related_name="service")
    volunteer = models.ForeignKey(LegalVolunteer, on_delete=models.PROTECT, related_name="services")
    minutes = models.PositiveSmallIntegerField()
    served_at = models.DateTimeField(db_index=True)
    recorded_by = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.CheckConstraint(name="service_has_minutes", condition=Q(minutes__gt=0))
        ]

    def __str__(self) -> str:
        return f"{self.volunteer_id} {self.minutes}"
