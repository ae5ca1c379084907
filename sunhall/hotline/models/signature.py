"""Signatures under the minutes of a dialogue 约谈记录签字 (H6)."""

from django.db import models
from django.db.models import Q

from sunhall.ground.sealed.fields import SealedTextField
from sunhall.hotline.models.dialogue import Dialogue
from sunhall.hotline.rules.signing import MEANS, SIGNERS


class Signature(models.Model):
    """One signature, or the refusal to sign 拒签 with who saw it; a changed text lets it fall."""

    dialogue = models.ForeignKey(Dialogue, on_delete=models.PROTECT, related_name="signatures")
    signer = models.CharField(max_length=10, choices=list(SIGNERS.items()))
    name = SealedTextField()
    seal = models.CharField(max_length=64)
    file = models.CharField(max_length=24, default="", blank=True)
    means = models.CharField(max_length=6, default="", blank=True, choices=list(MEANS.items()))
    is_refused = models.BooleanField(default=False)
    witness = SealedTextField(default="", blank=True)
    words = SealedTextField(default="", blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=80)
    fell_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dialogue", "signer"],
                name="one_standing_signature",
                condition=Q(fell_at__isnull=True) & ~Q(signer="other"),
            ),
            models.CheckConstraint(
                name="signed_or_refused",
                condition=Q(is_refused=True, file="") | (Q(is_refused=False) & ~Q(file="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dialogue_id} {self.signer}"
