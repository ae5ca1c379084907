"""A quarter of requests that is published, and a month that is not yet."""

from datetime import datetime, timedelta

from sunhall.ground.access.actor import SYSTEM
from sunhall.ground.kit.now import LOCAL, moment
from sunhall.hotline import actions
from sunhall.hotline.tests.makers import lay_desk, make_request
from sunhall.matters import actions as matters
from sunhall.sunshine.actions import release_figures
from tests.cast import Cast

NOW = datetime(2026, 11, 18, 10, 0, tzinfo=LOCAL)
SECRET = "王小明家住三组十八号，电话 13912345678"


def published_county(
    cast: Cast, *, answered: int = 11, waiting: int = 2, few: int = 0, plain: int = 8
) -> None:
    """Call it while the clock stands at NOW.

    In September so many were answered, each rated, some revisited; so many are late; so many are
    of an office and a class that are too small to be told. In November so many came that are not
    public yet.
    """
    with moment(NOW - timedelta(days=90)):
        lay_desk(cast)
    first = datetime(2026, 9, 7, 9, 0, tzinfo=LOCAL)
    for index in range(answered):
        at = first + timedelta(days=index % 5, minutes=index)
        with moment(at):
            made = make_request(cast, upto="handling", text=f"{SECRET}。路灯坏了第{index}次。")
        number = made.matter.number
        with moment(at + timedelta(days=1 + index % 3)):
            actions.answer_request(number, text="已修复。", outcome="resolved", by=cast.handler)
        with moment(at + timedelta(days=4)):
            matters.rate_answer(
                number, stars=5 if index % 4 else 3, channel="web", by=cast.resident
            )
        if index % 3 == 0:
            with moment(at + timedelta(days=5)):
                actions.revisit_request(
                    number,
                    way="phone",
                    reached=True,
                    solved=True,
                    satisfied=index != 0,
                    understands=True,
                    by=cast.revisitor,
                )
    for index in range(waiting):
        with moment(first + timedelta(days=2, minutes=index)):
            make_request(cast, upto="handling")
    for index in range(few):
        with moment(first + timedelta(days=3, minutes=index)):
            number = make_request(cast).matter.number
            actions.classify_request(number, class_code="02", by=cast.operator)
    for index in range(plain):
        with moment(NOW - timedelta(days=1, minutes=30 + index)):
            make_request(cast)
    release_figures(by=SYSTEM)
