"""Three months of requests in every state: each walks the road its people would walk it."""

import random
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cache

from django.db import transaction

from sunhall.config.demo import county, texts
from sunhall.directory import queries as directory
from sunhall.ground.access.actor import Actor
from sunhall.ground.kit.now import LOCAL, moment, now
from sunhall.hotline import actions, queries
from sunhall.matters import actions as matter_actions
from sunhall.people import queries as people

SEED = 20260101
DAYS = 92
MORNING, EVENING = time(8, 30), time(17, 30)

# Where each road ends and how often; the rest of the road is walked before it.
ROADS = (
    ("closed", 46), ("answered", 9), ("handling", 9), ("assigned", 6), ("received", 6),
    ("talked", 7), ("dialogue", 5), ("late", 4), ("direct", 12), ("refused", 3), ("kept", 3),
    ("paused", 2), ("extended", 2), ("returned", 2), ("leader", 1), ("withdrawn", 2),
)  # fmt: skip
OPEN_ROADS = {
    "answered": 6, "handling": 4, "assigned": 1, "received": 0, "dialogue": 7, "late": 16,
    "paused": 4, "extended": 5, "returned": 3, "leader": 2, "talked": 9,
}  # fmt: skip


@dataclass
class Walk:
    """One request on its road: the number so far, and who acts for whom."""

    number: str
    class_path: str
    tale: texts.Tale
    post: str
    village: str


def tell(persons: list[str], *, requests: int = 160) -> int:
    """Walk so many requests along their roads, oldest first; gives how many."""
    dice = random.Random(SEED)  # noqa: S311  # a story, not a secret
    plans = sorted(_plans(dice, requests), key=lambda plan: plan[0])
    for start, road in plans:
        # One commit a road: a hundred small ones would wait for the disk a hundred times.
        with transaction.atomic():
            _walk(dice, start, road, persons)
    return len(plans)


