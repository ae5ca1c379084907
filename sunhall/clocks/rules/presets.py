"""Limits of the hotline 热线办理时限: what this county starts with, and presets elsewhere (K3, H4).

A preset is a set of rows another place really uses, kept with its source, so that a county
can choose one and change it. Codes: HL_<step> in force here, HL_<preset>_<class> to choose.
"""

from sunhall.clocks.rules.table import OVERDUE, LimitRow

CLASSES = {
    "CONSULT": "咨询",
    "HELP": "求助",
    "SUGGEST": "建议",
    "COMPLAIN": "投诉",
    "REPORT": "举报",
}

GUANGDONG = "http://zfsg.gd.gov.cn/xxfb/ywsd/content/post_3972019.html"
SHANDONG = "https://m.yybnet.net/shandong/news/202001/10093219.html（转载，待核）"
BUREAU = "http://fsou.com/html/text/lar/172733/17273310_2.html"
LOCAL_LAW = "地方性法规文本"
DESIGN = "本系统建议值，启用前由本地确认"

# One printed line of the table is one entry here.
# fmt: off
HERE = (
    LimitRow(
        "HL_REPLY", "诉求答复", "受理", 5, "WD", "热线办理承诺（参照安阳市政务服务条例第五十条）",
        LOCAL_LAW, "promised", 5, "承办单位负责人", on_expiry="超期，记录永久保留",
        note="特别复杂的可以延长一次",
    ),
    LimitRow(
        "HL_DIALOGUE", "约谈", "诉求人表示不满意", 5, "WD", "不满意诉求约谈制度", "本县制度",
        "promised", on_expiry=OVERDUE, note="未约谈不得办结",
    ),
    LimitRow(
        "HL_JOINT", "联席会议复核", "提请复核", 10, "WD", "群众约谈联席会议制度", DESIGN,
        "promised", on_expiry=OVERDUE, note="待核：没有查到规定时限的文件；书面决定并写明法定途径",
    ),
    LimitRow(
        "HL_REVISIT", "回访", "答复诉求人", 5, "WD", "回访率100%（办理承诺）", "本县制度", "step",
        on_expiry=OVERDUE, note="由承办人以外的人员回访",
    ),
    LimitRow(
        "HL_RETURN", "退单", "收到交办", 24, "H", "热线办理承诺（参照安阳市政务服务条例第五十条）",
        LOCAL_LAW, "step", on_expiry="视为接受", note="退回须说明理由并建议承办单位",
    ),
    LimitRow(
        "HL_SIGN", "签收", "收到交办", 2, "WH", "热线办理通用做法", DESIGN, "step",
        on_expiry=OVERDUE,
    ),
    LimitRow(
        "HL_RESPOND", "联系诉求人（响应）", "派单", 24, "H",
        "北京市接诉即办工作条例第十五条：承办单位应当及时联系诉求人", DESIGN, "step",
        on_expiry="计入响应率", note="只按小时计；用于统计响应率，不单独计时",
    ),
    LimitRow(
        "HL_OBJECTION", "热线裁定承办异议", "收到异议", 1, "WD", "热线办理通用做法", DESIGN, "step",
        on_expiry=OVERDUE,
    ),
    LimitRow(
        "HL_CONFER", "协办反馈", "会商决定协办任务", 3, "WD",
        "会商制度（参照北京市接诉即办工作条例第十四条）", DESIGN, "step", on_expiry=OVERDUE,
        note="协办单位按时向主办单位反馈，不能按时的说明情况",
    ),
    LimitRow(
        "HL_REPEAT", "重复诉求认定", "上一次反映", 30, "CD",
        "重复诉求率通行口径：同一诉求人同一事项 N 天内再次反映（GB/T 33357 原文待核）", DESIGN,
        "step", strict=True, note="只作统计和提示，不影响受理；天数由本地确定",
    ),
    LimitRow(
        "HL_HOT", "热点问题回应", "确定责任岗位", 5, "WD",
        "国办函〔2025〕66号：高频诉求未诉先办、风险预警", DESIGN, "step", on_expiry=OVERDUE,
        note="热点和预警的参数自拟，待核",
    ),
    LimitRow(
        "HL_URGENT_RESPOND", "紧急诉求响应", "受理", 2, "H", "热线办理通用做法", DESIGN, "step",
        on_expiry=OVERDUE,
    ),
    LimitRow(
        "HL_URGENT", "紧急诉求处置结果", "受理", 24, "H", "热线办理通用做法", DESIGN, "promised",
        on_expiry=OVERDUE,
    ),
    LimitRow(
        "HL_LIVELIHOOD", "水电气热等民生保供诉求", "受理", 24, "H", "热线办理通用做法", DESIGN,
        "promised", on_expiry=OVERDUE,
    ),
    LimitRow(
        "HL_DIFFICULT", "疑难诉求答复", "受理", 15, "WD", "热线办理通用做法", DESIGN, "promised",
        10, "承办单位负责人", on_expiry=OVERDUE,
    ),
    LimitRow(
        "HL_MAILBOX", "信箱来信回应", "收到来信", 24, "H", "GB/T 33358-2016", "转述，待核", "step",
        on_expiry=OVERDUE,
    ),
    LimitRow(
        "SV_DAILY", "日常督办函回复", "发出督办函", 3, "WD",
        "三级督办制度（参照潍坊市12345政务服务便民热线条例第二十六条）", DESIGN, "step",
        on_expiry="升级为挂牌督办", note="在原时限之外单独计时，不因暂停而延长",
    ),
    LimitRow(
        "SV_LISTED", "挂牌督办函回复", "发出督办函", 5, "WD",
        "三级督办制度（参照潍坊市12345政务服务便民热线条例第二十六条）", DESIGN, "step",
        on_expiry="升级为约谈督办", note="谁挂号谁销号",
    ),
    LimitRow(
        "SV_TALK", "约谈督办函回复", "发出督办函", 2, "WD",
        "三级督办制度（参照潍坊市12345政务服务便民热线条例第二十六条）", DESIGN, "step",
        on_expiry=OVERDUE,
    ),
    LimitRow(
        "SV_CALLBACK", "约谈事项回访", "约谈结束", 5, "WD", "三级督办制度（纪委督办）", DESIGN,
        "step", on_expiry=OVERDUE, note="由举行约谈以外的单位回访",
    ),
    LimitRow(
        "SV_FINDING", "发现问题说明", "发现不一致", 3, "WD", "三级督办制度（纪委督办）", DESIGN,
        "step", on_expiry=OVERDUE, note="说明不成立的退回，重新计时",
    ),
    LimitRow(
        "HL_BAD_REVIEW", "实名差评回访联系", "收到实名差评", 1, "WD",
        "安阳市政务服务条例第五十二条", LOCAL_LAW, "step", on_expiry=OVERDUE,
    ),
    LimitRow(
        "KB_DOUBT", "知识纠错答复", "收到“这条有误”", 2, "WD",
        "国办发〔2020〕53号：知识库实时更新，部门负责", DESIGN, "step", on_expiry=OVERDUE,
        note="由维护这条知识的部门答复",
    ),
    LimitRow(
        "KB_REMIND", "知识到期前提醒", "有效期届满前", 15, "CD",
        "国办发〔2020〕53号：知识库实时更新，部门负责", DESIGN, "step", direction="before",
        strict=True,
    ),
)


