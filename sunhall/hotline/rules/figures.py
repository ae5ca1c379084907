"""Figures that only requests have: revisits and dialogues (H6, H8, D2)."""

from sunhall.matters.rules.figures import Definition

RULES_002 = "002 回访100%"
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
FIGURES = (REVISIT_RATE, UNDERSTANDING_RATE)

# Stages that end a request without an answer to call back about.
NEVER_REVISITED = ("merged", "withdrawn", "kept", "read", "refused")
UNDERSTOOD = ("satisfied", "understands")