def _plans(dice: random.Random, count: int) -> Iterator[tuple[datetime, str]]:
    roads = [road for road, weight in ROADS for _ in range(weight)]
    for index in range(count):
        road = roads[index % len(roads)]
        latest = OPEN_ROADS.get(road)
        days = dice.randint(14, DAYS) if latest is None else latest + dice.random()
        minute = dice.randint(8 * 60, 18 * 60)
        day = (now() - timedelta(days=float(days))).astimezone(LOCAL).date()
        start = datetime.combine(day, time(minute // 60, minute % 60), LOCAL)
        # What would lie ahead was said the evening before.
        while start > now() - timedelta(minutes=30):
            start -= timedelta(hours=12)
        yield start, road


@cache
def staff(code: str) -> Actor:
    """A member of staff as an actor; nobody changes post within the story."""
    return directory.actor_for_staff(code)


def _walk(dice: random.Random, start: datetime, road: str, persons: list[str]) -> None:
    class_path, demand, tales = dice.choice(texts.TEXTS)
    tale = dice.choice(tales)
    village_code, village = dice.choice(county.VILLAGES)
    person = dice.choice(persons)
    post = next(post for path, post, _ in county.DISPATCH if path == class_path)
    with moment(start):
        request = actions.receive_request(
            text=tale.said.format(v=village),
            place=village_code,
            demand=demand,
            channel=dice.choice(("phone", "phone", "web", "walk_in", "wechat")),
            person=person,
            by=staff("operator"),
        )
    walk = Walk(request.matter.number, class_path, tale, post, village)
    _ROADS[road](Road(dice, start, walk, person))


def _by_day(at: datetime) -> datetime:
    """The same instant if people are up and at work, else the next morning."""
    local = at.astimezone(LOCAL)
    if local.time() >= EVENING:
        local += timedelta(days=1)
    elif local.time() >= MORNING:
        return at
    return datetime.combine(local.date(), time(8, 30 + local.minute % 30), LOCAL)


def _soon_after(at: datetime) -> datetime:
    """A little later, when the story has come up to the present."""
    return min(at + timedelta(minutes=7), now() - timedelta(seconds=1))


class Road:
    """The steps of a road, each some time after the one before."""

    def __init__(self, dice: random.Random, start: datetime, walk: Walk, person: str) -> None:
        self.dice, self.at, self.walk, self.person = dice, start, walk, person
        self.number = walk.number
        self.handler = staff(next(a for post, _, _, a, _ in county.POSTS if post == walk.post))

    @property
    def answer_text(self) -> str:
        """What the person is answered."""
        return self.walk.tale.answer.format(v=self.walk.village)

    def later(self, hours: float) -> AbstractContextManager[None]:
        """Go on after some hours, by day, and never into the future."""
        return self.after(hours * (0.6 + 0.8 * self.dice.random()))

    def after(self, hours: float) -> AbstractContextManager[None]:
        """Go on after just so many hours, by day, and never into the future."""
        wanted = _by_day(self.at + timedelta(hours=hours))
        self.at = wanted if wanted < now() else _soon_after(self.at)
        return moment(self.at)

    def classify(self) -> None:
        with self.later(0.4):
            code = queries.class_named(self.walk.class_path)
            actions.classify_request(self.number, class_code=code, by=staff("operator"))

    def assign(self) -> None:
        self.classify()
        with self.later(0.3):
            actions.assign_request(self.number, to=self.walk.post, by=staff("operator"))

    def sign(self) -> None:
        self.assign()
        with self.later(2):
            actions.sign_request(self.number, by=self.handler)

    def contact(self) -> None:
        with self.later(8):
            matter_actions.record_contact(
                self.number,
                way="phone",
                result="reached",
                words="已了解现场情况。",
                by=self.handler,
            )

    def answer(self, after: float = 40) -> None:
        self.sign()
        self.contact()
        tale, village = self.walk.tale, self.walk.village
        with self.later(after):
            actions.answer_request(
                self.number,
                text=self.answer_text,
                outcome="resolved",
                cause=tale.cause,
                basis=tale.basis,
                plan=tale.plan.format(v=village),
                by=self.handler,
            )

    def revisit_and_close(self, *, satisfied: bool) -> None:
        with self.later(30):
            actions.revisit_request(
                self.number,
                way="phone",
                reached=True,
                solved=satisfied,
                satisfied=satisfied,
                understands=True,
                by=staff("revisitor"),
            )
        with self.later(1):
            actions.close_request(self.number, by=staff("revisitor"))

    def rate(self, stars: int) -> None:
        with self.later(6):
            matter_actions.rate_answer(
                self.number,
                stars=stars,
                channel="web",
                by=people.actor_for_resident(self.person),
            )

    def publish(self) -> None:
        with self.later(2):
            actions.publish_request(
                self.number,
                is_public=True,
                text=queries.request_of(self.number).text,
                by=people.actor_for_resident(self.person),
            )

    def review(self) -> None:
        """The manager reads what is to be published 公开审核; some wait, one is kept back."""
        # Dice of its own: the rest of the story does not hang on what is read.
        chance = random.Random(f"{SEED} {self.at}").random()  # noqa: S311  # a story, not a secret
        if chance < 0.2:
            return
        draft = queries.draft_publication(queries.request_of(self.number))
        manager = staff("manager")
        with self.after(20):
            if chance < 0.3:
                actions.refuse_publication(self.number, reason=texts.KEPT_BACK, by=manager)
            else:
                actions.approve_publication(self.number, seal=draft.seal, by=manager)

    def dissatisfy(self) -> None:
        self.answer(30)
        with self.later(10):
            actions.dissatisfy(
                self.number,
                said_to="portal",
                words=self.dice.choice(texts.DISSATISFIED),
                by=people.actor_for_resident(self.person),
            )

    def talk(self) -> None:
        self.dissatisfy()
        result = self.dice.choice(("satisfied", "satisfied", "understands"))
        with self.later(50):
            actions.hold_dialogue(
                self.number,
                way=self.dice.choice(("village", "field", "home")),
                minutes=texts.MINUTES,
                explained=texts.EXPLAINED,
                result=result,
                attendees="村干部一名",
                by=self.handler,
            )


def _closed(road: Road) -> None:
    road.answer()
    agrees = road.dice.random() < 0.4
    if agrees:
        road.publish()
    if road.dice.random() < 0.6:
        road.rate(road.dice.choice((5, 5, 5, 4, 4, 3)))
    road.revisit_and_close(satisfied=True)
    if agrees:
        road.review()


def _talked(road: Road) -> None:
    road.talk()
    if road.dice.random() < 0.5:
        road.revisit_and_close(satisfied=True)


def _direct(road: Road) -> None:
    with road.later(0.2):
        actions.answer_directly(road.number, text=road.answer_text, by=staff("operator"))
    road.revisit_and_close(satisfied=True)


def _refused(road: Road) -> None:
    with road.later(0.3):
        actions.refuse_request(road.number, ground="not_public", by=staff("operator"))


def _kept(road: Road) -> None:
    with road.later(0.3):
        actions.keep_on_file(road.number, by=staff("operator"))


def _paused(road: Road) -> None:
    road.sign()
    with road.later(12):
        matter_actions.pause_clock(
            road.number, ground="XK45_TESTING", paper="青禾告〔2026〕12号", by=road.handler
        )


def _extended(road: Road) -> None:
    road.sign()
    with road.later(12):
        matter_actions.ask_extension(
            road.number, n=5, reason="需要联合供电部门排查线路", by=road.handler
        )


def _returned(road: Road) -> None:
    road.assign()
    with road.later(3):
        actions.return_request(
            road.number,
            reason_code="not_area",
            reason="该路段由镇里管养",
            suggested="ds-office",
            by=road.handler,
        )


def _leader(road: Road) -> None:
    road.classify()
    with road.later(0.5):
        actions.submit_to_leader(road.number, words="多人反映，请县领导阅示", by=staff("operator"))


def _withdrawn(road: Road) -> None:
    road.classify()
    with road.later(5):
        actions.withdraw_request(road.number, by=people.actor_for_resident(road.person))


_ROADS: dict[str, Callable[[Road], None]] = {
    "closed": _closed, "answered": Road.answer, "handling": Road.sign, "assigned": Road.assign,
    "received": lambda road: None, "talked": _talked, "dialogue": Road.dissatisfy,
    "late": Road.sign, "direct": _direct, "refused": _refused, "kept": _kept,
    "paused": _paused, "extended": _extended, "returned": _returned, "leader": _leader,
    "withdrawn": _withdrawn,
}  # fmt: skip
