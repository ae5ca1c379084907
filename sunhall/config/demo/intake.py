"""What the intake keeps beside requests: notices read, a class that wants the three steps (H2)."""

import random
from datetime import timedelta

from sunhall.config.demo import county
from sunhall.config.demo.story import staff
from sunhall.ground.access.actor import VISITOR
from sunhall.ground.kit.now import moment, now, today
from sunhall.hotline import actions, queries, rules

SEED, NOTICES, MONTHS = 20260402, 64, 170
# How often each branch is looked at, in proportion.
WEIGHTS = {
    "emergency": 2, "legal_channel": 9, "nothing_new": 5, "secret": 1, "not_public": 7,
    "unlawful": 1,
}  # fmt: skip
THREE_STEPS = "劳动和社会保障"


def tell(persons: list[str]) -> None:
    """Half a year of notices, one class with the method, an instruction that is overdue."""
    _notices()
    code = queries.class_named(THREE_STEPS)
    actions.set_class(code, name=THREE_STEPS, needs_three_steps=True, by=staff("manager"))
    with moment(now() - timedelta(days=5)):
        _with_steps(persons[9], code)
    with moment(now() - timedelta(days=9)):
        _overdue(persons[10])


def _notices() -> None:
    dice = random.Random(SEED)  # noqa: S311  # a story, not a secret
    grounds = [ground for ground, weight in WEIGHTS.items() for _ in range(weight)]
    days = sorted((dice.randint(1, MONTHS) for _ in range(NOTICES)), reverse=True)
    for ago in days:
        with moment(now() - timedelta(days=ago, minutes=dice.randint(0, 600))):
            ground = dice.choice(grounds)
            cause = "words" if ground == "emergency" else "chosen"
            actions.note_stop_shown(ground, cause=cause, by=VISITOR)


def _assigned(person: str, text: str, code: str, to: str) -> str:
    desk = staff("operator")
    place = county.VILLAGES[7][0]
    request = actions.receive_request(
        text=text, place=place, channel="phone", demand="complain", person=person, by=desk
    )
    number = str(request.matter.number)
    actions.dispatch_request(number, class_code=code, to=to, by=desk)
    return number


def _with_steps(person: str, code: str) -> None:
    """One answered by the three steps, and one that waits for its answer."""
    handler = staff("rshandler")
    number = _assigned(
        person, "北河村砖厂欠我和同乡四个人两个月工资，老板说等回款。", code, "rs-wage"
    )
    actions.sign_request(number, by=handler)
    with moment(now() + timedelta(days=1)):
        actions.answer_request(
            number,
            text="砖厂已在劳动监察大队见证下付清四人两个月工资，共三万一千元，请核对银行卡。",
            outcome="resolved",
            cause="砖厂以回款为由拖欠，没有按月支付，也没有工资台账。",
            basis="《保障农民工工资支付条例》第三条、第十一条。",
            plan="当场支付；责令建立台账，列入下月重点检查。",
            third="done",
            by=handler,
        )
    second = _assigned(person, "砖厂还有三个人的加班费没有算进去，请一并核对。", code, "rs-wage")
    actions.sign_request(second, by=handler)


def _overdue(person: str) -> None:
    """A leader wants a report by a day that has passed."""
    code = queries.class_named("城乡建设")
    desk, leader = staff("operator"), staff("leader")
    place = county.VILLAGES[4][0]
    text = "老街社区三处危墙围了两年没有拆，孩子上学天天从下面过。"
    request = actions.receive_request(
        text=text, place=place, channel="phone", demand="help", person=person, by=desk
    )
    number = str(request.matter.number)
    actions.accept_request(number, by=desk)
    actions.classify_request(number, class_code=code, by=desk)
    actions.submit_to_leader(number, words="两年未决，请领导阅示", by=desk)
    actions.sign_request(number, by=leader)
    actions.instruct_request(
        number,
        to="zj-city",
        words="请住建局三日内拿出拆除和看护办法。",
        due_on=today() + timedelta(days=3),
        by=leader,
    )
    actions.sign_request(number, by=staff("handler"))


assert set(WEIGHTS) == set(rules.STOPS)