def _preset(
    key: str,
    name: str,
    days: tuple[int, ...],
    basis: str,
    source: str,
    *,
    extension: int = 0,
    by: str = "",
    note: str = "",
) -> tuple[LimitRow, ...]:
    return tuple(
        LimitRow(
            f"HL_{key}_{code}",
            f"{word}答复（{name}）",
            "受理",
            n,
            "WD",
            basis,
            source,
            "promised",
            extension,
            by,
            on_expiry=OVERDUE,
            note=note,
            preset=name,
        )
        for (code, word), n in zip(CLASSES.items(), days, strict=True)
    )


def _beijing(code: str, word: str, n: int, unit: str) -> LimitRow:
    return LimitRow(
        f"HL_BEIJING_{code}",
        f"{word}反馈（北京征求意见稿）",
        "受理",
        n,
        unit,
        "DB11/T 2021 征求意见稿",
        "2021-12-28 报道（转载，待核）",
        "promised",
        on_expiry=OVERDUE,
        note="不能按期办结的说明情况并报告",
        preset="北京征求意见稿",
    )


ELSEWHERE = (
    *_preset(
        "GUANGDONG",
        "广东",
        (2, 10, 10, 15, 15),
        "广东省12345热线管理办法（2022-09-01施行）",
        GUANGDONG,
        by="依照法律法规规定",
    ),
    *_preset(
        "SHANDONG",
        "山东",
        (5, 5, 5, 5, 5),
        "山东省12345热线办理时限（2020）",
        SHANDONG,
        extension=5,
        by="情况复杂，总计不超过十个工作日",
    ),
    *_preset(
        "WEIFANG",
        "潍坊",
        (5, 5, 5, 5, 5),
        "潍坊市12345政务服务便民热线条例第二十至二十二条",
        LOCAL_LAW,
        note="法定期限更长的从其规定；不能按期办结的说明原因和计划；裁定或指定后不得再退",
    ),
    *_preset(
        "JINAN",
        "济南",
        (5, 5, 5, 5, 5),
        "济南市12345市民服务热线条例第二十四至二十八条",
        LOCAL_LAW,
        note="五个工作日内同时答复来电人和热线；法定期限更长的告知进度和期限",
    ),
    *_preset(
        "ANYANG",
        "安阳",
        (5, 5, 5, 5, 5),
        "安阳市政务服务条例第五十条",
        LOCAL_LAW,
        extension=5,
        by="承办单位负责人（特别复杂）",
    ),
    *_preset(
        "BUREAU",
        "某局办法",
        (3, 3, 13, 13, 13),
        "某局热线办理办法",
        BUREAU,
        note="咨询、求助当日办结，当日不能办结的三个工作日；期满次日发催办通知书",
    ),
    *_preset(
        "GENERIC",
        "通用建议",
        (2, 5, 10, 15, 15),
        "热线办理通用做法",
        DESIGN,
        extension=10,
        by="疑难诉求由承办单位负责人批准一次",
    ),
    _beijing("URGENT", "紧急、生命财产", 2, "H"),
    _beijing("LIVELIHOOD", "水电气热", 24, "H"),
    _beijing("GENERAL", "一般诉求", 7, "CDR"),
    _beijing("DIFFICULT", "疑难诉求", 15, "CDR"),
    LimitRow(
        "HL_SHANDONG_RETURN", "退单（山东）", "收到交办", 2, "WD",
        "山东省12345热线办理时限（2020）", SHANDONG, "step", note="须说明理由", preset="山东",
    ),
)

# fmt: on

HOTLINE = (*HERE, *ELSEWHERE)
