"""The fund: its ledger, whether it adds up, and what everybody may know."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Sum

from sunhall.care.models import CommitteeRule, Fund, FundEntry
from sunhall.care.rules import COMMITTEE, Committee
from sunhall.ground.kit.now import today
from sunhall.ground.kit.refusal import NotFound


@dataclass(frozen=True)
class Balance:
    """A fund in public: what came in, what was paid, how often, what is left. No persons."""

    name: str
    came_in: Decimal
    paid: Decimal
    times: int
    left: Decimal


def funds() -> list[Fund]:
    """Every fund."""
    return list(Fund.objects.order_by("code"))


def fund_for_update(code: str) -> Fund:
    """One fund, locked: two payments at one instant wait for each other."""
    row = Fund.objects.select_for_update().filter(code=code).first()
    if row is None:
        raise NotFound(f"fund {code}")
    return row


def last_entry(fund: Fund) -> FundEntry | None:
    """The newest line of a ledger."""
    return fund.entries.order_by("-seq").first()


def ledger(fund: Fund) -> list[FundEntry]:
    """The lines of a ledger, the newest first."""
    return list(fund.entries.order_by("-seq")[:200])


def committee() -> Committee:
    """How the fund is decided on today."""
    row = CommitteeRule.objects.filter(from_on__lte=today()).order_by("-version").first()
    return row.rule if row else COMMITTEE


def differences(fund: Fund) -> list[str]:
    """What does not add up in a ledger; nothing, or somebody wrote past the actions."""
    wrong, before = [], Decimal(0)
    for n, entry in enumerate(fund.entries.order_by("seq"), start=1):
        if entry.seq != n:
            wrong.append(f"{n}: {entry.seq}")
        if entry.before != before:
            wrong.append(f"{entry.seq}: {before} ≠ {entry.before}")
        before = entry.after
    if before != fund.balance:
        wrong.append(f"{before} ≠ {fund.balance}")
    return wrong


def public_balances() -> list[Balance]:
    """Each fund as everybody sees it."""
    found = []
    for fund in funds():
        entries = fund.entries.order_by()
        came = entries.filter(amount__gt=0).aggregate(n=Sum("amount"))["n"] or Decimal(0)
        paid = entries.filter(kind="pay")
        out = -(paid.aggregate(n=Sum("amount"))["n"] or Decimal(0))
        found.append(Balance(fund.name, came, out, paid.count(), fund.balance))
    return found


def fund_for(code: str) -> Fund:
    """One fund."""
    row = Fund.objects.filter(code=code).first()
    if row is None:
        raise NotFound(f"fund {code}")
    return row
