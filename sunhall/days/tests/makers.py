"""Makers of sittings: they call the actions, so every sitting has a legal history."""

from datetime import date, time

from sunhall.days import actions, queries
from sunhall.days.models import Question, Sitting
from sunhall.ground.access.actor import SYSTEM
from tests.cast import Cast

TEXT = "石桥村的自来水一到傍晚就停，已经半个月了。"


def lay_series() -> None:
    """The two series of the founding documents, with their timetables."""
    actions.seed_series(by=SYSTEM)


def make_sitting(
    cast: Cast, code: str, day: date, *, post: str = "", upto: str = "published"
) -> Sitting:
    """A sitting brought to where it is published, or under way."""
    manager = cast.manager
    sitting = actions.plan_sitting(
        code, day=day, starts=time(9), ends=time(11), topic="用水和道路", by=manager
    )
    actions.invite_guest(sitting.pk, post=post or "county-lead", by=manager)
    actions.publish_sitting(sitting.pk, by=manager)
    if upto == "opened":
        actions.open_sitting(sitting.pk, by=cast.operator)
    return queries.sitting_for(sitting.pk)


def call(cast: Cast, sitting: Sitting, **changes: object) -> Question:
    """Somebody calls in and the desk notes it."""
    given: dict[str, object] = {
        "text": TEXT,
        "name": "李秀兰",
        "phone": "13800000001",
        "place": "990101100",
    }
    return actions.note_question(sitting.pk, **{**given, **changes}, by=cast.operator)  # type: ignore[arg-type]
