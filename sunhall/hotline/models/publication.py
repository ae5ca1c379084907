"""Publications 公开: what a clerk has read and decided, and the words that everyone reads."""

from django.db import models
from django.db.models import F, Q

from sunhall.hotline.rules import DECISIONS, PUBLIC


class Publication(models.Model):
    """The last review 公开审核 of a request (信息公开条例 17). It stands only for what was read.

    `of_text` and `of_answer` are what the clerk had before him: another text, another answer, or a
    consent given anew (`of_answer` empty) leaves the request unread. `text` and `reply` are the
    words that are public, byte for byte; `keep` and `hide` the choices that led to them.
    """

    matter = models.OneToOneField(
        "matters.Matter", on_delete=models.PROTECT, primary_key=True, related_name="publication"
    )
    decision = models.CharField(max_length=12, choices=list(DECISIONS.items()))
    of_text = models.TextField(default="", blank=True)
    of_answer = models.ForeignKey(
        "matters.Answer", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    text = models.TextField(default="", blank=True)
    reply = models.TextField(default="", blank=True)
    keep = models.JSONField(default=list, blank=True)
    hide = models.JSONField(default=list, blank=True)
    reason = models.TextField(default="", blank=True)
    by = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="published_words_are_there",
                condition=~Q(decision=PUBLIC) | (~Q(text="") & ~Q(reply="")),
            ),
            models.CheckConstraint(
                name="kept_from_the_public_with_a_reason",
                condition=Q(decision=PUBLIC) | ~Q(reason=""),
            ),
        ]
        indexes = [models.Index(fields=["decision", "at"], name="publication_decided")]

    def __str__(self) -> str:
        return f"{self.matter_id} {self.decision}"


# Beside a request: the words that were read are still its words, the answer its last one.
STANDS = Q(
    matter__publication__of_text=F("public_text"),
    matter__publication__of_answer=F("matter__last_answer"),
)
