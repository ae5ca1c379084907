"""Stop notices: what is not taken here, and who does take it (A1-12; norms 1.6)."""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Way:
    """Who handles it: a name, a phone number if there is one, and what for."""

    name: str
    phone: str = ""
    what: str = ""


@dataclass(frozen=True)
class Stop:
    """One page that stops nobody but shows the right door. `code` is a ground of REFUSALS."""

    code: str
    title: str
    sentence: str
    ways: tuple[Way, ...]


STOPS: dict[str, Stop] = {
    stop.code: stop
    for stop in (
        Stop(
            "emergency",
            "有人受伤、着火、正在发生危险",
            "网上提交来不及。请先打电话，人安全了再来反映。",
            (
                Way("报警", "110", "违法犯罪、有人有危险"),
                Way("火警和抢险", "119", "着火、被困、危险品"),
                Way("急救", "120", "受伤、突发疾病"),
                Way("交通事故", "122", "道路交通事故"),
            ),
        ),
        Stop(
            "legal_channel",
            "打官司、仲裁、行政复议、信访",
            "这些事法律规定了专门的机关和期限，政府热线不能代替它们作决定。",
            (
                Way("法院诉讼服务", "12368", "起诉、查案件、申请执行"),
                Way("劳动人事争议", "12333", "欠薪、工伤、劳动仲裁"),
                Way("法律援助和咨询", "12348", "不知道该走哪条路，可以先问"),
                Way("行政复议机构", "", "不服行政决定，一般须在 60 日内到本级政府提出"),
                Way("信访部门", "", "申诉、复查、复核"),
            ),
        ),
        Stop(
            "nothing_new",
            "同一件事已经在办，或已有结论",
            "不用再报一次。凭原来的编号可以看进度、补充材料，对答复不满意可以要求约谈。",
            (),
        ),
        Stop(
            "secret",
            "涉及国家秘密、商业秘密或别人的隐私",
            "请不要在网上写这些内容，当面向主管机关反映更安全。",
            (Way("主管机关", "", "请当面反映"),),
        ),
        Stop(
            "not_public",
            "买卖、借贷、邻里之间等私人之间的事",
            "政府不能替双方作主，下面这些地方能帮您。",
            (
                Way("消费维权", "12315", "买东西、买服务的纠纷"),
                Way("人民调解委员会", "", "到村（社区）或司法所申请，不收费"),
                Way("法律援助和咨询", "12348", "怎么维护自己的权利"),
            ),
        ),
        Stop(
            "unlawful",
            "要求本身违反法律",
            "违反法律的要求没有单位可以办理。不确定是否违法，可以先咨询。",
            (Way("法律援助和咨询", "12348", "免费咨询"),),
        ),
    )
}

# The six branches 六种情形 in short words, in the order of the articles (条例 11; norms 1.6).
BRANCHES = {
    "emergency": "紧急警情",
    "legal_channel": "法定渠道",
    "nothing_new": "没有新情况",
    "secret": "秘密和隐私",
    "not_public": "不属政府职责",
    "unlawful": "违法要求",
}
# Why a notice was shown: somebody chose it, or what they wrote speaks of danger.
STOP_CAUSES = {"chosen": "自己点开", "words": "所写内容提到正在发生的危险"}
# A notice looked at again within so many minutes was said once; a sender sees so many an hour.
STOP_ONCE, STOPS_AN_HOUR = 60, 30


def told_by(stop: Stop) -> str:
    """What a notice says, in one line: for the record of what people were told."""
    ways = "、".join(f"{way.name} {way.phone}".strip() for way in stop.ways)
    return f"{stop.sentence}{ways}" if ways else stop.sentence


# Numbers that a seat passes an emergency on to with one press (norms 1.6; 53号 8).
EMERGENCY = {way.phone: way.name for way in STOPS["emergency"].ways}

# Words that speak of danger at this very moment. They stop nobody: a page asks, one tap goes on.
_DANGER = re.compile(
    "着火|失火|起火了|救命|煤气泄漏|燃气泄漏|天然气泄漏|漏气|爆炸|触电|溺水|落水|被困|"
    "持刀|砍人|打人了|正在打|晕倒|昏迷|流血|车祸|想自杀|要自杀|轻生|跳楼|跳河|家暴"
)


def is_urgent_danger(text: str) -> bool:
    """Whether a text speaks of danger now, so that 110, 119 and 120 are shown first."""
    return bool(_DANGER.search(text))
