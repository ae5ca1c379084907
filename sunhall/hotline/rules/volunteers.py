"""Legal volunteers 法律志愿者: fields of law, hours, ties, invitations (H6; 000#1 二)."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from itertools import pairwise

from sunhall.ground.access.actor import Actor
from sunhall.ground.kit.now import LOCAL
from sunhall.ground.kit.refusal import refuse
from sunhall.ground.kit.verdict import YES, Verdict, no
from sunhall.hotline.rules.registers import may_keep_registers

# Fields of law a county asks for; no norm divides them so (本系统建议分类，由本地确认).
FIELDS = {
    "labour": "劳动争议与工伤",
    "land": "土地征收与承包",
    "housing": "房屋物业与相邻关系",
    "family": "婚姻家庭与继承",
    "contract": "合同与债务",
    "consumer": "消费维权",
    "traffic": "交通事故与人身损害",
    "building": "建设工程",
    "aid": "社会保障与救助",
    "administrative": "行政争议",
}

# What keeps a volunteer from a case. Whoever has a direct interest stays away from it: the rule
# for staff (信访工作条例 28) is kept for volunteers too.
ORGANISATION_TIES = {
    "employer": "在该单位任职",
    "former": "曾在该单位任职",
    "counsel": "任该单位法律顾问",
}
PERSON_TIES = {
    "party": "与诉求人是同一案件当事人",
    "relative": "与诉求人是近亲属",
    "agent": "曾代理诉求人或对方",
}
TIES = {**ORGANISATION_TIES, **PERSON_TIES, "other": "有其他利害关系"}
TIE_ARTICLE = "信访工作条例 28"

ANSWERS = {"accept": "参加", "decline": "不能参加"}
DECLINES = {
    "time": "时间不合适",
    "organisation": "与承办单位有利害关系",
    "person": "与诉求人有利害关系",
    "other": "其他原因",
}
INVITATION_ENDS = {"moved": "改期", "excused": "不用到场"}

WEEK = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
Hours = Mapping[str, Sequence[Sequence[str]]]
_SPAN = re.compile(r"(\d{1,2})[:：](\d{2})\s*[-–—~～至到]\s*(\d{1,2})[:：](\d{2})")
_BETWEEN = re.compile(r"[\s,，、;；]*")
MOST_MINUTES = 12 * 60


@dataclass(frozen=True)
class Called:
    """What is known of a volunteer when they are to be called to one dialogue."""

    tie: str = ""
    is_away: bool = False
    hours: Hours | None = None


def may_call(called: Called, starts: datetime, ends: datetime) -> Verdict:
    """Call a volunteer: nobody with an interest in the case, nobody who is away or not free."""
    if called.tie:
        reason = "这位法律志愿者与此件有利害关系，应当回避，请换一位"
        return no(reason, article=TIE_ARTICLE)
    if called.is_away:
        return no("这位法律志愿者在这个时间请假，请换一个时间或换一位")
    if called.hours and not covers(called.hours, starts, ends):
        return no(
            "这位法律志愿者{day}可到场的时间是{hours}，请换一个时间或换一位",
            day=WEEK[starts.astimezone(LOCAL).weekday()],
            hours=hours_words(called.hours, starts.astimezone(LOCAL).weekday()) or "没有登记",
        )
    return YES


def covers(hours: Hours, starts: datetime, ends: datetime) -> bool:
    """Whether one span of that day of the week holds the whole appointment."""
    first, last = starts.astimezone(LOCAL), ends.astimezone(LOCAL)
    if first.date() != last.date():
        return False
    at = (f"{first:%H:%M}", f"{last:%H:%M}")
    return any(
        start <= at[0] and at[1] <= end for start, end in hours.get(str(first.weekday()), [])
    )


def hours_words(hours: Hours, day: int) -> str:
    """The hours of one day of the week as they are typed and shown."""
    return "，".join(f"{start}-{end}" for start, end in hours.get(str(day), []))


def read_hours(text: str) -> list[list[str]]:
    """Read hours such as 9:00-12:00，14:00-17:00; refuses what is none, with an example."""
    found, rest = [], text
    for match in _SPAN.finditer(text):
        rest = rest.replace(match[0], "", 1)
        first, last = (int(match[1]), int(match[2])), (int(match[3]), int(match[4]))
        found.append(_span(first, last))
    if not _BETWEEN.fullmatch(rest):
        raise refuse("请按“9:00-12:00，14:00-17:00”的样子填写，没空的留空")
    found.sort()
    if any(before[1] > after[0] for before, after in pairwise(found)):
        raise refuse("同一天的时间段有重叠，请合并成一段")
    return found


def _span(first: tuple[int, int], last: tuple[int, int]) -> list[str]:
    try:
        start, end = time(first[0], first[1]), time(last[0], last[1])
    except ValueError:
        raise refuse("没有这个钟点，请填写 0:00 至 23:59 之间的时间") from None
    if end <= start:
        raise refuse("结束时间应晚于开始时间，例如 9:00-12:00")
    return [f"{start:%H:%M}", f"{end:%H:%M}"]


def fields_words(codes: Iterable[str]) -> list[str]:
    """Fields of law in words, in the order of the list."""
    wanted = set(codes)
    return [words for code, words in FIELDS.items() if code in wanted]


def is_the_volunteer(actor: Actor, code: str) -> bool:
    """Whether they came by this volunteer's own link."""
    return actor.code == f"volunteer:{code}"


def may_speak_for(actor: Actor, code: str) -> Verdict:
    """Say when one is away and which ties one has: oneself, or who keeps the pool."""
    return YES if is_the_volunteer(actor, code) else may_keep_registers(actor)


def may_answer_invitation(actor: Actor, code: str, *, holds: bool) -> Verdict:
    """Answer an invitation: the volunteer, or whoever heard the word on the telephone."""
    if is_the_volunteer(actor, code) or holds or may_keep_registers(actor):
        return YES
    return no("只有本人、主办约谈的岗位和热线管理人员可以记录答复")
