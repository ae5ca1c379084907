"""Texts of messages of the knowledge base, as first laid; a county changes them (K7, H12)."""

# Template → channel → (subject, body). Named placeholders only.
MESSAGES: dict[str, dict[str, tuple[str, str]]] = {
    "article-near": {
        "inapp": ("知识将到期", "{number} 有效期至 {until}，请在到期前更新、延长或撤下。")
    },
    "article-expired": {
        "inapp": ("知识已过期", "{number} 于 {until} 到期没有更新，查阅的人会看到“已过期”。")
    },
    "article-submitted": {"inapp": ("知识待审核", "{number} 第 {version} 版等待您审核。")},
    "article-returned": {"inapp": ("知识退回修改", "{number} 第 {version} 版退回：{words}")},
    "article-doubted": {"inapp": ("知识有误待答复", "{number} 被指出有误，请在 {due} 前答复。")},
    "doubt-answered": {"inapp": ("纠错已答复", "您指出有误的 {number}：{verdict}。{words}")},
    "doubt-passed": {"inapp": ("纠错超期", "{number} 的纠错没有在 {due} 前答复，已记录。")},
    "article-text": {"sms": ("", "{title}：{link}（{owner}，有效期至{until}）")},
}
