"""The deadline rule table 期限规则表, line by line as printed, each with its basis (K3).

Seed data for `actions.seed_limits`; from then on a limit is a versioned row. Dates in
`from_on` are when the cited text came into force. A limit of calendar days rolls over a last
day off (民法典 203); a county that reads its own limits strictly sets `strict` on the row.
Limits that are no time at all ("at least two officers") are not here: they are rules.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from sunhall.clocks.rules.limits import Limit, LimitKind, Unit
from sunhall.ground.kit.refusal import refuse

Direction = Literal["after", "before"]
DATE = "DATE"
CODE = r"[A-Z][A-Z0-9_]{2,39}"
# Counted over very many matters at once, without a calendar for each.
BY_THE_HOUR = frozenset({"HL_RESPOND"})


@dataclass(frozen=True, slots=True)
class LimitRow:
    """One line of the table. A unit of DATE means a fixed day of the year, written in `on_day`."""

    code: str
    name: str
    trigger: str
    n: int
    unit: str
    basis: str
    source: str = "法律文本"
    kind: LimitKind = "legal"
    extension: int = 0
    extension_by: str = ""
    stops: str = ""
    on_expiry: str = ""
    direction: Direction = "after"
    strict: bool = False
    on_day: str = ""
    note: str = ""
    from_on: date | None = None
    preset: str = ""
    version: int = 0
    to_on: date | None = None

    @property
    def limit(self) -> Limit:
        """The limit as the rules count it; a fixed date has none."""
        if self.unit == DATE:
            raise LookupError(f"{self.code} is a fixed date, not a count")
        midnight = self.strict and self.unit == Unit.Y
        return Limit(
            self.n, Unit(self.unit), self.kind, self.strict, closes_with_office=not midnight
        )


def check_code(code: str) -> None:
    """Refuse a code that could not be written in a rule or an address."""
    if not re.fullmatch(CODE, code):
        raise refuse("代码请用大写字母开头，只用大写字母、数字和下划线，3 至 40 位", field="code")


def check_row(row: LimitRow) -> None:
    """Refuse a line that cannot be counted or does not say what it rests on."""
    for field, words in (("name", "名称"), ("trigger", "起算事件"), ("basis", "依据")):
        if not getattr(row, field).strip():
            raise refuse("请填写{words}", field=field, words=words)
    if row.unit not in {*Unit, DATE}:
        raise refuse("请从列表中选择期限单位", field="unit")
    if row.code in BY_THE_HOUR and row.unit != Unit.H:
        raise refuse("响应时限只按小时计，单位请选择“小时”", field="unit")
    if row.n < 0 or row.extension < 0:
        raise refuse("期限请输入 0 或更大的整数", field="n" if row.n < 0 else "extension")
    if row.extension and not row.extension_by.strip():
        raise refuse("可以延长的期限，请写明由谁批准", field="extension_by")
    if row.to_on is not None and row.from_on is not None and row.to_on < row.from_on:
        raise refuse("失效日期须不早于生效日期，请核对", field="to_on")


LICENSING = date(2004, 7, 1)
PENALTY = date(2021, 7, 15)
PETITIONS = date(2022, 5, 1)
DISCLOSURE = date(2019, 5, 15)
REVIEW = date(2024, 1, 1)
LITIGATION = date(2015, 5, 1)
INSPECTION = date(2021, 2, 1)
MARKET = date(2020, 1, 1)

ARTICLE_45 = (
    "听证、招标、拍卖、检验、检测、检疫、鉴定、专家评审所需时间（行政许可法第四十五条），须书面告知"
)
OVERDUE = "超期"

# One printed line of the table is one entry here.
# fmt: off
ADMINISTRATIVE_LICENSING = (
    LimitRow(
        "XK_NOT_REQUIRED", "告知不需要许可", "收到申请", 0, "WD",
        "行政许可法第三十二条第一款第一项", on_expiry=OVERDUE, note="即时告知不受理",
        from_on=LICENSING,
    ),
    LimitRow(
        "XK_NOT_COMPETENT", "不予受理决定", "收到申请", 0, "WD", "行政许可法第三十二条第一款第二项",
        on_expiry=OVERDUE, note="即时作出，并告知向有关机关申请", from_on=LICENSING,
    ),
    LimitRow(
        "XK_CORRECT_ONCE", "一次告知补正", "收到材料", 5, "WD", "行政许可法第三十二条第一款第四项",
        on_expiry="自收到材料之日起视为受理", note="当场或五日内一次告知全部内容",
        from_on=LICENSING,
    ),
    LimitRow(
        "XK_DECIDE", "许可决定", "受理", 20, "WD", "行政许可法第四十二条", extension=10,
        extension_by="本行政机关负责人", stops=ARTICLE_45, on_expiry=OVERDUE, note="延长须告知理由",
        from_on=LICENSING,
    ),
    LimitRow(
        "XK_DECIDE_JOINT", "统一、联合、集中办理决定", "受理", 45, "WD",
        "行政许可法第四十二条第二款", extension=15, extension_by="本级人民政府负责人",
        stops=ARTICLE_45, on_expiry=OVERDUE, note="延长须告知理由", from_on=LICENSING,
    ),
    LimitRow(
        "XK_LOWER_REVIEW", "下级机关审查完毕", "下级机关受理", 20, "WD", "行政许可法第四十三条",
        stops=ARTICLE_45, on_expiry=OVERDUE, from_on=LICENSING,
    ),
    LimitRow(
        "XK_DELIVER", "颁发、送达许可证件", "作出决定", 10, "WD", "行政许可法第四十四条",
        on_expiry=OVERDUE, from_on=LICENSING,
    ),
    LimitRow(
        "XK_HEARING_REQ", "申请听证", "被告知听证权利", 5, "WD", "行政许可法第四十七条",
        on_expiry="视为放弃听证", from_on=LICENSING,
    ),
    LimitRow(
        "XK_HEARING_HOLD", "组织听证", "提出听证申请", 20, "WD", "行政许可法第四十七条",
        on_expiry=OVERDUE, from_on=LICENSING,
    ),
    LimitRow(
        "XK_HEARING_NOTICE", "听证通知", "举行听证", 7, "WD", "行政许可法第四十八条",
        direction="before", from_on=LICENSING,
    ),
    LimitRow(
        "XK_RENEW_APPLY", "申请延续", "许可有效期届满", 30, "WD", "行政许可法第五十条",
        direction="before", from_on=LICENSING,
    ),
    LimitRow(
        "XK_RENEW_DECIDE", "准予延续决定", "许可有效期届满", 0, "WD", "行政许可法第五十条",
        on_expiry="视为准予延续", direction="before", note="有效期届满前作出", from_on=LICENSING,
    ),
)

ADMINISTRATIVE_PENALTY = (
    LimitRow(
        "CF_DECIDE", "处罚决定", "立案", 90, "CDR", "行政处罚法第六十条",
        extension_by="法律、法规、规章另有规定", on_expiry=OVERDUE, from_on=PENALTY,
    ),
    LimitRow(
        "CF_DELIVER", "送达处罚决定书", "作出决定，当事人不在场", 7, "WD",
        "行政处罚法第六十一条、第八十五条", on_expiry=OVERDUE, from_on=PENALTY,
    ),
    LimitRow(
        "CF_WITHDRAW_PUB", "撤回处罚决定信息", "决定被变更、撤销、确认违法或者无效", 3, "WD",
        "行政处罚法第四十八条、第八十五条", on_expiry=OVERDUE, from_on=PENALTY,
    ),
    LimitRow(
        "CF_LIMITATION", "处罚追责期限", "违法行为发生或者终了", 2, "Y", "行政处罚法第三十六条",
        on_expiry="不再给予处罚", strict=True, from_on=PENALTY,
    ),
    LimitRow(
        "CF_LIMITATION_LIFE", "处罚追责期限（生命健康安全、金融安全）", "违法行为发生或者终了", 5,
        "Y", "行政处罚法第三十六条", on_expiry="不再给予处罚", strict=True, note="有危害后果的",
        from_on=PENALTY,
    ),
)

PETITION_WORK = (
    LimitRow(
        "XF_ROUTE", "信访部门转送、交办", "信访工作机构收到", 15, "CDR", "信访工作条例第二十二条",
        on_expiry=OVERDUE, from_on=PETITIONS,
    ),
    LimitRow(
        "XF_NOTICE", "书面告知是否受理", "机关、单位直接收到或者经转送收到", 15, "CDR",
        "信访工作条例第二十三条", stops="姓名（名称）、住址不清的除外", on_expiry=OVERDUE,
        from_on=PETITIONS,
    ),
    LimitRow(
        "XF_OBJECT", "对转送提出异议", "收到转送、交办", 5, "WD", "信访工作条例第二十三条",
        on_expiry="视为接受", from_on=PETITIONS,
    ),
    LimitRow(
        "XF_FINISH", "办结信访事项", "受理", 60, "CDR", "信访工作条例第三十四条", extension=30,
        extension_by="本机关、单位负责人", on_expiry=OVERDUE, note="延长须告知信访人理由",
        from_on=PETITIONS,
    ),
    LimitRow(
        "XF_REVIEW_REQ", "请求复查", "收到书面答复", 30, "CDR", "信访工作条例第三十五条",
        on_expiry="不再受理复查", from_on=PETITIONS,
    ),
    LimitRow(
        "XF_REVIEW", "复查意见", "收到复查请求", 30, "CDR", "信访工作条例第三十五条",
        on_expiry=OVERDUE, from_on=PETITIONS,
    ),
    LimitRow(
        "XF_RECHECK_REQ", "请求复核", "收到复查意见", 30, "CDR", "信访工作条例第三十六条",
        on_expiry="不再受理复核", from_on=PETITIONS,
    ),
    LimitRow(
        "XF_RECHECK", "复核意见", "收到复核请求", 30, "CDR", "信访工作条例第三十六条",
        stops="听证所需时间", on_expiry=OVERDUE, note="仍以同一事实和理由提出的，不再受理",
        from_on=PETITIONS,
    ),
)

INFORMATION_DISCLOSURE = (
    LimitRow(
        "GK_PROACTIVE", "主动公开", "信息形成或者变更", 20, "WD", "政府信息公开条例第二十六条",
        on_expiry=OVERDUE, from_on=DISCLOSURE,
    ),
    LimitRow(
        "GK_CORRECT", "一次性告知补正", "收到申请", 7, "WD", "政府信息公开条例第三十条",
        on_expiry=OVERDUE,
        note="答复期限自收到补正的申请之日起计算；申请人无正当理由逾期不补正，视为放弃",
        from_on=DISCLOSURE,
    ),
    LimitRow(
        "GK_REPLY", "答复公开申请", "收到申请（第三十一条确定的日期）", 20, "WD",
        "政府信息公开条例第三十三条", extension=20, extension_by="政府信息公开工作机构负责人",
        stops="征求第三方和其他机关意见所需时间", on_expiry=OVERDUE, note="延长须告知申请人",
        from_on=DISCLOSURE,
    ),
    LimitRow(
        "GK_THIRD", "第三方答复意见", "收到征求意见书", 15, "WD", "政府信息公开条例第三十二条",
        on_expiry="由行政机关依照条例决定", from_on=DISCLOSURE,
    ),
    LimitRow(
        "GK_COAUTHOR", "共同制作机关答复意见", "收到征求意见书", 15, "WD",
        "政府信息公开条例第三十四条", on_expiry="视为同意公开", from_on=DISCLOSURE,
    ),
    LimitRow(
        "GK_ANNUAL_DEPT", "部门年度报告", "每年", 0, DATE, "政府信息公开条例第四十九条",
        on_day="01-31", on_expiry=OVERDUE, from_on=DISCLOSURE,
    ),
    LimitRow(
        "GK_ANNUAL_GOV", "政府年度报告", "每年", 0, DATE, "政府信息公开条例第四十九条",
        on_day="03-31", on_expiry=OVERDUE, from_on=DISCLOSURE,
    ),
)

REVIEW_AND_LITIGATION = (
    LimitRow(
        "FY_APPLY", "申请行政复议", "知道或者应当知道行政行为", 60, "CDR", "行政复议法第二十条",
        stops="不可抗力或者其他正当理由", note="法律规定超过六十日的除外", from_on=REVIEW,
    ),
    LimitRow(
        "FY_REVIEW", "审查复议申请", "收到申请", 5, "WD", "行政复议法第三十条",
        on_expiry="审查期限届满之日起视为受理", from_on=REVIEW,
    ),
    LimitRow(
        "FY_CORRECT", "通知补正", "收到申请", 5, "WD", "行政复议法第三十一条", on_expiry=OVERDUE,
        from_on=REVIEW,
    ),
    LimitRow(
        "FY_SUPPLY", "申请人补正", "收到补正通知", 10, "WD", "行政复议法第三十一条",
        extension_by="有正当理由可以延长合理期限", on_expiry="视为放弃申请", from_on=REVIEW,
    ),
    LimitRow(
        "FY_DECIDE", "复议决定（普通程序）", "受理", 60, "CDR", "行政复议法第六十二条",
        extension=30, extension_by="行政复议机构负责人", on_expiry=OVERDUE,
        note="延长须书面告知当事人", from_on=REVIEW,
    ),
    LimitRow(
        "FY_DECIDE_SIMPLE", "复议决定（简易程序）", "受理", 30, "CDR", "行政复议法第六十二条",
        on_expiry=OVERDUE, from_on=REVIEW,
    ),
    LimitRow(
        "SS_SUE_AFTER_FY", "复议后起诉", "收到复议决定书", 15, "CDR", "行政诉讼法第四十五条",
        on_expiry="丧失起诉权", from_on=LITIGATION,
    ),
    LimitRow(
        "SS_SUE", "直接起诉", "知道或者应当知道行政行为", 6, "M", "行政诉讼法第四十六条",
        on_expiry="丧失起诉权", from_on=LITIGATION,
    ),
    LimitRow(
        "SS_INACTION", "履行法定职责", "接到申请", 2, "M", "行政诉讼法第四十七条",
        on_expiry="可以起诉不作为", from_on=LITIGATION,
    ),
    LimitRow(
        "DC_RECHECK_REQ", "申请复核督查结论", "收到督查结论", 30, "CDR", "政府督查工作条例第十七条",
        from_on=INSPECTION,
    ),
    LimitRow(
        "DC_RECHECK", "督查复核意见", "收到复核申请", 30, "CDR", "政府督查工作条例第十七条",
        on_expiry=OVERDUE, note="参加督查的人员回避", from_on=INSPECTION,
    ),
)

PUBLIC_PRACTICE = (
    LimitRow(
        "SGS_PUBLISH", "双公示", "作出决定", 7, "WD", "行政许可和行政处罚信用信息公示做法",
        "http://credit.shiyan.gov.cn/660/2459.html", on_expiry=OVERDUE, note="地方做法",
    ),
    LimitRow(
        "WEB_CORRECTION", "网站纠错反馈", "收到纠错留言", 3, "WD", "国办秘函〔2019〕19号",
        "辽宁省转发通知（转述，待核）", on_expiry=OVERDUE,
    ),
    LimitRow(
        "DATA_SHARE_CHECK", "数据共享申请核对", "收到共享申请", 2, "WD", "地方数据共享办法",
        "https://www.sxgp.gov.cn/xxgk/zcwd/202403/t20240306_1942963.shtml", on_expiry=OVERDUE,
        note="地方做法；全国以政务数据共享条例（国务院令第809号）为准，待核",
    ),
    LimitRow(
        "DATA_SHARE_REPLY", "数据共享申请答复", "收到共享申请", 5, "WD", "地方数据共享办法",
        "https://www.sxgp.gov.cn/xxgk/zcwd/202403/t20240306_1942963.shtml", on_expiry=OVERDUE,
        note="地方做法；未发布的数据 10 个工作日",
    ),
)

MARKET_REGULATION = (
    LimitRow(
        "SC_ACCEPT", "消费投诉受理决定", "收到投诉", 7, "WD",
        "市场监督管理投诉举报处理暂行办法第十四条", on_expiry=OVERDUE, from_on=MARKET,
        note="2022 年文本；是否已被新规章替代待核",
    ),
    LimitRow(
        "SC_MEDIATE", "消费投诉调解", "受理投诉", 45, "WD",
        "市场监督管理投诉举报处理暂行办法第二十一条", on_expiry="终止调解，七个工作日内告知",
        from_on=MARKET,
    ),
    LimitRow(
        "SC_MEDIATE_TELL", "告知终止调解", "作出终止调解决定", 7, "WD",
        "市场监督管理投诉举报处理暂行办法第二十一条", on_expiry=OVERDUE, from_on=MARKET,
    ),
    LimitRow(
        "SC_VERIFY", "举报核查立案", "发现线索或者收到材料", 15, "WD",
        "市场监督管理投诉举报处理暂行办法第三十一条", extension=15,
        extension_by="市场监督管理部门负责人", on_expiry=OVERDUE, from_on=MARKET,
    ),
    LimitRow(
        "SC_TELL_INFORMANT", "告知实名举报人", "作出是否立案决定", 5, "WD",
        "市场监督管理投诉举报处理暂行办法第三十一条", on_expiry=OVERDUE, from_on=MARKET,
    ),
)

# fmt: on

STATUTORY = (
    *ADMINISTRATIVE_LICENSING,
    *ADMINISTRATIVE_PENALTY,
    *PETITION_WORK,
    *INFORMATION_DISCLOSURE,
    *REVIEW_AND_LITIGATION,
    *PUBLIC_PRACTICE,
    *MARKET_REGULATION,
)
