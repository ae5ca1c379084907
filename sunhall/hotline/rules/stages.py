"""Stages and moves of a request: the nine stages 九环节 of 002, and the dialogue between them."""

from sunhall.ground.access.actor import Actor
from sunhall.ground.kit.verdict import YES, Verdict, no
from sunhall.hotline.rules.facts import RequestFacts
from sunhall.matters import rules as matter_rules
from sunhall.matters.rules import (
    ACCEPTED,
    ANSWERED,
    CLOSED,
    RECEIVED,
    REFUSED,
    WORKING,
    Move,
    Moves,
    Needs,
)

STAGES = {
    "received": (RECEIVED, "登记"),
    "accepted": (ACCEPTED, "受理"),
    "classified": (ACCEPTED, "分类"),
    "conferring": (ACCEPTED, "会商"),
    "assigned": (WORKING, "交办"),
    "submitted": (WORKING, "呈报领导"),
    "handling": (WORKING, "承办"),
    "answered": (ANSWERED, "反馈"),
    "dialogue": (WORKING, "约谈"),
    "talked": (ANSWERED, "已约谈"),
    "joint": (WORKING, "联席会议复核"),
    "decided": (ANSWERED, "联席会议已决定"),
    "revisited": (ANSWERED, "回访"),
    "closed": (CLOSED, "归档"),
    "kept": (CLOSED, "留存备查"),
    "read": (CLOSED, "转阅"),
    "merged": (CLOSED, "并单"),
    "withdrawn": (CLOSED, "撤回"),
    "refused": (REFUSED, "不予受理"),
}

INTAKE = ("received", "accepted", "classified")
UNANSWERED = (*INTAKE, "conferring", "assigned", "submitted", "handling")
REMINDED = ("assigned", "submitted", "handling", "dialogue", "joint")
# Kept on file, passed on for reading or refused is an answer too: whoever gets one may say so.
DISPUTABLE = ("answered", "revisited", "closed", "kept", "read", "refused")
WORKED_ON = (*UNANSWERED, "answered", "dialogue", "talked", "joint", "decided", "revisited")
# Whoever is not content after so many dialogues is heard by the joint meeting 联席会议 (000#1 二).
MOST_DIALOGUES = 2

# What kind of person a move is for; the facts of the one request are asked after that.
SEAT = Needs(("hotline.dispose",), no("只有热线坐席可以处置诉求", article="H3"))
CALLS = Needs(("hotline.register",), no("只有热线坐席可以记录来电", article="H3"))
HANDLER = Needs(("hotline.answer",), no("只有承办人员可以办理这一环节", article="H5"))
# The desk answers too: whoever did, or reviews a refusal, meets the person.
TALKS = Needs(
    (*HANDLER.permissions, *SEAT.permissions),
    no("只有承办人员和热线坐席可以约谈", article="H6"),
)
REVISITOR = Needs(("hotline.revisit",), no("只有回访人员可以回访和办结归档", article="H8"))
WORKING_ON = Needs(
    (*HANDLER.permissions, *SEAT.permissions),
    no("只有承办人员和热线坐席可以添加记录", article="H5"),
)


def may_desk(actor: Actor, facts: RequestFacts) -> Verdict:
    """Work on a request at the desk: any seat for what lies at the intake post (H3)."""
    if actor.code == "system" or facts.owner_post == facts.intake_post:
        return YES
    return matter_rules.may_own(actor, facts)


def may_dispose(actor: Actor, facts: RequestFacts) -> Verdict:
    """Dispose of a request 处置, unless a post has objected and nobody has decided yet (H3)."""
    if facts.objection_open:
        return no("承办单位提出的派单异议尚未裁定，请先裁定", article="国办函〔2025〕66号")
    return may_desk(actor, facts)


def may_refuse(actor: Actor, facts: RequestFacts) -> Verdict:
    """Refuse 不予受理, but not again what a review has accepted after all (H6)."""
    if facts.answer_voided:
        return no("此件经复核已改为受理，不能再次不予受理", article="H6")
    return may_dispose(actor, facts)


