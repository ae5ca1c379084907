"""Leaving a matter out of a rate 剔除, and what rates are compared by (H9, D2; 国办函〔2025〕66号).

Late stays late: only what people said may be left out, never time. Each set below is version 0,
with its source; a county proposes another, a second person approves it, and periods that began
before keep theirs.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sunhall.ground.access.actor import SYSTEM, Actor
from sunhall.ground.kit.refusal import refuse
from sunhall.ground.kit.verdict import YES, Verdict, no

EXCLUDE, DECIDE, KEEP = "figures.exclude", "figures.decide", "figures.keep"
NOTICE = "国办函〔2025〕66号：分类评价，不合理诉求等可以剔除"

# The rates a matter may be left out of; times and counts are never touched.
EXCLUDABLE = ("satisfaction_rate", "solved_rate", "redone_rate")
# The rates that offices are compared by, in this order; the second list is better when lower.
COMPARED = (
    "sign_rate", "response_rate", "on_time_rate", "solved_rate", "satisfaction_rate",
    "return_rate", "redone_rate",
)  # fmt: skip
LOWER_IS_BETTER = frozenset({"return_rate", "redone_rate"})
WEIGHABLE = tuple(name for name in COMPARED if name not in LOWER_IS_BETTER)

REASONS, GROUPS, WEIGHTS = "reasons", "groups", "weights"
SETS = {REASONS: "剔除事由", GROUPS: "比较分组", WEIGHTS: "综合得分权重"}
STATES = {
    "proposed": "待审定", "approved": "已剔除", "rejected": "不予剔除", "ended": "已恢复计入",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a matter may be left out, and of which rates."""

    code: str
    words: str
    figures: tuple[str, ...]
    basis: str


@dataclass(frozen=True, slots=True)
class Group:
    """Offices that are alike: by kind of organisation, or named one by one."""

    code: str
    words: str
    kinds: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MeasureSet:
    """One version of reasons, groups or weights: what it says, since when, on what it rests."""

    kind: str
    version: int
    content: tuple[Mapping[str, Any], ...]
    source: str
    from_on: date


OPENED = date(2010, 1, 1)
ALL = list(EXCLUDABLE)
SHIPPED: dict[str, MeasureSet] = {
    REASONS: MeasureSet(
        REASONS, 0, (
            {"code": "no_basis", "words": "诉求没有法律和政策依据，已解释说明", "figures": ALL,
             "basis": "国办函〔2025〕66号：不合理诉求做好解释"},
            {"code": "not_public", "words": "不属于政府公共服务职责", "figures": ALL,
             "basis": "北京市接诉即办工作条例第十一条第五项"},
            {"code": "legal_way", "words": "已进入诉讼、仲裁、复议、信访等法定程序", "figures": ALL,
             "basis": "北京市接诉即办工作条例第十一条第二项"},
            {"code": "settled", "words": "同一诉求已依法处理终结，没有新的事实", "figures": ALL,
             "basis": "潍坊市12345政务服务便民热线条例第十九条"},
            {"code": "blocked", "words": "受法定条件或规划限制暂不能解决，已告知计划和期限",
             "figures": ["solved_rate"], "basis": "济南市12345市民服务热线条例第二十四至二十八条"},
            {"code": "malicious", "words": "恶意、虚假诉求", "figures": ALL,
             "basis": "国办函〔2025〕66号：恶意诉求移交公安机关"},
        ),
        "本系统建议值，启用前由本地确认；依据逐条列出", OPENED,
    ),
    GROUPS: MeasureSet(
        GROUPS, 0, (
            {"code": "towns", "words": "乡镇、街道", "kinds": ["town"], "offices": []},
            {"code": "departments", "words": "县直部门", "kinds": ["department"], "offices": []},
        ),
        "国办函〔2025〕66号：分档分类评价；分组为本系统建议值，启用前由本地确认", OPENED,
    ),
    WEIGHTS: MeasureSet(
        WEIGHTS, 0, (
            {"figure": "response_rate", "weight": 30},
            {"figure": "solved_rate", "weight": 35},
            {"figure": "satisfaction_rate", "weight": 35},
        ),
        "准格尔旗 30/35/35（caprane.cn/zixun_detail/445180.html，待核）；"
        "北京市接诉即办工作条例第三十二条只定三率，未定权重", OPENED,
    ),
}  # fmt: skip


