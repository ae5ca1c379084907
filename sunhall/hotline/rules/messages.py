"""Texts of messages, as first laid; a county changes them as versioned templates (K7)."""

# Template → channel → (subject, body). Named placeholders only.
MESSAGES: dict[str, dict[str, tuple[str, str]]] = {
    "request-received": {
        "wechat": (
            "",
            "已登记您的诉求。\n编号 {number}\n查询码 {code}\n最迟 {due} 前答复。\n查看进度：{link}",
        ),
        "sms": (
            "",
            "已收到您的诉求，编号{number}，查询码{code}，最迟{due}前答复。查看进度：{link}",
        ),
        "inapp": ("已收到您的诉求", "编号 {number}，最迟 {due} 前答复。"),
        "email": (
            "已收到您的来信，编号 {number}",
            "您好！您的来信已经登记。\n\n编号：{number}\n查询码：{code}\n答复期限：最迟 {due} 前\n"
            "查看进度：{link}\n\n要补充情况或材料，直接回复本邮件即可。\n"
            "本邮件由系统自动发出，来信由工作人员办理。",
        ),
    },
    "request-behalf": {
        "sms": (
            "",
            "代办员{agent}受您委托提交了诉求，编号{number}，查询码{code}，最迟{due}前答复。"
            "不是您的意思可以撤回：{link}",
        ),
        "inapp": (
            "代办员已代您提交诉求",
            "{agent} 受您委托提交，编号 {number}，最迟 {due} 前答复。",
        ),
        "email": (
            "代办员已代您提交诉求，编号 {number}",
            "您好！代办员 {agent} 受您委托提交了诉求。\n\n编号：{number}\n查询码：{code}\n"
            "答复期限：最迟 {due} 前\n查看进度：{link}\n\n不是您的意思，可以从上面的链接撤回。",
        ),
    },
    "request-supplemented": {
        "wechat": ("", "您补充的内容已加入诉求 {number}。查看进度：{link}"),
        "sms": ("", "您补充的内容已加入诉求{number}。如是另一件事，请回复“新”。查看进度：{link}"),
        "email": (
            "您的补充已收到，编号 {number}",
            "您好！您补充的内容已加入诉求 {number}，没有另立一件。\n查看进度：{link}",
        ),
    },
    "letter-too-large": {
        "email": (
            "您的来信过大，还没有登记",
            "您好！您发来的邮件约 {size} MB，超过 {most} MB，还没有登记，邮件没有丢失。"
            "\n\n请这样办：\n"
            "1. 把附件压缩或分成几封重新发来；或\n2. 在网上提交并上传材料：{link}；或\n"
            "3. 拨打 {phone}，由工作人员登记。",
        )
    },
    "letter-files": {
        "wechat": (
            "",
            "您的诉求 {number} 已登记，但有材料没有收下：\n{reasons}\n在网上补充：{link}",
        ),
        "sms": ("", "您的短信没有收全，已按收到的内容登记，编号{number}。{reasons}"),
        "email": (
            "有附件没有收下，编号 {number}",
            "您好！您的来信已经登记，编号 {number}，但有附件没有收下：\n\n{reasons}\n\n"
            "请按上面的办法处理后，直接回复本邮件补发；也可以在网上补充：{link}",
        ),
    },
    "request-answered": {
        "wechat": ("", "您的诉求 {number} 已有答复，请查看并评价：{link}\n不满意将安排约谈。"),
        "sms": ("", "您的诉求{number}已有答复，请查看并评价：{link} 不满意将安排约谈。"),
        "inapp": ("您的诉求已有答复", "编号 {number}，请查看并评价；不满意将安排约谈。"),
        "email": (
            "您的诉求 {number} 已有答复",
            "您好！您的诉求 {number} 已有答复。\n请查看并评价：{link}\n不满意将安排约谈。",
        ),
    },
    "dialogue-planned": {
        "wechat": ("", "您的诉求 {number} 约谈在 {at}，地点：{place}。请答复能否参加：{link}"),
        "sms": ("", "您的诉求{number}约谈安排在{at}，地点：{place}。请答复能否参加：{link}"),
        "inapp": ("约谈已安排", "编号 {number}，{at}，{place}。"),
        "email": (
            "约谈已安排，编号 {number}",
            "您好！您的诉求 {number} 约谈安排在 {at}，地点：{place}。\n"
            "如需改期，请回复本邮件或拨打 12345。\n查看进度：{link}",
        ),
    },
    "dialogue-moved": {
        "wechat": ("", "您的诉求 {number} 约谈改到 {at}，地点：{place}。原因：{reason}\n{link}"),
        "sms": ("", "您的诉求{number}约谈改到{at}，地点：{place}。原因：{reason} 查看：{link}"),
        "inapp": ("约谈改期", "编号 {number}，改到 {at}，{place}。原因：{reason}"),
    },
    "dialogue-cancelled": {
        "wechat": ("", "您的诉求 {number} 原定约谈取消，将另约时间。原因：{reason}\n{link}"),
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
    "volunteer-invited": {
        "sms": (
            "",
            "邀请您以法律志愿者身份参加{at}的群众约谈，地点：{place}。请答复能否参加：{link}",
        ),
    },
    "volunteer-excused": {
        "sms": ("", "原邀请您参加的{at}群众约谈不用到场了，给您添麻烦了。查看：{link}"),
    },
    "volunteer-accept": {"inapp": ("法律志愿者参加", "{number} 的约谈（{at}）：{name}参加。")},
    "volunteer-decline": {
        "inapp": (
            "法律志愿者不能参加",
            "{number} 的约谈（{at}）：{name}不能参加，{ground}。请另请一位。",
        )
    },
    "joint-referred": {
        "sms": ("", "您的诉求{number}已提请联席会议复核，最迟{due}作出决定并告诉您。查看：{link}"),
        "inapp": ("已提请联席会议复核", "编号 {number}，最迟 {due} 作出决定。"),
    },
    "joint-owed": {"inapp": ("待联席会议复核", "{number} 须在 {due} 前作出复核决定。")},
    "joint-called": {"inapp": ("联席会议", "{meeting} 号会议：{at}，{place}，请参加。")},
    "import-done": {
        "inapp": (
            "导入已完成",
            "{name}：新增 {imported} 件，未变 {unchanged} 件，退回 {rejected} 行。",
        )
    },
    "post-assigned": {"inapp": ("新的交办待签收", "{number} 交办给您的岗位，请签收或退回。")},
    "post-reminded": {"inapp": ("催办", "{number} 请抓紧办理。{words}")},
    "conference-called": {"inapp": ("会商通知", "{number} 于 {at} 在{place}会商，请派员参加。")},
    "conference-off": {"inapp": ("会商取消", "{number} 的会商已取消：{reason}")},
    "task-given": {"inapp": ("协办任务", "{number} 有协办任务交您的岗位，最迟 {due} 反馈。")},
    "task-late": {"inapp": ("协办超期", "{number} 的协办任务 {due} 已到期，请尽快反馈。")},
    "instruction-near": {"inapp": ("批示回报将到期", "{number} 的领导批示须在 {due} 前回报。")},
    "instruction-late": {
        "inapp": ("批示未按期回报", "{number} 的领导批示应在 {due} 前回报，还没有回报。")
    },
    "instruction-reported": {"inapp": ("批示已回报", "{number} 已回报办理情况，请审阅。")},
    "objection-rejected": {
        "inapp": ("派单异议未获同意", "{number} 仍由您的岗位承办，不能再退回。{words}")
    },
    "hot-alarm": {
        "inapp": ("热点增长预警", "{number}：近 7 天 {count} 件，预期 {expected} 件，请研判定责。")
    },
    "hot-given": {"inapp": ("热点问题交您回应", "{number} 由您的岗位负责，最迟 {due} 回应。")},
    "hot-late": {"inapp": ("热点回应超期", "{number} 的回应时限 {due} 已过，请尽快回应。")},
    "hot-answered": {"inapp": ("热点已回应", "{number} 的责任岗位已回应，请确认结束或再次交办。")},
    "limit-near": {"inapp": ("时限将到", "{number} 的「{clock}」时限将于 {due} 届满。")},
    "limit-passed": {
        "inapp": ("时限已过", "{number} 的「{clock}」时限 {due} 已过，超期记录永久保留。")
    },
    "dialogue-owed": {"inapp": ("需要约谈", "{number} 的诉求人不满意，请在 {due} 前约谈。")},
}
