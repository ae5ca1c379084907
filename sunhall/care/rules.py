"""Rules of the care hotline: who may help, grant, pay, promise, and see (H14; 000#4)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from sunhall.ground.access.actor import Actor
from sunhall.ground.kit.verdict import YES, Verdict, no

GROUPS = {
    "member": "党员",
    "cadre": "干部",
    "talent": "人才",
    "vulnerable": "困难群众",
}
STATES = {"asked": "待评议", "granted": "同意资助", "refused": "不予资助", "paid": "已拨付"}
ENTRIES = {"in": "拨入", "gift": "捐入", "pay": "资助拨付", "back": "退回"}
INCOME = ("in", "gift", "back")
CENT = Decimal("0.01")


@dataclass(frozen=True)
class Committee:
    """How the fund is decided on: so many votes, more than half of them, up to so much."""

    quorum: int
    most: Decimal
    source: str
    from_on: date
    version: int = 1

    def outcome(self, votes: list[bool]) -> str:
        """What the votes so far decide; nothing before there are enough."""
        if len(votes) < self.quorum:
            return ""
        return "granted" if sum(votes) * 2 > len(votes) else "refused"


COMMITTEE = Committee(
    quorum=3,
    most=Decimal(20000),
    source="“专项资金”援助机制（000#4）；评议人数和单笔上限由本县制定，启用前确认",
    from_on=date(2020, 1, 1),
)


@dataclass(frozen=True)
class Share:
    """How many of how many, and how many were left out for which reason."""

    words: str
    numerator: int
    denominator: int
    excluded: Mapping[str, int] = field(default_factory=dict)

    @property
    def rate(self) -> float | None:
        """The share, or nothing where there is nothing to share."""
        return self.numerator / self.denominator if self.denominator else None


def _held(actor: Actor, permission: str, reason: str) -> Verdict:
    if actor.code == "system" or actor.may(permission):
        return YES
    return no(reason, article="H14")


def may_handle(actor: Actor) -> Verdict:
    """Take care calls, ask the fund, match volunteers."""
    return _held(actor, "care.handle", "关怀热线由热线坐席受理")


def may_keep(actor: Actor) -> Verdict:
    """Keep promises, volunteers and the fund's income."""
    return _held(actor, "care.keep", "承诺、义工和资金由热线负责人登记")


def may_vote(actor: Actor, *, asked_by: str) -> Verdict:
    """Vote on an application 评议: nobody on one they wrote themselves."""
    if actor.code == asked_by:
        return no("不能评议自己提交的申请", article="H14")
    return _held(actor, "care.decide", "资助由专项资金评议小组成员评议")


def may_pay(actor: Actor, *, prepared_by: str) -> Verdict:
    """Approve a payment 复核拨付: never who prepared it."""
    if actor.code == prepared_by:
        return no("拨付须由经办人以外的人复核", article="H14")
    return _held(actor, "care.pay", "拨付由有复核权限的负责人复核")


def may_open_green(actor: Actor) -> Verdict:
    """Grant the green channel 绿色通道."""
    return _held(actor, "care.green", "绿色通道由热线负责人或县领导批准")


def may_prove(actor: Actor, organisation: str) -> Verdict:
    """Give evidence for a promise 履诺证据: the department that made it."""
    within = any(
        not prefix or organisation == prefix or organisation.startswith(f"{prefix}-")
        for prefix in actor.organisations
    )
    if actor.code == "system" or (actor.may("hotline.answer") and within):
        return YES
    return no("履诺证据由作出承诺的部门提交", article="H14")


def sees_all(actor: Actor) -> bool:
    """Whether an actor works on the care line as a whole; others see what their posts handle."""
    return actor.code == "system" or any(
        map(actor.may, ("care.handle", "care.keep", "care.decide", "care.pay", "care.green"))
    )


def kept_words(kept: bool | None, *, has_evidence: bool) -> str:
    """Whether a promise was kept: the person's word decides, the evidence stands beside it."""
    if kept is None:
        return "部门已提交证据，待本人确认" if has_evidence else "待部门履行"
    if kept:
        return "本人确认已兑现"
    return "本人认为没有兑现，部门另有证据" if has_evidence else "本人认为没有兑现"