def reasons(held: MeasureSet) -> dict[str, Reason]:
    """The reasons of a version by code."""
    rows = (
        Reason(one["code"], one["words"], tuple(one["figures"]), one["basis"])
        for one in held.content
    )
    return {row.code: row for row in rows}


def groups(held: MeasureSet) -> list[Group]:
    """The groups of a version, in order."""
    return [
        Group(one["code"], one["words"], tuple(one["kinds"]), tuple(one["offices"]))
        for one in held.content
    ]


def weights(held: MeasureSet) -> dict[str, int]:
    """Figure → weight in hundredths."""
    return {one["figure"]: int(one["weight"]) for one in held.content}


def group_of(office: str, kind: str, among: Iterable[Group]) -> Group | None:
    """The group an office is compared in: by name before kind; None when in no group."""
    listed = list(among)
    named = next((one for one in listed if office in one.offices), None)
    return named or next((one for one in listed if kind in one.kinds), None)


def check_set(kind: str, content: Iterable[Mapping[str, Any]]) -> None:
    """Refuse a set that cannot be applied, naming what is wrong."""
    rows = list(content)
    if kind not in SETS or not rows:
        raise refuse("请至少填写一行", field="content")
    keys = [row.get("figure") or row.get("code") for row in rows]
    if len(set(keys)) < len(keys):
        raise refuse("有两行的代码相同，请合并成一行", field="content")
    if kind == WEIGHTS:
        if any(row["figure"] not in WEIGHABLE for row in rows):
            raise refuse("权重只能用于比较页上越高越好的指标，请对照说明改正", field="content")
        if sum(int(row["weight"]) for row in rows) != 100 or min(_n(row) for row in rows) < 1:
            raise refuse("各项权重应为正整数，合计 100", field="content")
    if kind == REASONS and any(not set(row["figures"]) <= set(EXCLUDABLE) for row in rows):
        raise refuse("只能从满意率、解决率、重办率中剔除；时限类指标不能剔除", field="content")
    if kind == REASONS and any(not row["figures"] or not row["basis"] for row in rows):
        raise refuse("每条事由都要写明从哪些指标剔除，以及依据", field="content")


def _n(row: Mapping[str, Any]) -> int:
    return int(row["weight"])


def may_propose_exclusion(actor: Actor, offices: Iterable[str], office: str) -> Verdict:
    """Ask to leave a matter out 申请剔除: the office that answered it, with evidence."""
    if actor == SYSTEM:
        return YES
    if not actor.may(EXCLUDE):
        return no("只有承办单位可以申请剔除", article="国办函〔2025〕66号")
    if office not in offices:
        return no("只有答复此件的单位可以申请剔除", article="国办函〔2025〕66号")
    return YES


def may_decide_exclusion(
    actor: Actor, offices: Iterable[str], office: str, proposed_by: str
) -> Verdict:
    """Decide on it 审定: another person of another office, so that nobody grades himself."""
    if not actor.may(DECIDE):
        return no("只有负责审定剔除的岗位可以决定", article="D2")
    if actor.code == proposed_by:
        return no("申请和审定须由两个人完成，请由另一位同事审定", article="D2")
    if office and office in offices:
        return no("本单位的剔除申请须由其他单位的人员审定", article="D2")
    return YES


def may_keep_set(actor: Actor) -> Verdict:
    """Propose other reasons, groups or weights."""
    if actor == SYSTEM or actor.may(KEEP):
        return YES
    return no("只有负责统计口径的岗位可以提出修改", article="D2")


def may_decide_set(actor: Actor, proposed_by: str, state: str) -> Verdict:
    """Approve them or send them back: never who proposed them."""
    if state != "proposed":
        return no("这份修改已经处理过，请刷新页面查看结果", article="D2")
    if not actor.may(DECIDE):
        return no("只有负责审定统计口径的岗位可以审批", article="D2")
    if actor.code == proposed_by:
        return no("提出和审批须由两个人完成，请由另一位同事审批", article="D2")
    return YES
