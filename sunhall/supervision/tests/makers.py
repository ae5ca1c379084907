"""A county with something to see: late, near, paused, unsigned, disputed, sealed."""

from datetime import datetime, timedelta

from sunhall.ground.kit.now import LOCAL, moment
from sunhall.hotline.models import Request
from sunhall.hotline.tests.makers import lay_desk, make_request
from sunhall.matters import actions as matters
from sunhall.matters.models import ContactAttempt
from tests.cast import Cast

# A Wednesday without holidays near.
NOW = datetime(2026, 11, 18, 10, 0, tzinfo=LOCAL)
PLACES = ("990101100201", "990101100202", "990101101201")


def days_ago(days: float) -> datetime:
    return NOW - timedelta(days=days)


def watched_county(cast: Cast) -> dict[str, Request]:
    """One matter for every question of the cockpit; call it while the clock stands at NOW."""
    with moment(days_ago(20)):
        lay_desk(cast)
    made = {}
    for name, days, upto in (
        ("late", 12, "handling"),
        ("late_too", 11, "handling"),
        ("today", 7, "handling"),
        ("soon", 5, "handling"),
        ("fresh", 1, "received"),
        ("unsigned", 0.1, "assigned"),
        ("dialogue", 2, "dialogue"),
        ("paused", 3, "handling"),
        ("disputed", 2, "handling"),
        ("answered", 6, "answered"),
    ):
        with moment(days_ago(days)):
            place = PLACES[len(made) % len(PLACES)]
            made[name] = make_request(cast, upto=upto, place=place)
    with moment(days_ago(2)):
        matters.pause_clock(
            made["paused"].matter.number,
            ground="XK45_TESTING",
            paper="清民告〔2026〕7号",
            by=cast.handler,
        )
    for _ in range(2):
        _dispute(cast, made["disputed"].matter.number)
    for one in made.values():
        one.matter.refresh_from_db()
    return made


def _dispute(cast: Cast, number: str) -> None:
    """Disputed twice, so that a join would count it twice."""
    matters.record_contact(number, way="phone", result="reached", words="已联系", by=cast.handler)
    contact = ContactAttempt.objects.filter(matter__number=number).latest("pk")
    matters.dispute_contact(number, contact=contact.pk, words="没人来过电话", by=cast.resident)
