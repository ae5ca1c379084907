"""What a resident may do with their own request, refused in words a resident understands."""

from sunhall.ground.access.actor import Actor
from sunhall.ground.kit.verdict import Verdict, no
from sunhall.hotline.rules.facts import RequestFacts
from sunhall.hotline.rules.stages import MOST_DIALOGUES, MOVES
from sunhall.matters import rules as matter_rules

# Stages whose last answer is the house's own note: taken back, or answered elsewhere.
NOT_ANSWERS = ("withdrawn", "merged")


def may_rate(actor: Actor, facts: RequestFacts) -> Verdict:
    """Rate 评价 what somebody else answered: a request taken back or merged has no answer (S9)."""
    if facts.stage in NOT_ANSWERS:
        return no("此件没有可以评价的答复", article="国办发〔2019〕51号")
    if facts.answer_voided:
        return no("还没有答复，收到答复后即可评价")
    return matter_rules.may_rate(actor, facts)


def may_object(actor: Actor, facts: RequestFacts) -> Verdict:
    """Say 不满意 to an answer (H6; 000#1)."""
    if facts.dialogue_open:
        return no("约谈已经安排，单位将在期限内与您联系", article="000#1 四")
    if not facts.answers or facts.answer_voided or facts.stage in NOT_ANSWERS:
        return no("还没有答复，收到答复后才能表示是否满意")
    if facts.stage == "talked":
        return no("已经当面沟通过，请等回访时再说一次您的意见", article="H6")
    if facts.dialogues_held >= MOST_DIALOGUES and facts.stage == "revisited":
        return MOVES.verdict("refer_joint", actor, facts)
    return MOVES.verdict("dissatisfy", actor, facts)


def may_take_back(actor: Actor, facts: RequestFacts) -> Verdict:
    """Take back 撤回 what is not answered yet."""
    if facts.stage == "withdrawn":
        return no("您已经撤回，不用再办")
    if facts.answers and not facts.answer_voided:
        return no("单位已经答复，不能再撤回")
    return MOVES.verdict("withdraw", actor, facts)
