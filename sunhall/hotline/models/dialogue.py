"""Dialogues 约谈, where and with whom they are held, and revisits 回访."""

from django.db import models
from django.db.models import Q

from sunhall.ground.sealed.fields import SealedTextField
from sunhall.hotline.rules import DIALOGUE_RESULTS, DIALOGUE_WAYS, REVISIT_WAYS


class DialogueRoom(models.Model):
    """A dialogue room 约谈室 of a town or department (50 and more in the county; H6)."""

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=80)
    organisation = models.CharField(max_length=60)
    address = models.CharField(max_length=200, default="", blank=True)
    capacity = models.PositiveSmallIntegerField(default=6)
    is_step_free = models.BooleanField(default=False)
    is_open_late = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)

    def __str__(self) -> str:
        return self.name


class LegalVolunteer(models.Model):
    """A legal volunteer 法律志愿者 (a pool of 15; H6).

    `hours` names for each day of the week (0 is Monday) the spans in which they can be called;
    `link_key` goes into the address of their own page, so that a new one ends the old address.
    """

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=40)
    phone = SealedTextField(default="", blank=True)
    field = models.CharField(max_length=80, default="", blank=True)
    fields = models.JSONField(default=list, blank=True)
    hours = models.JSONField(default=dict, blank=True)
    link_key = models.CharField(max_length=24, default="", blank=True)
    is_active = models.BooleanField(default=True)

    def __str__(self) -> str:
        return self.name


class Dialogue(models.Model):
    """One compulsory dialogue, owed since the person said: not satisfied (H6; 000#1)."""

    matter = models.ForeignKey("matters.Matter", on_delete=models.PROTECT, related_name="dialogues")
    opened_at = models.DateTimeField()
    said_to = models.CharField(max_length=12)
    words = models.TextField(default="", blank=True)
    planned_at = models.DateTimeField(null=True, blank=True)
    way = models.CharField(
        max_length=8, default="", blank=True, choices=list(DIALOGUE_WAYS.items())
    )
    room = models.ForeignKey(DialogueRoom, null=True, blank=True, on_delete=models.PROTECT)
    place = models.CharField(max_length=200, default="", blank=True)
    place_code = models.CharField(max_length=20, default="", blank=True)
    companions = models.JSONField(default=list, blank=True)
    transport = models.CharField(max_length=200, default="", blank=True)
    wants_lawyer = models.BooleanField(default=False)
    volunteer = models.ForeignKey(LegalVolunteer, null=True, blank=True, on_delete=models.PROTECT)
    held_at = models.DateTimeField(null=True, blank=True)
    host = models.CharField(max_length=80, default="", blank=True)
    post = models.CharField(max_length=60, default="", blank=True)
    agenda = models.TextField(default="", blank=True)
    attendees = models.CharField(max_length=200, default="", blank=True)
    minutes = models.TextField(default="", blank=True)
    explained = models.TextField(default="", blank=True)
    result = models.CharField(
        max_length=12, default="", blank=True, choices=list(DIALOGUE_RESULTS.items())
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["matter"], name="one_open_dialogue", condition=Q(held_at__isnull=True)
            ),
            models.CheckConstraint(
                name="held_dialogue_has_minutes",
                condition=Q(held_at__isnull=True) | (~Q(minutes="") & ~Q(result="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.matter_id} {self.result}"


class Revisit(models.Model):
    """Someone other than the handler asked the person how it went (H8)."""

    matter = models.ForeignKey("matters.Matter", on_delete=models.PROTECT, related_name="revisits")
    at = models.DateTimeField()
    by = models.CharField(max_length=80)
    way = models.CharField(max_length=8, choices=list(REVISIT_WAYS.items()))
    reached = models.BooleanField()
    solved = models.BooleanField(null=True, blank=True)
    satisfied = models.BooleanField(null=True, blank=True)
    understands = models.BooleanField(null=True, blank=True)
    words = models.TextField(default="", blank=True)

    def __str__(self) -> str:
        return f"{self.matter_id} {self.at:%F}"
