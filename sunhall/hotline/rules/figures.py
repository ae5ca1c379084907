"""Figures that only requests have: ways of disposal, revisits, dialogues (H2, H6, H8, D2)."""

from sunhall.matters.rules.figures import Definition

RULES_002 = "002 回访100%"
COMMON = "12345 热线通行指标（GB/T 33357 原文待核）"
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
    "承办单位退回过的件数占已派单件数的比例，越低越好；一件多次派单或退回只计一次",
    "退回过的件数",
    "已派单件数",
    "热线收回的派单；退回后又撤销的；裁定退回不成立的不计入分子",
    COMMON,
    is_rate=True,
)
FIGURES = (DIRECT_RATE, RETURN_RATE, REVISIT_RATE, UNDERSTANDING_RATE)

# Stages that end a request without an answer to call back about.
NEVER_REVISITED = ("merged", "withdrawn", "kept", "read", "refused")
# What was merged, withdrawn or refused at intake was no valid request 有效诉求.
NOT_VALID = ("merged", "withdrawn", "refused")
DIRECT = ("direct", "three_way")
UNDERSTOOD = ("satisfied", "understands")
