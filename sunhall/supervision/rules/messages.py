"""Texts of messages, as first laid; a county changes them as versioned templates (K7)."""

MESSAGES: dict[str, dict[str, tuple[str, str]]] = {
    "letter-sent": {
        "inapp": ("收到督办函", "{paper}（{level}）：{number}，请签收并在 {due} 前回复。")
    },
    "letter-near": {"inapp": ("督办函将到期", "{paper} 请在 {due} 前回复。")},
    "letter-late": {"inapp": ("督办函已超期", "{paper} 应在 {due} 前回复，超期记录永久保留。")},
    "letter-answered": {"inapp": ("督办函已有回复", "{paper}：{number}，请查看回复。")},
    "letter-withdrawn": {"inapp": ("督办函已撤回", "{paper} 已撤回，不用回复。")},
    "matter-listed": {"inapp": ("挂号督办", "{number} 已挂号督办（{paper}），{due} 前办结。")},
    "finding-opened": {"inapp": ("约谈回访发现不一致", "{number}：{words}，请在 {due} 前说明。")},
    "finding-late": {"inapp": ("说明已超期", "{number}：{words}，应在 {due} 前说明。")},
    "special-sent": {"inapp": ("群众约谈工作专报", "{paper} 已报送，请审阅。")},
}
