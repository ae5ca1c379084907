"""Phone days and programmes of the demonstration county: one over, one under way, some to come."""

from datetime import date, datetime, time, timedelta

from sunhall.config.demo.story import staff
from sunhall.days import actions, queries
from sunhall.ground.access.actor import SYSTEM
from sunhall.ground.kit.now import LOCAL, moment, today

PHONE_TOPIC = "群众用水用电、道路出行"
TOPICS = (
    ("农村低保和临时救助怎样申请", "mz-aid"),
    ("拖欠工资怎么办", "rs-wage"),
    ("老旧小区漏水和路灯维修", "zj-city"),
)
CALLS = (
    ("石桥村村口的路灯又不亮了，老人晚上出门看不见。", "花满园", "17000000014", "990101100"),
    ("沙湾村的自来水一到傍晚就没有了。", "米大年", "17000000013", "990101101"),
)
ASKED = ("我母亲八十二岁，高龄补贴到哪里办？", "秋月明", "17000000018", "990101100")


def tell() -> None:
    """The last phone day and what it took, a programme with its answers, and what comes next."""
    _phone_day_held(_workday_before(14))
    _programme_held(_workday_before(7))
    actions.plan_ahead(by=SYSTEM)
    ahead = queries.sittings_by_kind("phone").filter(called_off_at=None)
    if (coming := ahead.first()) is not None:
        _publish(coming.pk, PHONE_TOPIC, "county-lead")
    programmes = queries.sittings_by_kind("programme").filter(called_off_at=None)
    for row, (topic, post) in zip(programmes[:2], TOPICS, strict=False):
        _publish(row.pk, topic, post)
    if (first := programmes.first()) is not None:
        text, name, phone, place = ASKED
        actions.ask_beforehand(
            first.pk, text=text, name=name, phone=phone, place=place, consent=True, by=SYSTEM
        )


def _publish(pk: int, topic: str, post: str) -> None:
    manager, row = staff("manager"), queries.sitting_for(pk)
    actions.change_sitting(
        pk, day=row.day, starts=row.starts, ends=row.ends, topic=topic, by=manager
    )
    actions.invite_guest(pk, post=post, by=manager)
    actions.publish_sitting(pk, by=manager)


def _held(code: str, day: date, topic: str, post: str) -> int:
    """A sitting of a past day, arranged a day before and opened at nine."""
    manager = staff("manager")
    with moment(datetime.combine(day - timedelta(days=1), time(9), LOCAL)):
        row = actions.plan_sitting(
            code, day=day, starts=time(9), ends=time(11), topic=topic, by=manager
        )
        actions.invite_guest(row.pk, post=post, by=manager)
        actions.publish_sitting(row.pk, by=manager)
    with moment(datetime.combine(day, time(9), LOCAL)):
        actions.open_sitting(row.pk, by=staff("operator"))
    return row.pk


def _phone_day_held(day: date) -> None:
    pk, operator = _held("phone-day", day, PHONE_TOPIC, "county-lead"), staff("operator")
    with moment(datetime.combine(day, time(9, 20), LOCAL)):
        for text, name, phone, place in CALLS:
            call = actions.note_question(
                pk, text=text, name=name, phone=phone, place=place, by=operator
            )
            actions.file_question(call.pk, by=operator)
            actions.instruct_question(
                call.pk, to="zj-city", words="本周内查清原因，当面答复来电人。", by=staff("leader")
            )
        actions.end_sitting(pk, by=operator)


def _programme_held(day: date) -> None:
    topic, post = TOPICS[2]
    pk, operator = _held("programme", day, topic, post), staff("operator")
    with moment(datetime.combine(day, time(9, 30), LOCAL)):
        told = actions.note_question(pk, text="小区路灯归谁修？", by=operator)
        actions.answer_on_air(
            told.pk, answer="小区内由物业维修，市政道路由住建局负责，可拨打热线报修。", by=operator
        )
        filed = actions.note_question(
            pk, text="三单元楼顶漏水，物业不管。", place="990101100", consent=True, by=operator
        )
        actions.file_question(filed.pk, by=operator)
        actions.end_sitting(pk, by=operator)


def _workday_before(days: int) -> date:
    """So many days ago, or the Friday before."""
    day = today() - timedelta(days=days)
    return day - timedelta(days=max(0, day.isoweekday() - 5))
