"""Rows of the outbox: templates by version, and messages with what became of them."""

from typing import ClassVar

from django.db import models

from sunhall.ground.sealed.fields import SealedTextField


class Template(models.Model):
    """One version of the words of a message 消息模板, for one channel and language."""

    code = models.CharField(max_length=60)
    channel = models.CharField(max_length=10)
    language = models.CharField(max_length=10, default="zh-hans")
    version = models.PositiveIntegerField()
    subject = models.CharField(max_length=200, default="", blank=True)
    body = models.TextField()
    provider_code = models.CharField(max_length=80, default="", blank=True)
    source = models.CharField(max_length=200, default="", blank=True)
    made_by = models.CharField(max_length=80)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "code", "channel", "language", "version", name="outbox_template_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.channel} {self.language} v{self.version}"


class Message(models.Model):
    """One message 消息 to one recipient over one channel."""

    QUEUED, SENDING, SENT, DEAD = "queued", "sending", "sent", "dead"
    STATES: ClassVar = (QUEUED, SENDING, SENT, DEAD)

    code = models.CharField(max_length=24, unique=True)
    key = models.CharField(max_length=120)
    channel = models.CharField(max_length=10)
    recipient = SealedTextField()
    recipient_index = models.CharField(max_length=64)
    about = models.CharField(max_length=80)
    template = models.ForeignKey(Template, on_delete=models.PROTECT, related_name="messages")
    subject = SealedTextField()
    body = SealedTextField()
    facts = SealedTextField()
    state = models.CharField(max_length=8, default=QUEUED)
    due_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True, blank=True)
    # Sealed, for providers repeat number and words in what they complain about.
    error = SealedTextField(default="", blank=True)
    provider_id = models.CharField(max_length=120, default="", blank=True)
    # The recipient asked for this one a moment ago, such as a code: it goes out after 退订 too.
    is_asked = models.BooleanField(default=False)
    # What the other side reported of it 回执; empty is no bad news, many report nothing.
    delivered_at = models.DateTimeField(null=True, blank=True)
    report = models.CharField(max_length=40, default="", blank=True)
    posted_by = models.CharField(max_length=80)
    posted_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    dead_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("channel", "key", name="message_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=("queued", "sending", "sent", "dead")),
                name="message_state_known",
            ),
            models.CheckConstraint(
                condition=models.Q(state="sending") ^ models.Q(lease_until__isnull=True),
                name="message_leased_while_sending",
            ),
            models.CheckConstraint(
                condition=models.Q(state="sent") ^ models.Q(sent_at__isnull=True),
                name="message_sent_at",
            ),
            models.CheckConstraint(
                condition=models.Q(state="dead") ^ models.Q(dead_at__isnull=True),
                name="message_dead_at",
            ),
        ]
        # Conditions on NULL only: SQLite uses no partial index for a value that comes as a
        # parameter, and Django always sends values so.
        indexes = [
            models.Index(
                "due_at",
                name="message_due",
                condition=models.Q(sent_at__isnull=True, dead_at__isnull=True),
            ),
            models.Index("dead_at", name="message_dead", condition=models.Q(dead_at__isnull=False)),
            models.Index("recipient_index", models.F("posted_at").desc(), name="message_inbox"),
            models.Index("about", name="message_about"),
            # What a provider calls it, when a receipt knows no better name.
            models.Index(
                "provider_id", name="message_provider", condition=~models.Q(provider_id="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.code} {self.state}"


class OptOut(models.Model):
    """Somebody asked for no more messages over a channel 退订; only the index of whom is kept."""

    channel = models.CharField(max_length=10)
    recipient_index = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint("channel", "recipient_index", name="outbox_opt_out_once")
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.at:%F}"
