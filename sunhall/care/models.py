"""Rows of the care hotline: the mark, the fund that never lies, promises, volunteers, green."""

from django.db import models
from django.db.models import F, Q

from sunhall.care.rules import ENTRIES, GROUPS, INCOME, STATES, Committee
from sunhall.ground.sealed.fields import SealedTextField


class CareCase(models.Model):
    """The mark of a care request 关怀诉求; its words are sealed, and never public."""

    matter = models.OneToOneField(
        "matters.Matter", on_delete=models.PROTECT, primary_key=True, related_name="+"
    )
    group = models.CharField(max_length=10, choices=list(GROUPS.items()))
    need = SealedTextField(default="", blank=True)
    marked_by = models.CharField(max_length=80)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.matter_id)


class Fund(models.Model):
    """A special fund 专项资金. Its balance is never negative; the database says so."""

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=80)
    balance = models.DecimalField(max_digits=12, decimal_places=2, default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(name="fund_never_negative", condition=Q(balance__gte=0))
        ]

    def __str__(self) -> str:
        return self.name


class CommitteeRule(models.Model):
    """One version of how the fund is decided on, with its source."""

    version = models.PositiveSmallIntegerField(unique=True)
    quorum = models.PositiveSmallIntegerField()
    most = models.DecimalField(max_digits=12, decimal_places=2)
    source = models.CharField(max_length=200)
    from_on = models.DateField()

    def __str__(self) -> str:
        return f"v{self.version}"

    @property
    def rule(self) -> Committee:
        """The rule as the rules read it."""
        return Committee(self.quorum, self.most, self.source, self.from_on, self.version)


class Application(models.Model):
    """An application to the fund 资助申请 for one care request."""

    case = models.ForeignKey(CareCase, on_delete=models.PROTECT, related_name="applications")
    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="applications")
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    purpose = SealedTextField()
    asked_by = models.CharField(max_length=80)
    at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=list(STATES.items()), default="asked")
    committee = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="aid_is_some_money", condition=Q(amount__gt=0)),
            models.UniqueConstraint(
                fields=["case"], name="one_open_application", condition=Q(state="asked")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.amount}"


class Vote(models.Model):
    """What one member of the committee said 评议."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="votes")
    by = models.CharField(max_length=80)
    yes = models.BooleanField()
    words = SealedTextField(default="", blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["application", "by"], name="one_vote_each")]

    def __str__(self) -> str:
        return f"{self.application_id} {self.by}"


class Payment(models.Model):
    """A payment 拨付: prepared by one, approved by another."""

    application = models.OneToOneField(
        Application, on_delete=models.PROTECT, related_name="payment"
    )
    prepared_by = models.CharField(max_length=80)
    prepared_at = models.DateTimeField()
    approved_by = models.CharField(max_length=80, default="", blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="payment_by_two_people", condition=~Q(approved_by=F("prepared_by"))
            ),
            models.CheckConstraint(
                name="approved_payment_names_who",
                condition=Q(approved_at__isnull=True) | ~Q(approved_by=""),
            ),
        ]

    def __str__(self) -> str:
        return str(self.application_id)


class FundEntry(models.Model):
    """One line of the fund's ledger 台账: only added, numbered without a gap, always adding up."""

    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="entries")
    seq = models.PositiveIntegerField()
    kind = models.CharField(max_length=6, choices=list(ENTRIES.items()))
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    before = models.DecimalField(max_digits=12, decimal_places=2)
    after = models.DecimalField(max_digits=12, decimal_places=2)
    words = models.CharField(max_length=200, default="", blank=True)
    payment = models.OneToOneField(
        Payment, null=True, blank=True, on_delete=models.PROTECT, related_name="entry"
    )
    by = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["fund", "seq"], name="ledger_line_once"),
            models.CheckConstraint(
                name="ledger_adds_up", condition=Q(after=F("before") + F("amount"))
            ),
            models.CheckConstraint(name="ledger_never_negative", condition=Q(after__gte=0)),
            models.CheckConstraint(
                name="ledger_sign_fits_kind",
                condition=Q(kind__in=INCOME, amount__gt=0) | Q(kind="pay", amount__lt=0),
            ),
            models.CheckConstraint(
                name="money_leaves_by_payment",
                condition=~Q(kind="pay") | Q(payment__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.fund_id} {self.seq}"


class Promise(models.Model):
    """A measure a department promises 部门承诺: text, conditions, basis, valid from and to."""

    code = models.CharField(max_length=40, unique=True)
    organisation = models.CharField(max_length=60)
    text = models.CharField(max_length=300)
    conditions = models.CharField(max_length=300)
    basis = models.CharField(max_length=200)
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="promise_ends_after_it_begins",
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")),
            )
        ]

    def __str__(self) -> str:
        return self.code


class Claim(models.Model):
    """A request that claims a promise: the department's evidence and the person's word."""

    promise = models.ForeignKey(Promise, on_delete=models.PROTECT, related_name="claims")
    case = models.ForeignKey(CareCase, on_delete=models.PROTECT, related_name="claims")
    at = models.DateTimeField()
    evidence = models.TextField(default="", blank=True)
    evidence_by = models.CharField(max_length=80, default="", blank=True)
    kept = models.BooleanField(null=True, blank=True)
    words = models.TextField(default="", blank=True)
    heard_by = models.CharField(max_length=80, default="", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["promise", "case"], name="claimed_once"),
            models.CheckConstraint(
                name="word_is_not_heard_by_who_proved",
                condition=Q(heard_by="") | ~Q(heard_by=F("evidence_by")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.promise_id} {self.case_id}"


class Carer(models.Model):
    """A volunteer of the line 热线义工: fields and when they can come. No points are kept."""

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=40)
    phone = SealedTextField(default="", blank=True)
    fields = models.CharField(max_length=120)
    available = models.CharField(max_length=120, default="", blank=True)
    is_active = models.BooleanField(default=True)

    def __str__(self) -> str:
        return self.code


class Match(models.Model):
    """A volunteer who looks after one request, until somebody says thank you."""

    carer = models.ForeignKey(Carer, on_delete=models.PROTECT, related_name="matches")
    case = models.ForeignKey(CareCase, on_delete=models.PROTECT, related_name="matches")
    at = models.DateTimeField()
    thanked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["carer", "case"], name="matched_once")]

    def __str__(self) -> str:
        return f"{self.carer_id} {self.case_id}"


class CarerVisit(models.Model):
    """One visit of a volunteer 走访."""

    match = models.ForeignKey(Match, on_delete=models.PROTECT, related_name="visits")
    on = models.DateField()
    words = SealedTextField()
    by = models.CharField(max_length=80)

    def __str__(self) -> str:
        return f"{self.match_id} {self.on}"


class Green(models.Model):
    """One use of the green channel 绿色通道: who granted it, why, and what it changed."""

    case = models.ForeignKey(CareCase, on_delete=models.PROTECT, related_name="greens")
    why = SealedTextField()
    changed = models.CharField(max_length=200)
    by = models.CharField(max_length=80)
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"], name="one_open_green", condition=Q(ended_at__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.at:%F}"
