"""Words of the phone desk."""

# State of a seat → words. 未签入 is a seat without a person.
OFFLINE, READY, RINGING, TALKING, WRAP_UP, AWAY = (
    "offline", "ready", "ringing", "talking", "wrap_up", "away",
)  # fmt: skip
SEAT_STATES = {
    OFFLINE: "未签入",
    READY: "示闲",
    RINGING: "振铃",
    TALKING: "通话",
    WRAP_UP: "话后处理",
    AWAY: "离席",
}

# Why somebody is away 离席原因. `no_answer` is set by the house when a phone rang in vain.
AWAY_REASONS = {
    "rest": "小休",
    "meal": "用餐",
    "training": "培训",
    "meeting": "会议",
    "other_work": "其他工作",
}
NO_ANSWER = "no_answer"
ALL_AWAY = {**AWAY_REASONS, NO_ANSWER: "振铃未接"}

# State of a call. The menu is the voice enquiry; whoever is in it has not asked for a human.
MENU, WAITING, OFFERED, SPEAKING, ENDED = "menu", "waiting", "offered", "speaking", "ended"
CALL_STATES = {
    MENU: "语音查询",
    WAITING: "排队",
    OFFERED: "振铃",
    SPEAKING: "通话中",
    ENDED: "已结束",
}
OUTCOMES = {
    "": "进行中",
    "answered": "已接听",
    "missed": "漏接",
    "enquired": "语音自助查询",
    "reached": "已接通",
    "unreached": "未接通",
}

PURPOSES = {"answer": "坐席", "three_way": "三方通话", "transfer": "转接"}

# What came of a call-back 回拨.
BACK_OUTCOMES = {
    "reached": "已接通并答复",
    "no_answer": "无人接听",
    "busy": "占线",
    "wrong": "空号或错号",
}
SETTLES = frozenset({"reached", "wrong"})
