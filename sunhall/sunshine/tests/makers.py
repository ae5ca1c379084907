"""Two months of requests, enough of most things to publish, and too few of some."""

from datetime import datetime, timedelta

from sunhall.ground.kit.now import LOCAL, moment
from sunhall.hotline import actions
from sunhall.hotline.tests.makers import lay_desk, make_request
from sunhall.matters import actions as matters
from tests.cast import Cast

NOW = datetime(2026, 11, 18, 10, 0, tzinfo=LOCAL)
SECRET = "王小明家住三组十八号，电话 13912345678"


def published_county(
    cast: Cast, *, answered: int = 11, waiting: int = 2, civil: int = 3, plain: int = 8
) -> None:
    """Call it while the clock stands at NOW.

    So many answered in October, each rated, some revisited; so many late; so many of a class
    that is too small to be named; so many without a class.
    """
    with moment(NOW - timedelta(days=60)):
        lay_desk(cast)
    first = datetime(2026, 10, 12, 9, 0, tzinfo=LOCAL)
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
        with moment(NOW - timedelta(days=14, minutes=index)):
            make_request(cast, upto="handling")
    for index in range(civil):
        with moment(NOW - timedelta(days=1, minutes=index)):
            number = make_request(cast).matter.number
            actions.classify_request(number, class_code="02", by=cast.operator)
    for index in range(plain):
        with moment(NOW - timedelta(days=1, minutes=30 + index)):
            make_request(cast)