def may_assign(actor: Actor, facts: RequestFacts) -> Verdict:
    """Assign 交办 once it is classified: a class decides who must answer (H2)."""
    verdict = may_desk(actor, facts)
    if verdict and not facts.class_code:
        return no("请先选择分类，再交办", article="H2 分类")
    return verdict


def may_return(actor: Actor, facts: RequestFacts) -> Verdict:
    """Object to a dispatch 派单异议, but not again once it was rejected (潍坊 22)."""
    if facts.bound:
        reason = "会商已确定由本单位主办，不能退回；需要协助的请商协办单位"
        return no(reason, article="国办函〔2025〕66号")
    if facts.designated:
        reason = "此件的派单异议已被驳回，承办单位不能再退回；请按期办理"
        return no(reason, article="潍坊 12345 条例 22")
    return matter_rules.may_return(actor, facts)


def may_designate(actor: Actor, facts: RequestFacts) -> Verdict:
    """Reject 驳回 an objection: the post that is given power to decide holds it (H2)."""
    if not facts.objection_open:
        return no("没有待裁定的派单异议")
    return matter_rules.may_own(actor, facts)


def may_instruct(actor: Actor, facts: RequestFacts) -> Verdict:
    """A submitted request goes on when the leader who signed for it has instructed 批示 (H3)."""
    if facts.offered_to:
        return no("领导尚未签阅，不能代为批示", article="H3")
    return matter_rules.may_own(actor, facts)


def may_lead(actor: Actor, facts: RequestFacts) -> Verdict:
    """A leader took the call himself 领导接听: his post owns it from the first word (H11; 002)."""
    if facts.owner_post == facts.intake_post:
        return no("此件由热线受理，不是领导接听的来电", article="H11")
    return YES


def may_answer(actor: Actor, facts: RequestFacts) -> Verdict:
    """Who answers is who signed for it, never the desk that only handed it on (K2)."""
    if facts.offered_to:
        return no("此件已交办，请由签收的岗位答复", article="首问负责制 K2")
    return matter_rules.may_own(actor, facts)


def may_recall(actor: Actor, facts: RequestFacts) -> Verdict:
    """Take back 收回 an assignment that nobody has signed yet (ux A3-09)."""
    if facts.sealed:
        return no("已转纪检监察的事项不能收回", article="条例 33")
    if not facts.offered_to:
        return no("承办岗位已经签收，不能收回；需要改派请与承办岗位联系", article="首问负责制 K2")
    return may_dispose(actor, facts)


def may_remind(actor: Actor, facts: RequestFacts) -> Verdict:
    """Remind 催办 the post whose turn it is; whoever holds it needs no reminder (K3, H4)."""
    turn = facts.offered_to or facts.owner_post
    if turn in actor.posts:
        return no("此件正等您的岗位办理，不用催办")
    if facts.paused:
        return no("时限已暂停，正在等待诉求人或有关机关，暂不催办")
    return YES


def may_take_call(actor: Actor, facts: RequestFacts) -> Verdict:
    """Add what a caller says to an open request, or urge it 催办: any seat (H3)."""
    return matter_rules.may_take_words(actor, facts)


def may_know_person(actor: Actor, *, is_confidential: bool) -> Verdict:
    """Who asks is known to those who handle it; a confidential person 保密 only to the desk."""
    if is_confidential and not actor.may("hotline.dispose"):
        return no("诉求人要求保密；需要联系时请通过热线中心", article="GB/T 33358 保密")
    if not (actor.may("people.reveal") or actor.may("people.manage")):
        return no("您的岗位不查看诉求人信息")
    return YES


def may_merge(actor: Actor, facts: RequestFacts) -> Verdict:
    """Merge 并单 is the consent of an operator, never a machine's decision (H13)."""
    if actor.code == "system":
        return no("并单须经坐席人员确认", article="H13")
    return may_dispose(actor, facts)


