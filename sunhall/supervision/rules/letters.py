"""The supervision letter 督办函: who may order, sign for, answer and withdraw it (H7)."""

from dataclasses import dataclass

from sunhall.ground.access.actor import Actor
from sunhall.ground.kit.verdict import YES, Verdict, no
from sunhall.matters.rules import ENDED
from sunhall.supervision.rules.levels import LEVELS, level_of

SENT, RECEIVED, ANSWERED, WITHDRAWN = "sent", "received", "answered", "withdrawn"
LETTER_STATES = {
    SENT: "已送达，待签收",
    RECEIVED: "已签收，待回复",
    ANSWERED: "已回复",
    WITHDRAWN: "已撤回",
}
OPEN_LETTER = (SENT, RECEIVED)
LEAST_WORDS = 10


@dataclass(frozen=True)
class OrderFacts:
    """What ordering looks at: the phase of the matter, and letters about it that still run."""

    phase: str
    post: str
    running: tuple[str, ...] = ()


@dataclass(frozen=True)
class LetterFacts:
    """What signing, answering and withdrawing look at."""

    state: str
    level: str
    post: str
    sent_by: str


def may_order(actor: Actor, level: str, facts: OrderFacts) -> Verdict:
    """Order supervision 督办 of an open matter, at a level this person may order (潍坊条例 26)."""
    found = level_of(level)
    if found is None:
        return no("请选择督办等级")
    if not actor.may(found.permission):
        return no("您的岗位不能发出{level}，请报有权的督查或领导岗位", level=found.words)
    if facts.phase in ENDED:
        return no("此件已经办结，不能再督办；有新的情况请回访后重新打开")
    if facts.post in actor.posts:
        return no("此件由您的岗位办理，不能督办自己", article="H7")
    codes = [one.code for one in LEVELS]
    above = [one for one in facts.running if codes.index(one) >= codes.index(level)]
    if above:
        return no("已有一份督办函正在办理，收到回复或撤回后才能再发；需要加重请选择更高的等级")
    return YES


def may_sign_letter(actor: Actor, facts: LetterFacts) -> Verdict:
    """Sign for a letter 签收督办函: the post it was sent to."""
    if facts.state != SENT:
        return no("这份督办函不需要签收")
    return _addressed(actor, facts)


def may_answer_letter(actor: Actor, facts: LetterFacts) -> Verdict:
    """Answer a letter 回复督办函 once it is signed for."""
    if facts.state == SENT:
        return no("请先签收督办函，再回复")
    if facts.state != RECEIVED:
        return no("这份督办函已经回复或撤回")
    return _addressed(actor, facts)


def may_withdraw(actor: Actor, facts: LetterFacts) -> Verdict:
    """Withdraw a letter 撤回督办函: whoever sent it, before it is answered; its number stays."""
    if facts.state not in OPEN_LETTER:
        return no("已经回复或撤回的督办函不能再撤回")
    if facts.sent_by != actor.code:
        return no("督办函由发出的人撤回", article="H7")
    return YES


def _addressed(actor: Actor, facts: LetterFacts) -> Verdict:
    if facts.post in actor.posts:
        return YES
    return no("督办函发给其他岗位，请由该岗位在岗人员办理", article="首问负责制 K2")
