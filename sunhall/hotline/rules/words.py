"""The words of the hotline: codes and their official Chinese terms."""

import re

# Five kinds of demand (北京市接诉即办工作条例 10; norms 1.6).
DEMANDS = {
    "consult": "咨询",
    "help": "求助",
    "suggest": "建议",
    "complain": "投诉",
    "report": "举报",
}

# Channels 渠道 (H1).
CHANNELS = {
    "phone": "电话",
    "web": "网上",
    "walk_in": "来访",
    "letter": "来信",
    "agent": "代办员",
    "mailbox": "书记县长信箱",
    "sms": "短信",
    "wechat": "微信",
    "programme": "广播电视",
    "import": "导入",
    "api": "系统对接",
}

# What a call 来电 did for a request (H1; A3-14).
CALL_USES = {"register": "登记", "add": "补充", "urge": "催办"}

# Seven ways to dispose 七种处置方式 (H3; 002).
DISPOSALS = {
    "direct": "直接答复",
    "three_way": "三方通话",
    "keep": "留存备查",
    "read": "转阅",
    "handle": "转办",
    "leader": "呈报领导",
    "inspect": "转纪检监察",
}

# Grounds for refusing at intake, each with where to turn (norms 1.6, 条例 11).
REFUSALS = {
    "emergency": ("紧急警情或急救", "请立即拨打 110、119、120 或 122"),
    "legal_channel": ("应通过诉讼、仲裁、行政复议、信息公开或信访渠道解决", "请向有权机关提出"),
    "nothing_new": ("同一事项正在办理或已有结论，且没有新的事实", "可凭原编号查询进度和结果"),
    "secret": ("涉及国家秘密、商业秘密或他人隐私", "请向主管机关当面反映"),
    "not_public": ("不属于政府职责范围", "请通过市场或社会服务渠道解决"),
    "unlawful": ("违反法律法规或公序良俗", "请依法表达诉求"),
}

# Why a post says: not ours (norms 1.6; ux B4).
RETURN_REASONS = {
    "not_duty": "不属于本单位职责",
    "not_area": "不属于本辖区",
    "need_lead": "需其他单位牵头",
    "unclear": "诉求内容不清，无法办理",
}

# Why staff look at a fact that is masked; each look is logged (PIPL 51).
REVEAL_REASONS = ("联系诉求人核实情况", "上门办理需要地址", "向诉求人告知办理结果")

DIALOGUE_WAYS = {
    "room": "约谈室",
    "village": "到村（社区）",
    "field": "田间地头或现场",
    "home": "入户",
}
DIALOGUE_RESULTS = {
    "satisfied": "满意",
    "understands": "不满意但表示理解",
    "not": "仍不满意",
}
REVISIT_WAYS = {"phone": "电话回访", "sms": "短信回访", "web": "网上回访", "visit": "上门回访"}

# What a citizen is told a stage means: at most eight words, each with one sentence (ux B1).
CITIZEN_WORDS = {
    "submitted": ("已提交", "我们已经收到，工作人员正在查看。"),
    "accepted": ("已受理", "我们已经受理，正在确定由哪个单位办理。"),
    "working": ("办理中", "责任单位正在办理，将在期限前答复您。"),
    "paused": ("暂停计时", "因法定事由暂停计时，事由和文书编号见下方记录。"),
    "dialogue": ("约谈中", "您对答复不满意，单位须在期限内当面与您沟通。"),
    "answered": ("已答复", "单位已经答复。请评价；不满意将安排约谈。"),
    "ended": ("已办结", "此件已经办结，您仍可查看全部过程。"),
    "refused": ("不予受理", "此件不属于受理范围，理由和去处见下方说明。"),
}

_PHASE_WORDS = {
    "received": "submitted",
    "accepted": "accepted",
    "working": "working",
    "answered": "answered",
    "closed": "ended",
    "refused": "refused",
}
_SENTENCE_END = re.compile(r"[。！？!?；;\n\r]")
SUBJECT_CHARS = 40


def citizen_status(stage: str, phase: str, *, paused: bool) -> tuple[str, str]:
    """The status word and the sentence that says what it means to the person."""
    if paused:
        return CITIZEN_WORDS["paused"]
    if stage == "dialogue":
        return CITIZEN_WORDS["dialogue"]
    return CITIZEN_WORDS[_PHASE_WORDS[phase]]


def subject_of(text: str) -> str:
    """A subject line out of a text: its first sentence, cut to forty characters."""
    first = _SENTENCE_END.split(text.strip(), maxsplit=1)[0]
    first = " ".join(first.split())
    return first if len(first) <= SUBJECT_CHARS else first[: SUBJECT_CHARS - 1] + "…"
