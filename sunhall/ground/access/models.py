"""Accounts that staff sign in with, and throttles shared by all processes."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models


class AccountManager(BaseUserManager["Account"]):
    """Finds accounts; making one is an action of the directory."""

    def get_by_natural_key(self, username: str | None) -> "Account":
        return self.get(username=username)


class Account(AbstractBaseUser):
    """A staff sign-in. What its holder may do stands in the directory, never here."""

    username = models.CharField(max_length=64, unique=True)
    is_active = models.BooleanField(default=True)
    # When a closed account was opened again: from then on it is dormant anew.
    reopened_at = models.DateTimeField(null=True, blank=True)
    must_change_password = models.BooleanField(default=True)
    password_changed_at = models.DateTimeField(null=True, blank=True)
    needs_second_factor = models.BooleanField(default=False)

    USERNAME_FIELD = "username"
    objects: ClassVar[AccountManager] = AccountManager()

    def __str__(self) -> str:
        return self.username


class PasswordUsed(models.Model):
    """Earlier password hashes, so that one is not used again (GB/T 22239 身份鉴别 a)."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="used_passwords")
    password = models.CharField(max_length=256)
    set_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.account_id} {self.set_at:%F}"


class Throttle(models.Model):
    """Failures counted under a key until an instant, across processes."""

    key = models.CharField(max_length=120, primary_key=True)
    failures = models.PositiveIntegerField(default=0)
    until = models.DateTimeField()
    blocked_until = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.key


class ApiKey(models.Model):
    """A key with which another system acts as one staff account; only its hash is kept."""

    name = models.CharField(max_length=80)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="api_keys")
    key_hash = models.CharField(max_length=64, unique=True)
    hint = models.CharField(max_length=8)
    made_at = models.DateTimeField()
    ends_on = models.DateField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    # The last day's first use: one write a day keeps the account from being closed as dormant.
    last_used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.name} {self.hint}…"


class SignIn(models.Model):
    """One sign-in on one device: which may be open at a time, and why one ended (身份鉴别 b)."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="sign_ins")
    session_key = models.CharField(max_length=40, unique=True)
    device = models.CharField(max_length=40)
    address = models.CharField(max_length=45)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.CharField(max_length=12, default="", blank=True)
    ended_for = models.CharField(max_length=40, default="", blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["account"], name="sign_in_open", condition=models.Q(ended_at__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.device} {self.began_at:%F %T}"
