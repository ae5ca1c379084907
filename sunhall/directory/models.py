"""Rows of the directory: organisations, posts, holdings, leave, duty, staff and grants."""

from django.db import models

from sunhall.directory.rules import ADMINISTRATORS, DUTIES, KINDS, RANKS
from sunhall.ground.sealed.fields import SealedTextField


class Organisation(models.Model):
    """An organisation 机构. Its code begins with its parent's code and a hyphen."""

    code = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=12, choices=list(KINDS.items()))
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    place = models.ForeignKey(
        "places.Place", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    credit_code = models.CharField(max_length=18, default="", blank=True)
    phone = models.CharField(max_length=20, default="", blank=True)
    closed_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class Post(models.Model):
    """A post 岗位: what is accountable, whoever holds it (K2)."""

    code = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=80)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="posts")
    place = models.ForeignKey(
        "places.Place", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    closed_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class Staff(models.Model):
    """A member of staff 工作人员, with the account they sign in with."""

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=40)
    account = models.OneToOneField("access.Account", on_delete=models.PROTECT, related_name="staff")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="staff")
    phone = SealedTextField(default="", blank=True)
    hired_on = models.DateField()
    left_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class Holding(models.Model):
    """Who holds a post, as A or as B, from when to when."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="holdings")
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="holdings")
    rank = models.CharField(max_length=1, choices=list(RANKS.items()))
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["post", "rank"],
                name="one_open_holding",
                condition=models.Q(to_on__isnull=True),
            ),
            models.CheckConstraint(
                condition=models.Q(to_on__isnull=True) | models.Q(to_on__gte=models.F("from_on")),
                name="holding_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.post_id} {self.rank} {self.staff_id}"


class Leave(models.Model):
    """An absence 请假 from one instant to another; `to_at` moves forward when it ends early."""

    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="leaves")
    from_at = models.DateTimeField()
    to_at = models.DateTimeField()
    reason = models.CharField(max_length=200)
    granted_by = models.CharField(max_length=60)

    class Meta:
        indexes = [models.Index(fields=["staff", "to_at"], name="leave_staff_to")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(to_at__gte=models.F("from_at")), name="leave_ends_after_start"
            )
        ]

    def __str__(self) -> str:
        return f"{self.staff_id} {self.from_at:%F}"


class EmptySpell(models.Model):
    """A time in which nobody held a post 脱岗, kept for ever (K2; 001#2 §23(5))."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="empty_spells")
    from_at = models.DateTimeField()
    to_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["post"], name="one_open_empty_spell", condition=models.Q(to_at__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return f"{self.post_id} {self.from_at:%F %T}"


class Duty(models.Model):
    """One person on one roster 值班 for one day (S11)."""

    kind = models.CharField(max_length=10, choices=list(DUTIES.items()))
    day = models.DateField(db_index=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="duties")
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="duties")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "day", "organisation", "staff"], name="duty_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.kind} {self.staff_id}"


class RoleGrant(models.Model):
    """A role given to one person within a scope of places and organisations."""

    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(max_length=40)
    place_prefix = models.CharField(max_length=15, default="", blank=True)
    organisation_prefix = models.CharField(max_length=60, default="", blank=True)
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)
    granted_by = models.CharField(max_length=60)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            # Whoever holds one of the three administrations holds no other, come what may.
            models.UniqueConstraint(
                fields=["staff"],
                name="one_administration",
                condition=models.Q(role__in=ADMINISTRATORS, withdrawn_at__isnull=True),
            ),
            models.UniqueConstraint(
                fields=["staff", "role", "place_prefix", "organisation_prefix"],
                name="grant_once",
                condition=models.Q(withdrawn_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.staff_id} {self.role}"
