"""The six phases of the spine, and what an office may say came of a matter."""

from datetime import timedelta

RECEIVED = "received"
ACCEPTED = "accepted"
WORKING = "working"
ANSWERED = "answered"
CLOSED = "closed"
REFUSED = "refused"

PHASES: dict[str, str] = {
    RECEIVED: "已提交",
    ACCEPTED: "已受理",
    WORKING: "办理中",
    ANSWERED: "已答复",
    CLOSED: "已办结",
    REFUSED: "不予受理",
}
OPEN = (RECEIVED, ACCEPTED, WORKING, ANSWERED)
ENDED = (CLOSED, REFUSED)

# What the office says came of it. What the person says is a fact of its own (ux finding 2).
OUTCOMES: dict[str, str] = {
    "resolved": "已解决",
    "partly": "部分解决",
    "unresolved": "未解决（已说明）",
    "beyond": "超出职责或诉求不合理（已说明）",
    "informed": "已答复咨询",
    "recorded": "已登记",
}
# What a replayed answer of the past gets when its source says nothing; nobody may choose it.
UNSTATED = "unstated"
ALL_OUTCOMES: dict[str, str] = OUTCOMES | {UNSTATED: "已答复（来源未注明结果）"}

# Nobody is reminded of the same matter twice in an hour.
REMIND_AGAIN = timedelta(hours=1)

# The clocks a matter may run, as people say them.
CLOCKS: dict[str, str] = {
    "reply": "答复",
    "sign": "签收",
    "objection": "裁定派单异议",
    "dialogue": "约谈",
    "revisit": "回访",
    "joint": "联席会议复核",
}
