"""How a request came when somebody else carried it: another system, a letter, an agent (H1)."""

from django.db import models

from sunhall.ground.sealed.fields import SealedTextField
from sunhall.hotline.rules.carried import CONSENTS, PROOFS


class HandedIn(models.Model):
    """What another system handed in 系统对接; its own number stands on the request."""

    request = models.OneToOneField(
        "hotline.Request", on_delete=models.PROTECT, primary_key=True, related_name="handed_in"
    )
    partner = models.CharField(max_length=80)
    stream = models.CharField(max_length=80, unique=True)
    consent = models.CharField(max_length=10, choices=list(CONSENTS.items()))
    consent_at = models.DateTimeField(null=True, blank=True)
    basis = models.CharField(max_length=200, default="", blank=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["partner", "at"], name="handed_in_by")]

    def __str__(self) -> str:
        return str(self.request_id)


class Brought(models.Model):
    """A letter 来信 or a visit 来访 as a seat took it in."""

    request = models.OneToOneField(
        "hotline.Request", on_delete=models.PROTECT, primary_key=True, related_name="brought"
    )
    written_on = models.DateField(null=True, blank=True)
    post_number = SealedTextField(default="", blank=True)
    pages = models.PositiveSmallIntegerField(default=0)
    by = models.CharField(max_length=80)

    def __str__(self) -> str:
        return str(self.request_id)


class OnBehalf(models.Model):
    """What a village agent 代办员 filed for somebody, with the proof that they were asked to."""

    request = models.OneToOneField(
        "hotline.Request", on_delete=models.PROTECT, primary_key=True, related_name="on_behalf"
    )
    agent = models.CharField(max_length=80)
    proof = models.CharField(max_length=10, choices=list(PROOFS.items()))
    shares_answer = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["agent", "-at"], name="on_behalf_of_agent")]

    def __str__(self) -> str:
        return str(self.request_id)
