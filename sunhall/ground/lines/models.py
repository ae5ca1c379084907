"""Rows about exchanges: what they were asked, what they have told, and who listens to them."""

from django.db import models

from sunhall.ground.sealed.fields import SealedTextField


class Order(models.Model):
    """One order to an exchange 指令; its details hold telephone numbers and are sealed."""

    exchange = models.CharField(max_length=12)
    verb = models.CharField(max_length=12)
    line = models.CharField(max_length=120)
    details = SealedTextField()
    made_at = models.DateTimeField(db_index=True)
    taken_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)
    error = SealedTextField(default="", blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["made_at"],
                name="order_open",
                condition=models.Q(taken_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.exchange} {self.verb} {self.line}"


class Heard(models.Model):
    """The id of a callback that was heeded: the same one is heeded once."""

    exchange = models.CharField(max_length=12)
    code = models.CharField(max_length=80)
    at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["exchange", "code"], name="heard_once")]

    def __str__(self) -> str:
        return f"{self.exchange} {self.code}"


class Link(models.Model):
    """How the connection to an exchange stands; one process at a time listens, under a lease."""

    exchange = models.CharField(max_length=12, unique=True)
    holder = models.CharField(max_length=40, default="", blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    connected_at = models.DateTimeField(null=True, blank=True)
    heard_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=300, default="", blank=True)

    def __str__(self) -> str:
        return self.exchange
