"""Texts of messages, as first laid; a county changes them as versioned templates (K7)."""

# Template → channel → (subject, body). Named placeholders only.
MESSAGES: dict[str, dict[str, tuple[str, str]]] = {
    "request-received": {
        "sms": (
            "",
            "已收到您的诉求，编号{number}，查询码{code}，最迟{due}前答复。查看进度：{link}",
        ),
        "inapp": ("已收到您的诉求", "编号 {number}，最迟 {due} 前答复。"),
    },
    "request-answered": {
        "sms": ("", "您的诉求{number}已有答复，请查看并评价：{link} 不满意将安排约谈。"),
        "inapp": ("您的诉求已有答复", "编号 {number}，请查看并评价；不满意将安排约谈。"),
    },
    "dialogue-planned": {
        "sms": ("", "您的诉求{number}约谈安排在{at}，地点：{place}。请答复能否参加：{link}"),
        "inapp": ("约谈已安排", "编号 {number}，{at}，{place}。"),
    },
    "dialogue-moved": {
        "sms": ("", "您的诉求{number}约谈改到{at}，地点：{place}。原因：{reason} 查看：{link}"),
        "inapp": ("约谈改期", "编号 {number}，改到 {at}，{place}。原因：{reason}"),
    },
    "dialogue-cancelled": {
        "sms": (
            "",
            "您的诉求{number}原定的约谈取消，单位将另与您约时间。原因：{reason} 查看：{link}",
        ),
        "inapp": ("约谈安排取消", "编号 {number}，将另与您约时间。原因：{reason}"),
    },
    "dialogue-tomorrow": {
        "sms": ("", "提醒：您的诉求{number}约谈在{at}，地点：{place}。不便参加请点：{link}"),
        "inapp": ("约谈提醒", "编号 {number}，{at}，{place}。"),
    },
    "dialogue-replied": {"inapp": ("约谈答复", "{number} 的诉求人：{answer}。{wished}")},
    "import-done": {
        "inapp": (
            "导入已完成",
            "{name}：新增 {imported} 件，未变 {unchanged} 件，退回 {rejected} 行。",
        )
    },
    "post-assigned": {"inapp": ("新的交办待签收", "{number} 交办给您的岗位，请签收或退回。")},
    "post-reminded": {"inapp": ("催办", "{number} 请抓紧办理。{words}")},
    "objection-rejected": {
        "inapp": ("派单异议未获同意", "{number} 仍由您的岗位承办，不能再退回。{words}")
    },
    "limit-near": {"inapp": ("时限将到", "{number} 的「{clock}」时限将于 {due} 届满。")},
    "limit-passed": {
        "inapp": ("时限已过", "{number} 的「{clock}」时限 {due} 已过，超期记录永久保留。")
    },
    "dialogue-owed": {"inapp": ("需要约谈", "{number} 的诉求人不满意，请在 {due} 前约谈。")},
}
