"""A county with a fortnight to report on: every state, one sealed, one secret, one from before."""

from datetime import datetime, timedelta

from sunhall.ground.kit.now import LOCAL, moment
from sunhall.hotline import actions as hotline
from sunhall.hotline.models import Request
from sunhall.hotline.tests.makers import lay_desk, make_request
from sunhall.matters import jobs as matter_jobs
from tests.cast import Cast

# A Wednesday; the report of last week tells of 9 to 15 November.
NOW = datetime(2026, 11, 18, 8, 0, tzinfo=LOCAL)
LAST_WEEK = datetime(2026, 11, 11, 9, 30, tzinfo=LOCAL)
WEEK_BEFORE = LAST_WEEK - timedelta(days=7)
PLACES = ("990101100201", "990101100202", "990101101201")


def reported_county(cast: Cast) -> dict[str, Request]:
    """What happened in two weeks, each at its own time; call it while the clock stands at NOW."""
    with moment(NOW - timedelta(days=40)):
        lay_desk(cast)
    made = {}
    for name, at, upto, more in (
        ("earlier", WEEK_BEFORE, "answered", {}),
        ("lingering", WEEK_BEFORE, "handling", {}),
        ("fresh", LAST_WEEK, "received", {"channel": "web"}),
        ("handling", LAST_WEEK, "handling", {}),
        ("answered", LAST_WEEK, "answered", {"channel": "walk_in", "person": ""}),
        ("dissatisfied", LAST_WEEK, "dialogue", {}),
        ("talked", LAST_WEEK, "talked", {}),
        ("secret", LAST_WEEK, "dialogue", {"is_confidential": True}),
    ):
        with moment(at + timedelta(minutes=len(made))):
            place = PLACES[len(made) % len(PLACES)]
            made[name] = make_request(cast, upto=upto, place=place, **more)
    with moment(LAST_WEEK + timedelta(hours=1)):
        made["sealed"] = make_request(cast, upto="classified")
        hotline.pass_to_inspection(made["sealed"].matter.number, by=cast.operator)
    for days in (1, 3, 5):
        with moment(LAST_WEEK + timedelta(days=days)):
            matter_jobs.note_passed_limits()
    for one in made.values():
        one.matter.refresh_from_db()
    return made
