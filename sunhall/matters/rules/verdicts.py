"""Verdicts that every kind of matter shares. Each says the reason and the article."""

from sunhall.ground.access.actor import Actor
from sunhall.ground.kit.verdict import YES, Verdict, no
from sunhall.matters.rules.facts import MatterFacts
from sunhall.matters.rules.phases import ANSWERED, ENDED, RECEIVED

# After this many returns a person with power to decide gets the matter (ux B3, norms 1.2).
RETURNS_BEFORE_DECISION = 2


def may_own(actor: Actor, facts: MatterFacts) -> Verdict:
    """Only a holder of the accountable post acts for it (K2)."""
    if facts.owner_post in actor.posts or actor.code == "system":
        return YES
    return no("此件由其他岗位负责，只有负责岗位的在岗人员可以操作", article="首问负责制 K2")


def may_sign(actor: Actor, facts: MatterFacts) -> Verdict:
    """The post that was offered the matter signs for it 签收; until then the giver owns it (K2)."""
    if not facts.offered_to:
        return no("此件没有待签收的交办")
    if facts.offered_to in actor.posts:
        return YES
    return no("此件交办给其他岗位，请由该岗位在岗人员签收", article="首问负责制 K2")


def may_return(actor: Actor, facts: MatterFacts) -> Verdict:
    """Return a matter that is not ours; a unit designated after two returns may not (潍坊 22)."""
    if facts.returns >= RETURNS_BEFORE_DECISION:
        return no("此件已两次退回并经裁定，承办单位不能再退回", article="潍坊 12345 条例 22")
    if facts.offered_to:
        return may_sign(actor, facts)
    return may_own(actor, facts)


def may_note(actor: Actor, facts: MatterFacts) -> Verdict:
    """Notes may be added while the matter is open."""
    if facts.phase in ENDED:
        return no("此件已经办结，不能再添加办理记录")
    return may_own(actor, facts)


def may_take_words(actor: Actor, facts: MatterFacts) -> Verdict:
    """What the person says by phone is written down while the matter is open."""
    if facts.phase in ENDED:
        return no("此件已经办结；如有新的情况，请登记新的诉求")
    return YES if actor.is_staff else no("来电内容由热线坐席记录")


def may_contact(actor: Actor, facts: MatterFacts) -> Verdict:
    """A contact attempt is evidence; it belongs to an open matter."""
    return may_note(actor, facts)


def is_the_person(actor: Actor, facts: MatterFacts) -> bool:
    """The person, signed in, or whoever proved number and query code of this one matter."""
    own = bool(facts.person) and actor.code == f"resident:{facts.person}"
    return own or actor.code == f"holder:{facts.number}"


def may_supplement(actor: Actor, facts: MatterFacts) -> Verdict:
    """The person may add words and files 补充材料 while the matter is open (ux B1)."""
    if not is_the_person(actor, facts):
        return no("只有诉求人本人可以补充材料")
    if facts.phase in ENDED:
        return no("此件已经办结，不能再补充；如有新的情况，请重新反映")
    return YES


def may_publish(actor: Actor, facts: MatterFacts) -> Verdict:
    """Only the person agrees to publication 公开, and may take it back (PIPL 25)."""
    if not is_the_person(actor, facts):
        return no("是否公开由诉求人本人决定", article="个人信息保护法 第25条")
    if facts.sealed:
        return no("此件由有权机关保密办理，不能公开", article="条例 33")
    return YES


def may_dispute_contact(actor: Actor, facts: MatterFacts) -> Verdict:
    """The person, and nobody else, may say that a recorded contact did not happen (ux 2)."""
    if is_the_person(actor, facts):
        return YES
    return no("只有诉求人本人可以对联系记录提出异议")


def may_undo_return(actor: Actor, facts: MatterFacts) -> Verdict:
    """Take a return back 撤销退回 while the desk still holds what we had signed for."""
    if facts.returns and facts.signed and not facts.offered_to:
        return YES
    return no("没有可以撤销的退回")


def may_undo_unsigned(actor: Actor, facts: MatterFacts) -> Verdict:
    """Take a return back 撤销退回 that was made before signing: it waits for us again."""
    if facts.returns and not facts.signed and not facts.offered_to:
        return YES
    return no("没有可以撤销的退回")


def may_undo_pause(actor: Actor, facts: MatterFacts) -> Verdict:
    """Take a pause back 撤销暂停, as if the clocks had never stood still."""
    return may_own(actor, facts) if facts.paused else no("时限没有暂停")


def may_pause(actor: Actor, facts: MatterFacts) -> Verdict:
    """A clock that has not run out stops only for a ground in law, with a paper (许可法 45)."""
    if facts.phase in (*ENDED, ANSWERED):
        return no("已答复或已办结的事项没有可以暂停的时限")
    if facts.paused:
        return no("时限已经暂停")
    if facts.overdue:
        return no("期限已经届满，不能再暂停；请尽快答复，超期已经记录", article="许可法 45")
    return may_own(actor, facts)


def may_resume(actor: Actor, facts: MatterFacts) -> Verdict:
    """Start a paused clock again."""
    return may_own(actor, facts) if facts.paused else no("时限没有暂停")


def may_extend(actor: Actor, facts: MatterFacts) -> Verdict:
    """One extension, asked for before the answer and before the limit has passed (K3)."""
    if facts.phase in (*ENDED, ANSWERED):
        return no("已答复或已办结的事项不能再延期")
    if facts.extensions:
        return no("每件只能延期一次", article="许可法 42")
    if facts.extension_asked:
        return no("延期申请正在审批")
    if facts.overdue:
        return no("期限已经届满，不能再延期；请尽快答复，超期已经记录", article="许可法 42")
    return may_own(actor, facts)


def may_decide_extension(actor: Actor, facts: MatterFacts) -> Verdict:
    """More time is granted by whoever answers for the unit, never by the handler alone (K3)."""
    if not actor.may("matters.decide_extension"):
        return no("只有单位负责人可以审批延期", article="K3")
    if not facts.extension_asked:
        return no("没有待审批的延期申请")
    return YES


def may_link(actor: Actor, facts: MatterFacts) -> Verdict:
    """Link 关联 matters: with the filing, later the person or the post that holds it (H13)."""
    if facts.phase == RECEIVED or is_the_person(actor, facts):
        return YES
    return may_own(actor, facts)


def may_attach(actor: Actor, facts: MatterFacts) -> Verdict:
    """A file comes with the filing, later from the person or from the post that holds it (K8)."""
    return may_link(actor, facts)


def may_erase_words(actor: Actor) -> Verdict:
    """Words go only with the person they were about, whose erasure was decided elsewhere."""
    if actor.code == "system":
        return YES
    return no("文字随诉求人的个人信息一并删除，不单独办理", article="个人信息保护法 第47条")


def may_keep_clocks(actor: Actor) -> Verdict:
    """Reminding, noting what is late and recomputing are the house's own work (K3, H4)."""
    return (
        YES
        if actor.code == "system"
        else no("时限由系统按规则自动计算，不能由人修改", article="K3")
    )


def may_rate(actor: Actor, facts: MatterFacts) -> Verdict:
    """The person, and nobody for them, rates an answer once 一事一评 (S9)."""
    if not is_the_person(actor, facts):
        return no("只有诉求人本人可以评价", article="国办发〔2019〕51号")
    if not facts.answers:
        return no("还没有答复，收到答复后即可评价")
    if facts.rated:
        return no("这次答复已经评价过；如有新的答复可以再次评价", article="国办发〔2019〕51号")
    return YES
