"""The special fund 专项资金: every move is one line of a ledger that adds up (H14)."""

from decimal import Decimal

from sunhall.care import events, queries, rules
from sunhall.care.actions._ledger import move
from sunhall.care.models import Fund, FundEntry
from sunhall.ground.access.actor import Actor
from sunhall.ground.journal.action import action
from sunhall.ground.journal.record import record
from sunhall.ground.kit.refusal import refuse, require


@action
def open_fund(code: str, *, name: str, by: Actor) -> Fund:
    """Open a fund with nothing in it."""
    require(rules.may_keep(by))
    if not name.strip():
        raise refuse("请填写资金名称", field="name")
    row, made = Fund.objects.get_or_create(code=code, defaults={"name": name.strip()})
    if made:
        record(events.FundOpened(fund=code, name=row.name), by=by)
    return row


@action
def take_in(code: str, *, kind: str, amount: Decimal, words: str, by: Actor) -> FundEntry:
    """Take money in 拨入、捐入、退回, saying where it comes from."""
    require(rules.may_keep(by))
    if kind not in rules.INCOME:
        raise refuse("请选择收入类型", field="kind")
    if amount <= 0 or amount != amount.quantize(rules.CENT):
        raise refuse("请填写大于零、最多两位小数的金额", field="amount")
    if len(words.strip()) < 2:
        raise refuse("请写明资金来源", field="words")
    return move(queries.fund_for_update(code), kind, amount, words.strip(), by)
