"""Aid from the fund 资助: asked, decided by the committee, paid by two people (H14; 000#4)."""

from datetime import date
from decimal import Decimal

from sunhall.care import events, queries, rules
from sunhall.care.actions._ledger import move
from sunhall.care.models import Application, CommitteeRule, Payment, Vote
from sunhall.ground.access.actor import Actor
from sunhall.ground.journal.action import action
from sunhall.ground.journal.record import record
from sunhall.ground.kit.now import now
from sunhall.ground.kit.refusal import refuse, require


@action
def set_committee(
    *, quorum: int, most: Decimal, source: str, from_on: date, by: Actor
) -> CommitteeRule:
    """Set how the fund is decided on 评议规则, a version with its source."""
    require(rules.may_keep(by))
    if quorum < 1:
        raise refuse("请填写至少几人评议", field="quorum")
    if most <= 0:
        raise refuse("请填写单笔上限", field="most")
    if len(source.strip()) < 4:
        raise refuse("请写明依据", field="source")
    last = CommitteeRule.objects.order_by("-version").first()
    row = CommitteeRule.objects.create(
        version=last.version + 1 if last else 2,
        quorum=quorum,
        most=most,
        source=source.strip(),
        from_on=from_on,
    )
    record(
        events.CommitteeSet(version=row.version, quorum=quorum, most=f"{most}", source=row.source),
        by=by,
    )
    return row


@action
def ask_aid(number: str, *, fund: str, amount: Decimal, purpose: str, by: Actor) -> Application:
    """Ask the fund for aid 申请资助 for a care request."""
    require(rules.may_handle(by))
    queries.care_case_for(by, number)
    case, committee = queries.case_for_update(number), queries.committee()
    if amount <= 0 or amount != amount.quantize(rules.CENT):
        raise refuse("请填写大于零、最多两位小数的金额", field="amount")
    if amount > committee.most:
        raise refuse("单笔资助不超过 {most} 元", most=f"{committee.most}", field="amount")
    if len(purpose.strip()) < 4:
        raise refuse("请写明用途（至少 4 个字）", field="purpose")
    if case.applications.filter(state="asked").exists():
        raise refuse("此件已有一份待评议的申请", field="amount")
    row = Application.objects.create(
        case=case,
        fund=queries.fund_for_update(fund),
        amount=amount,
        purpose=purpose.strip(),
        asked_by=by.code,
        at=now(),
        committee=committee.version,
    )
    record(
        events.AidAsked(matter=number, application=row.pk, amount=f"{amount}", purpose=row.purpose),
        by=by,
    )
    return row


@action
def vote(pk: int, *, yes: bool, by: Actor, words: str = "") -> Application:
    """Vote on an application 评议; enough votes decide it at once."""
    row = queries.application_for_update(pk)
    require(rules.may_vote(by, asked_by=row.asked_by))
    if row.state != "asked":
        raise refuse("这份申请已经评议完毕")
    if not yes and len(words.strip()) < 2:
        raise refuse("不同意的，请写明理由", field="words")
    if row.votes.filter(by=by.code).exists():
        raise refuse("您已经评议过这份申请")
    Vote.objects.create(application=row, by=by.code, yes=yes, words=words.strip(), at=now())
    said = "同意" if yes else "不同意"
    number = row.case.matter.number
    record(events.AidVoted(matter=number, application=pk, said=said, words=words.strip()), by=by)
    votes = list(row.votes.values_list("yes", flat=True))
    if outcome := queries.committee().outcome(votes):
        row.state = outcome
        row.save(update_fields=["state"])
        record(
            events.AidDecided(
                matter=number,
                application=pk,
                state_words=rules.STATES[outcome],
                yes=sum(votes),
                votes=len(votes),
                committee=row.committee,
            ),
            by=by,
        )
    return row


@action
def prepare_payment(pk: int, *, by: Actor) -> Payment:
    """Prepare a payment 填写拨付单 of what was granted."""
    row = queries.application_for_update(pk)
    require(rules.may_handle(by))
    if row.state != "granted":
        raise refuse("评议同意之后才能填写拨付单")
    if Payment.objects.filter(application=row).exists():
        raise refuse("拨付单已经填写，等待复核")
    payment = Payment.objects.create(application=row, prepared_by=by.code, prepared_at=now())
    record(
        events.PaymentPrepared(
            matter=row.case.matter.number, application=pk, amount=f"{row.amount}"
        ),
        by=by,
    )
    return payment


@action
def approve_payment(pk: int, *, by: Actor) -> Payment:
    """Approve and pay 复核拨付: another person than who prepared it, never more than there is."""
    payment = queries.payment_for_update(pk)
    require(rules.may_pay(by, prepared_by=payment.prepared_by))
    if payment.approved_at is not None:
        raise refuse("这笔资助已经拨付")
    row = payment.application
    fund = queries.fund_for_update(row.fund.code)
    payment.approved_by, payment.approved_at = by.code, now()
    payment.save(update_fields=["approved_by", "approved_at"])
    move(fund, "pay", -row.amount, "", by, payment=payment)
    row.state = "paid"
    row.save(update_fields=["state"])
    record(
        events.PaymentApproved(
            matter=row.case.matter.number, application=pk, amount=f"{row.amount}"
        ),
        by=by,
    )
    return payment
