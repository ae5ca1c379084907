"""Moving money: the balance and the line of the ledger in one stroke."""

from decimal import Decimal

from sunhall.care import events, queries, rules
from sunhall.care.models import Fund, FundEntry, Payment
from sunhall.ground.access.actor import Actor
from sunhall.ground.journal.record import record
from sunhall.ground.kit.now import now
from sunhall.ground.kit.refusal import refuse


def move(
    fund: Fund, kind: str, amount: Decimal, words: str, by: Actor, *, payment: Payment | None = None
) -> FundEntry:
    """Move money in a locked fund; what is not there cannot leave."""
    after = fund.balance + amount
    if after < 0:
        raise refuse("资金余额 {left} 元，不足以拨付", left=f"{fund.balance}", field="amount")
    last = queries.last_entry(fund)
    entry = FundEntry.objects.create(
        fund=fund,
        seq=last.seq + 1 if last else 1,
        kind=kind,
        amount=amount,
        before=fund.balance,
        after=after,
        words=words,
        payment=payment,
        by=by.code,
        at=now(),
    )
    fund.balance = after
    fund.save(update_fields=["balance"])
    record(
        events.FundMoved(
            fund=fund.code,
            seq=entry.seq,
            kind_words=rules.ENTRIES[kind],
            amount=f"{amount}",
            balance=f"{after}",
            words=words,
        ),
        by=by,
    )
    return entry
