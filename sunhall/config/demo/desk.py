"""What the desk decides beside the roads of the story: one of each, fresh (H2, H3, H13)."""

from datetime import timedelta

from sunhall.config.demo import county
from sunhall.directory import queries as directory
from sunhall.ground.access.actor import Actor
from sunhall.ground.kit.now import LOCAL, moment, now, today
from sunhall.hotline import actions, queries

BRIDGE, WILLOW = county.VILLAGES[0][0], county.VILLAGES[5][0]


def tell(persons: list[str]) -> None:
    """A meeting called, one concluded, an instruction, an objection rejected, a split."""
    for days, step in (
        (6, _concluded),
        (4, _instructed),
        (3, _rejected),
        (2, _split),
        (1, _called),
    ):
        with moment(now() - timedelta(days=days)):
            step(persons)


def _staff(code: str) -> Actor:
    return directory.actor_for_staff(code)


def _classified(person: str, text: str, place: str, path: str) -> str:
    desk = _staff("operator")
    request = actions.receive_request(
        text=text, place=place, channel="phone", demand="help", person=person, by=desk
    )
    number = str(request.matter.number)
    actions.accept_request(number, by=desk)
    actions.classify_request(number, class_code=queries.class_named(path), by=desk)
    return number


def _meeting(number: str) -> None:
    actions.call_conference(
        number,
        meets_at=(now() + timedelta(days=1))
        .astimezone(LOCAL)
        .replace(hour=15, minute=0, second=0, microsecond=0),
        place="县政务服务中心二楼会议室",
        agenda="河边污水口由谁封堵、管线由谁改造",
        lead="hb-field",
        others=["zj-city", "ds-office"],
        by=_staff("operator"),
    )


def _called(persons: list[str]) -> None:
    text = "石桥村口的河边有个暗管，下雨就往外冒黑水，环保和住建都说不归自己管。"
    _meeting(_classified(persons[3], text, BRIDGE, "环境保护"))


def _concluded(persons: list[str]) -> None:
    text = "石桥村小学后面的水沟常年有异味，住建说是河道，环保说是管网。"
    number = _classified(persons[4], text, BRIDGE, "环境保护")
    _meeting(number)
    with moment(now() + timedelta(days=1, hours=4)):
        actions.conclude_conference(
            number,
            decision="由生态环境局主办，住建局查明管线走向，东山镇配合清理沟面。",
            attended={"hb-field": "罗青山", "zj-city": "韩立春"},
            opinions={"hb-field": "可以主办，需要管线图。", "zj-city": "三天内提供管线图。"},
            tasks={"zj-city": "提供管线图并封堵错接口。", "ds-office": "清理沟面垃圾。"},
            by=_staff("operator"),
        )
    with moment(now() + timedelta(days=2)):
        task = queries.task_of(_staff("handler"), number)
        if task is not None:
            words = "管线图已送主办单位，错接口两处已封堵。"
            actions.report_task(task.pk, words=words, by=_staff("handler"))


def _instructed(persons: list[str]) -> None:
    text = "柳树村到镇上的班车取消后，老人看病要走一个小时，请恢复一天两班。"
    number = _classified(persons[5], text, WILLOW, "交通运输")
    actions.submit_to_leader(number, words="涉及多个村，请领导阅示", by=_staff("operator"))
    leader, handler = _staff("leader"), _staff("jthandler")
    actions.sign_request(number, by=leader)
    actions.instruct_request(
        number,
        to="jt-roads",
        words="请交通运输局一周内拿出恢复班车的办法。",
        due_on=today() + timedelta(days=7),
        by=leader,
    )
    with moment(now() + timedelta(hours=3)):
        actions.sign_request(number, by=handler)
    with moment(now() + timedelta(days=1)):
        words = "已与客运公司商定，下周起恢复早晚各一班。"
        actions.report_instruction(number, words=words, by=handler)


def _rejected(persons: list[str]) -> None:
    text = "石桥村口的路灯不亮，晚上接孩子很不安全。"
    number = _classified(persons[6], text, BRIDGE, "城乡建设")
    handler = _staff("handler")
    actions.assign_request(number, to="zj-city", by=_staff("operator"))
    actions.return_request(
        number, reason_code="not_area", reason="村口路灯由镇里管", suggested="ds-office", by=handler
    )
    with moment(now() + timedelta(hours=2)):
        actions.decide_objection(
            number,
            upheld=False,
            words="三定规定第二条：村镇路灯由住建局管养。",
            by=_staff("manager"),
        )


def _split(persons: list[str]) -> None:
    first = _classified(persons[7], "柳树村三组停水两天了。", WILLOW, "公用事业")
    other = _classified(persons[8], "柳树村五组水压低，二楼上不去水。", WILLOW, "公用事业")
    desk = _staff("operator")
    actions.merge_request(other, into=first, by=desk)
    with moment(now() + timedelta(hours=5)):
        actions.split_request(other, reason="一处停水一处水压低，原因不同", by=desk)