def may_split(actor: Actor, facts: RequestFacts) -> Verdict:
    """Split again 拆分 what was merged: an operator says why, never a machine (H13)."""
    return may_merge(actor, facts)


def may_withdraw(actor: Actor, facts: RequestFacts) -> Verdict:
    """The person takes back what they asked 撤回, before it is answered."""
    if matter_rules.is_the_person(actor, facts):
        return YES
    return no("只有诉求人本人可以撤回")


def may_dissatisfy(actor: Actor, facts: RequestFacts) -> Verdict:
    """Not satisfied 不满意: the person's word, or a revisit that wrote it down (H6; 000#1)."""
    if facts.dialogue_open:
        return no("约谈已经安排，单位将在期限内与您联系", article="000#1 四")
    if facts.joint_decided:
        return no("联席会议已经决定；不服的可以走决定中写明的法定途径", article="000#1 二")
    if facts.dialogues_held >= MOST_DIALOGUES and facts.stage != "closed":
        return no("已经约谈两次，接下来由联席会议复核", article="000#1 二")
    if facts.dialogues_held and facts.stage == "closed":
        return no("此件已经约谈并办结；如有新的情况，请重新反映", article="H6")
    heard = actor.code == "system" or actor.may("hotline.register") or actor.may("hotline.revisit")
    if heard or matter_rules.is_the_person(actor, facts):
        return YES
    return no("是否满意由诉求人本人表示，或由坐席、回访人员记录", article="H6")


def may_hold_dialogue(actor: Actor, facts: RequestFacts) -> Verdict:
    """The unit that answered must itself meet the person 主动约谈 (H6; 000#1)."""
    if not facts.dialogue_open:
        return no("此件没有待进行的约谈")
    return _may_review(actor, facts)


def may_cancel_dialogue(actor: Actor, facts: RequestFacts) -> Verdict:
    """Cancel 取消 what was arranged; the dialogue itself stays owed (H6)."""
    if not facts.dialogue_planned:
        return no("约谈还没有安排，没有可以取消的")
    return may_hold_dialogue(actor, facts)


def may_reply_to_dialogue(actor: Actor, facts: RequestFacts) -> Verdict:
    """Say whether one comes: the person's word, or a seat or the holder who heard it (H6)."""
    if not facts.dialogue_planned:
        return no("约谈还没有定好时间，请先说希望在哪里谈")
    if matter_rules.is_the_person(actor, facts) or actor.may("hotline.register"):
        return YES
    return TALKS.verdict(actor) and matter_rules.may_own(actor, facts)


def may_refer(actor: Actor, facts: RequestFacts) -> Verdict:
    """Refer to the joint meeting 提请联席会议复核 what dialogues could not settle (000#1 二)."""
    if facts.joint_decided:
        return no("联席会议已经复核并作出决定", article="000#1 二")
    if not facts.dialogues_held or facts.satisfied is not False:
        return no("约谈以后诉求人仍不满意的，才由联席会议复核", article="000#1 二")
    if facts.dialogues_held >= MOST_DIALOGUES and matter_rules.is_the_person(actor, facts):
        return YES
    heard = (actor.code == "system", actor.may("hotline.revisit"), actor.may("hotline.register"))
    if any(heard):
        return YES
    return TALKS.verdict(actor) and matter_rules.may_own(actor, facts)


def may_decide_joint(actor: Actor, facts: RequestFacts) -> Verdict:
    """The joint meeting decides 复核决定; who answered does not write down its decision."""
    if facts.answered_by and facts.answered_by == actor.code:
        return no("答复此件的人不能记录对它的复核决定", article="H6")
    return matter_rules.may_own(actor, facts)


def may_overturn(actor: Actor, facts: RequestFacts) -> Verdict:
    """Accept after all 改为受理 what was refused, once the person has been heard (H6, S9)."""
    if not facts.refused_by:
        return no("此件没有不予受理的决定")
    return _may_review(actor, facts)


