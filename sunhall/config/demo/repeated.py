"""Who came again, and what came from above, in the demonstration county (H2)."""

from collections.abc import Sequence
from datetime import timedelta

from sunhall.config.demo.story import staff
from sunhall.ground.access.actor import SYSTEM
from sunhall.ground.kit.now import moment, now, today
from sunhall.hotline import actions

SAID = (
    (20, "泉水村二组灌溉渠漏水，下游的田浇不上水，请派人来修。"),
    (11, "泉水村二组的灌溉渠还在漏水，田里浇不上水，上次反映没有人来。"),
    (3, "泉水村二组灌溉渠漏水第三次反映了，秧苗快干死了。"),
)


def tell(persons: Sequence[str]) -> None:
    """One person three times, once through the city; and one who went to the province."""
    number = ""
    for ago, text in SAID:
        with moment(now() - timedelta(days=ago, hours=1)):
            number = actions.receive_request(
                text=text, place="990101100202", channel="phone", person=persons[0],
                by=staff("operator"),
            ).matter.number  # fmt: skip
            actions.note_repeat(number, by=SYSTEM)
    with moment(now() - timedelta(days=2)):
        actions.note_above(
            number, way="handed", level="city", organ="市信访局", letter="市信转〔2026〕118号",
            on=today(), due_on=today() + timedelta(days=10), by=staff("operator"),
        )  # fmt: skip
    with moment(now() - timedelta(days=6)):
        other = actions.receive_request(
            text="新塘村征地补偿款少算了两分地，村里答复不清楚。", place="990101101204",
            channel="letter", person=persons[1], by=staff("operator"),
        ).matter.number  # fmt: skip
        actions.note_above(
            other, way="above", level="province", organ="省信访局", on=today(),
            by=staff("operator"),
        )  # fmt: skip
