"""Makers that call the actions, so that every object in a test has a legal history."""

from datetime import date

from sunhall.clocks import actions
from sunhall.clocks.models import NoticeProposal
from sunhall.clocks.rules.notices import Break
from sunhall.ground.access.actor import SYSTEM, Actor

CLERK = Actor("staff:clerk", "录入员", permissions=frozenset({"clocks.manage"}))
CHECKER = Actor("staff:checker", "审批员", permissions=frozenset({"clocks.approve"}))
BOTH = Actor("staff:both", "两权", permissions=frozenset({"clocks.manage", "clocks.approve"}))
OUTSIDER = Actor("staff:outsider", "无关人员")

NUMBER_2027 = "国办发明电〔2026〕99号"
# An invented arrangement for 2027, in the wording of recent years.
TEXT_2027 = """关于2027年部分节假日安排的通知
国办发明电〔2026〕99号
一、元旦：1月1日（周五）至3日（周日）放假，共3天。
二、春节：2月5日（周五）至12日（周五）放假调休，共8天。1月31日（周日）、2月20日（周六）上班。
三、清明节：4月3日（周六）至5日（周一）放假，共3天。
四、劳动节：5月1日（周六）至5日（周三）放假调休，共5天。4月25日（周日）上班。
五、端午节：6月9日（周三）放假1天，不调休。
六、中秋节：9月15日（周三）放假1天，不调休。
七、国庆节：10月1日（周五）至7日（周四）放假调休，共7天。9月26日（周日）、10月9日（周六）上班。"""


def make_calendar() -> int:
    """The calendar and the limits the house comes with, stored."""
    actions.seed_limits(by=SYSTEM)
    actions.seed_grounds(by=SYSTEM)
    return actions.seed_calendar(by=SYSTEM)


def make_proposal(*, by: Actor = CLERK) -> NoticeProposal:
    """The notice of 2027, entered and waiting for a second person."""
    return actions.propose_notice(TEXT_2027, by=by)


def make_notice_2027() -> int:
    """The notice of 2027, entered by one and approved by another; gives the version."""
    return actions.approve_notice(make_proposal().pk, by=CHECKER)


def one_break(name: str, first: date, last: date, *work: date) -> Break:
    """One festival, entered by hand."""
    return Break(name, first, last, work)


def declare_day(on: date, *, is_workday: bool, reason: str, source: str, place: str = "") -> int:
    """A local day, entered by one and approved by another; gives the version."""
    row = actions.propose_day(
        on, is_workday=is_workday, reason=reason, source=source, place=place, by=CLERK
    )
    return actions.approve_day(row.pk, by=CHECKER)


def withdraw_day(on: date, *, reason: str, place: str = "") -> int:
    """A local day taken back, by one and another; gives the version."""
    row = actions.propose_withdrawal(on, reason=reason, place=place, by=CLERK)
    return actions.approve_day(row.pk, by=CHECKER)
