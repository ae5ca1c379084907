"""Rows about people. What identifies a person is sealed; look-up goes by blind index."""

from django.db import models

from sunhall.ground.sealed.fields import SealedTextField
from sunhall.people.rules import ASKED, KINDS

_HERE = models.Q(merged_into__isnull=True, erased_at__isnull=True)


class Person(models.Model):
    """A resident 群众 or an enterprise 企业, known once (K6)."""

    public_id = models.CharField(max_length=22, unique=True)
    kind = models.CharField(max_length=10, choices=list(KINDS.items()), default="natural")
    name = SealedTextField(default="", blank=True)
    name_index = models.CharField(max_length=64, default="", blank=True, db_index=True)
    phone = SealedTextField(default="", blank=True)
    phone_index = models.CharField(max_length=64, default="", blank=True, db_index=True)
    email = SealedTextField(default="", blank=True)
    email_index = models.CharField(max_length=64, default="", blank=True, db_index=True)
    id_number = SealedTextField(default="", blank=True)
    id_index = models.CharField(max_length=64, default="", blank=True)
    address = SealedTextField(default="", blank=True)
    credit_code = models.CharField(max_length=18, default="", blank=True)
    place = models.ForeignKey(
        "places.Place", on_delete=models.PROTECT, null=True, blank=True, related_name="people"
    )
    reference = models.CharField(max_length=80, default="", blank=True)
    is_verified = models.BooleanField(default=False)
    known_from = models.CharField(max_length=40, default="", blank=True)
    known_at = models.DateTimeField()
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="doubles"
    )
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["id_index"], name="person_id_once", condition=_HERE & ~models.Q(id_index="")
            ),
            models.UniqueConstraint(
                fields=["credit_code"],
                name="person_credit_once",
                condition=_HERE & ~models.Q(credit_code=""),
            ),
            models.UniqueConstraint(
                fields=["phone_index", "name_index"],
                name="person_phone_name_once",
                condition=_HERE & ~models.Q(phone_index=""),
            ),
            models.UniqueConstraint(
                fields=["email_index", "name_index"],
                name="person_email_name_once",
                condition=_HERE & ~models.Q(email_index="") & models.Q(phone_index=""),
            ),
            models.UniqueConstraint(
                fields=["reference"],
                name="person_reference_once",
                condition=~models.Q(reference=""),
            ),
            models.CheckConstraint(
                condition=models.Q(merged_into__isnull=True)
                | ~models.Q(merged_into=models.F("id")),
                name="person_not_into_itself",
            ),
        ]

    def __str__(self) -> str:
        return self.public_id


class DataRequest(models.Model):
    """What a person asks about their own data: correction 更正 or deletion 删除 (PIPL 46, 47)."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="data_requests")
    asked = models.CharField(max_length=10, choices=list(ASKED.items()))
    words = SealedTextField(default="", blank=True)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    is_granted = models.BooleanField(null=True, blank=True)
    answer = models.CharField(max_length=400, default="", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "asked"],
                name="data_request_once",
                condition=models.Q(answered_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.asked}"


class PhoneCode(models.Model):
    """A code sent to a phone, kept only as a hash."""

    phone = SealedTextField()
    phone_index = models.CharField(max_length=64, db_index=True)
    code_hash = models.CharField(max_length=64)
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.sent_at:%F %T}"


class Binding(models.Model):
    """An address of another channel that is a person's 绑定, such as the openid of WeChat.

    `is_proved` says that a code sent to the phone was typed there; until then the person behind it
    is known by this address alone.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="bindings")
    channel = models.CharField(max_length=10)
    address = SealedTextField(default="", blank=True)
    address_index = models.CharField(max_length=64, default="", blank=True)
    is_proved = models.BooleanField(default=False)
    bound_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["channel", "address_index"],
                name="person_binding_once",
                condition=models.Q(ended_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.person_id}"