def _may_review(actor: Actor, facts: RequestFacts) -> Verdict:
    """Nobody reviews their own refusal; any other answer its own unit talks about."""
    if facts.refused_by and facts.refused_by == actor.code:
        return no("不予受理须由作出决定以外的人员复核", article="H6")
    return matter_rules.may_own(actor, facts)


def may_undo_close(actor: Actor, facts: RequestFacts) -> Verdict:
    """Take closing back 撤销办结; what was closed without a revisit came from elsewhere."""
    if facts.revisits and actor.is_staff:
        return YES
    return no("没有可以撤销的办结")


def is_the_answerer(actor: Actor, facts: RequestFacts) -> bool:
    """Whether they answered it, or hold the post that did: nobody judges his own work."""
    return actor.code == facts.answered_by or facts.owner_post in actor.posts


def may_revisit(actor: Actor, facts: RequestFacts) -> Verdict:
    """Revisit 回访 by someone other than the handler (H8; 002)."""
    if is_the_answerer(actor, facts) or not actor.is_staff:
        return no("回访须由承办人以外的人员进行", article="H8")
    return YES


def may_close(actor: Actor, facts: RequestFacts) -> Verdict:
    """Close 办结: never against the person's word without a dialogue (H6; 000#1)."""
    if facts.satisfied is False and not facts.dialogues_held:
        return no("诉求人不满意，须先约谈才能办结", article="000#1 四")
    if facts.dialogue_open:
        return no("约谈尚未进行，不能办结", article="000#1 四")
    if facts.satisfied is False and facts.contested and not facts.joint_decided:
        return no("约谈后仍不满意，须再约谈或由联席会议复核才能办结", article="000#1 二")
    if facts.replayed and actor.code == "system":
        return YES
    if not facts.revisits:
        return no("须先回访诉求人才能办结", article="002 回访100%")
    return YES if actor.is_staff else no("办结归档由回访人员决定", article="H8")


def may_replay(actor: Actor, facts: RequestFacts) -> Verdict:
    """Replay an answer another system gave 历史答复: only what came from there, by the import."""
    if facts.replayed and actor.code == "system":
        return YES
    return no("只有导入的历史诉求可以补录历史答复", article="H8")


