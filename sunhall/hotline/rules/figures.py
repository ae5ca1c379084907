"""Figures that only requests have: signing, response, disposal, revisits, dialogues (H9, D2)."""

from sunhall.matters.rules.figures import Definition

RULES_002 = "002 回访100%"
COMMON = "12345 热线通行指标（GB/T 33357 原文待核）"
RESPONDS = "北京市接诉即办工作条例第十五条、第三十二条（响应率）；算法为通行做法，待核"
RULES_000 = "000#1 不满意诉求约谈"

REVISIT_RATE = Definition(
    "revisit_rate",
    "回访率",
    "已回访的件数占应回访件数的比例；联系不上的回访也算已回访，另计联系结果",
    "已回访件数",
    "已答复件数减去不需回访的件数",
    "并单、撤回、留存备查、转阅、不予受理的件；导入的历史答复",
    RULES_002,
    is_rate=True,
)
UNDERSTANDING_RATE = Definition(
    "understanding_rate",
    "理解率",
    "约谈后表示满意或理解的件数占已约谈件数的比例，以最近一次约谈为准",
    "约谈后满意或理解的件数",
    "已约谈件数",
    "约谈尚未进行的件",
    RULES_000,
    is_rate=True,
)
DIRECT_RATE = Definition(
    "direct_rate",
    "直办率",
    "由热线直接答复（含三方通话）、没有转交承办单位的件数占有效诉求件数的比例",
    "直接答复和三方通话的件数",
    "收到件数减去并单、撤回、不予受理的件",
    "并单、撤回、不予受理的件；导入的历史答复",
    COMMON,
    is_rate=True,
)
RETURN_RATE = Definition(
    "return_rate",
    "退单率",
    "承办单位退回过的件数占已派单件数的比例，越低越好；一件多次派单或退回只计一次，有一次退回成立即计",
    "退回过的件数",
    "已派单件数",
    "热线收回的派单；退回后又撤销的；裁定退回不成立的不计入分子",
    COMMON,
    is_rate=True,
)
SIGN_RATE = Definition(
    "sign_rate",
    "及时签收率",
    "承办单位在签收期限内签收的件数占应签收件数的比例；一件多次派单的，每次都及时才算及时",
    "每次派单都在期限内签收的件数",
    "已签收的件数，加期限已过仍未签收的件数",
    "期限未到且未签收的；期限内退回或被热线收回的派单",
    COMMON,
    is_rate=True,
)
RESPONSE_RATE = Definition(
    "response_rate",
    "响应率",
    "派单后在响应时限内联系上诉求人的件数占应响应件数的比例；"
    "时限见时限规则 HL_RESPOND，以统计期首日的版本为准；本人否认的联系不算，时限内已答复的算",
    "时限内联系上的件数",
    "已派单、响应时限已过或已经联系上的件数",
    "没有留下联系方式的件；时限未到且尚未联系的件",
    RESPONDS,
    is_rate=True,
)
SOLVED_RATE = Definition(
    "solved_rate",
    "解决率",
    "回访时诉求人表示已解决的件数占有效回访件数的比例，以最近一次有效回访为准",
    "表示已解决的件数",
    "联系上并说明是否解决的回访件数",
    "没有联系上的回访；联系上但没有说明是否解决的回访",
    COMMON,
    is_rate=True,
)
REDONE_RATE = Definition(
    "redone_rate",
    "重办率",
    "答复后因诉求人不满意又转入办理（约谈、联席会议复核）的件数占已答复件数的比例，越低越好",
    "答复后又转入约谈或联席会议复核的件数",
    "已答复件数减去并单、撤回的件",
    "并单、撤回的件；导入的历史答复",
    COMMON,
    is_rate=True,
)
FIGURES = (
    SIGN_RATE,
    RESPONSE_RATE,
    DIRECT_RATE,
    RETURN_RATE,
    REVISIT_RATE,
    SOLVED_RATE,
    REDONE_RATE,
    UNDERSTANDING_RATE,
)

# Stages that end a request without an answer to call back about.
NEVER_REVISITED = ("merged", "withdrawn", "kept", "read", "refused")
# Nobody worked on these, so nothing of them could be worked on again 重办.
NEVER_WORKED = ("merged", "withdrawn")
# What was merged, withdrawn or refused at intake was no valid request 有效诉求.
NOT_VALID = ("merged", "withdrawn", "refused")
DIRECT = ("direct", "three_way")
# The limit within which whoever holds a request gets in touch 响应时限; counted in hours.
RESPOND = "HL_RESPOND"
UNDERSTOOD = ("satisfied", "understands")