MOVES = Moves(
    STAGES,
    Move("accept", "受理", ("received",), "accepted", may_dispose, SEAT),
    Move("refuse", "不予受理", ("received", "accepted"), "refused", may_refuse, SEAT),
    Move("classify", "分类", INTAKE, "classified", may_desk, SEAT),
    Move("direct", "直接答复", INTAKE, "answered", may_dispose, SEAT),
    Move("three_way", "三方通话答复", INTAKE, "answered", may_dispose, SEAT),
    Move("keep", "留存备查", INTAKE, "kept", may_dispose, SEAT),
    Move("read", "转阅", INTAKE, "read", may_dispose, SEAT),
    Move("assign", "转办", INTAKE, "assigned", may_assign, SEAT),
    Move("inspect", "转纪检监察", INTAKE, "assigned", may_desk, SEAT),
    Move("offer", "交办", ("assigned",), "", may_desk, SEAT),
    Move("designate", "驳回异议", ("classified",), "handling", may_designate, SEAT),
    Move("submit", "呈报领导", INTAKE, "submitted", may_dispose, SEAT),
    Move("lead", "领导接听", ("received",), "submitted", may_lead, CALLS),
    Move("instruct", "批示交办", ("submitted",), "assigned", may_instruct, HANDLER),
    Move("recall", "收回交办", ("assigned", "submitted"), "classified", may_recall, SEAT),
    Move("confer", "召集会商", ("classified",), "conferring", may_desk, SEAT),
    Move("conclude", "会商决定", ("conferring",), "handling", may_desk, SEAT),
    Move("call_off", "取消会商", ("conferring",), "classified", may_desk, SEAT),
    Move("split", "拆分", ("merged",), "accepted", may_split, SEAT),
    Move("merge", "并单", INTAKE, "merged", may_merge, SEAT),
    Move("replay", "补录历史答复", INTAKE, "closed", may_replay),
    Move("sign", "签收", ("assigned",), "handling", matter_rules.may_sign, HANDLER),
    Move("receive", "签阅", ("submitted",), "", matter_rules.may_sign, HANDLER),
    Move("return", "退回", ("assigned", "handling"), "classified", may_return, HANDLER),
    Move("pause", "暂停计时", ("handling",), "", matter_rules.may_pause, HANDLER),
    Move("resume", "恢复计时", ("handling",), "", matter_rules.may_resume, HANDLER),
    Move("extend", "申请延期", ("handling",), "", matter_rules.may_extend, HANDLER),
    Move("answer", "答复", ("handling", "submitted"), "answered", may_answer, HANDLER),
    Move("dissatisfy", "不满意", DISPUTABLE, "dialogue", may_dissatisfy),
    Move("plan_dialogue", "安排约谈", ("dialogue",), "", may_hold_dialogue, TALKS),
    Move("cancel_dialogue", "取消约谈安排", ("dialogue",), "", may_cancel_dialogue, TALKS),
    Move("reply_dialogue", "记录约谈答复", ("dialogue",), "", may_reply_to_dialogue),
    Move("hold_dialogue", "记录约谈", ("dialogue",), "talked", may_hold_dialogue, TALKS),
    Move("refer_joint", "提请联席会议复核", ("talked", "revisited"), "joint", may_refer),
    Move("decide_joint", "记录复核决定", ("joint",), "decided", may_decide_joint, TALKS),
    Move("overturn", "改为受理", ("talked",), "accepted", may_overturn, TALKS),
    Move(
        "revisit",
        "回访",
        ("answered", "talked", "decided", "revisited"),
        "revisited",
        may_revisit,
        REVISITOR,
    ),
    Move("close", "办结归档", ("answered", "talked", "revisited"), "closed", may_close, REVISITOR),
    Move("withdraw", "撤回", UNANSWERED, "withdrawn", may_withdraw),
    Move("call", "记录来电", WORKED_ON, "", may_take_call, CALLS),
    Move("remind", "催办", REMINDED, "", may_remind, SEAT),
    Move("note", "添加办理记录", WORKED_ON, "", matter_rules.may_note, WORKING_ON),
    Move(
        "undo_return",
        "撤销退回",
        ("classified",),
        "handling",
        matter_rules.may_undo_return,
        HANDLER,
    ),
    Move(
        "undo_unsigned",
        "撤销退回",
        ("classified",),
        "assigned",
        matter_rules.may_undo_unsigned,
        HANDLER,
    ),
    Move("undo_pause", "撤销暂停", ("handling",), "", matter_rules.may_undo_pause, HANDLER),
    Move("undo_close", "撤销办结", ("closed",), "revisited", may_undo_close, REVISITOR),
    Move("undo_close_talked", "撤销办结", ("closed",), "talked", may_undo_close, REVISITOR),
    Move("undo_close_answered", "撤销办结", ("closed",), "answered", may_undo_close, REVISITOR),
    Move("undo_note", "撤销办理记录", WORKED_ON, "", matter_rules.may_note, WORKING_ON),
    Move("contact", "记录联系", WORKED_ON, "", matter_rules.may_contact, WORKING_ON),
)

# What was told last → the moves that undo it, one for each stage it may have come from. Refusing,
# keeping on file, passing for reading and merging tell the person something: they stand.
UNDONE_BY = {
    "hotline.RequestClosed": ("undo_close", "undo_close_talked", "undo_close_answered"),
}

# Moves that may be made for many requests at once, each in its own transaction (ux A3-08).
BULK = ("sign", "assign", "remind")


def bulk_moves(actor: Actor) -> list[Move]:
    """The moves this kind of person is offered for a selection."""
    return [MOVES.rows[name] for name in BULK if MOVES.rows[name].needs.verdict(actor)]
