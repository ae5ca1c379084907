"""Random people do random things at random times, and every promise still holds (issue 4).

One step is one verb by one member of the cast, a pass of the worker, a pass of the jobs, or
time going by. Half of the steps follow the table of moves, so that matters come far; the other
half are whatever comes to somebody's mind.
"""

import math
import os
from collections import Counter
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any, ClassVar

import pytest
import time_machine
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from sunhall.clocks import queries as clocks
from sunhall.ground.access.actor import VISITOR, Actor
from sunhall.ground.journal.models import Entry
from sunhall.ground.journal.verify import verify
from sunhall.ground.journal.worker import drain
from sunhall.ground.kit.refusal import NotFound, Refused
from sunhall.hotline import actions, queries
from sunhall.hotline.rules import MOVES
from sunhall.hotline.tests.makers import TEXT, lay_desk
from sunhall.matters import jobs
from sunhall.matters.models import Matter
from sunhall.matters.rules import OPEN
from tests.cast import RESIDENTS, STAFF, Cast
from tests.torture.invariants import check, snapshot
from tests.torture.ledger import Ledger
from tests.torture.verbs import SAID_AS, VERBS

START = datetime(2024, 3, 4, 1, 0, tzinfo=UTC)
MOST_OPEN = 4
STEPS_A_LIFE = 50
CI_STEPS = int(os.environ.get("CI_STEPS", "5000"))
# In fewer steps not every verb comes up.
ALL_VERBS_WITHIN = 5000
TORTURE_STEPS = int(os.environ.get("TORTURE_STEPS", "100000"))

PASSES = (1, 30, 60 * 4, 60 * 24, 60 * 24 * 3, 60 * 24 * 9)
CHANCE = st.integers(0, 2**32 - 1)
# Early ends of the road and side roads: rare, or no matter would live to see a dialogue.
RARE = {
    *("refuse", "direct", "three_way", "keep", "read", "merge", "withdraw", "inspect", "submit"),
    *("undo_return", "undo_pause", "undo_note", "undo_close", "remind"),
    *("recall", "call", "note", "contact", "wish", "supplement", "publish", "dispute"),
    *("cancel_dialogue", "reply_dialogue"),
    *("approve_publication", "refuse_publication", "take_down_publication"),
}
# What may happen next, as often as it stands here.
DOINGS = (
    *["follow_the_table"] * 9,
    *["do_anything"] * 6,
    *["let_time_pass"] * 2,
    "ask",
    "run_worker",
    "run_jobs",
)


class Life(RuleBasedStateMachine):
    """Several matters in one county, from the first request until verify."""

    cast: ClassVar[Cast]
    who: ClassVar[dict[str, Actor]]
    steps: ClassVar[Counter[str]] = Counter()

    def __init__(self) -> None:
        super().__init__()
        self.county = transaction.atomic()
        self.county.__enter__()
        self.clock = time_machine.travel(START, tick=False)
        self.traveller = self.clock.start()
        self.steady = clocks.steady()
        self.steady.__enter__()
        self.at, self.random = START, Random(0)
        self.everybody = list(self.who.values())
        last = Entry.objects.order_by("-pk").values_list("pk", flat=True).first()
        self.ledger = Ledger(last or 0)

    @initialize()
    def somebody_asks(self) -> None:
        for _ in range(2):
            self._receive()

    @rule(what=st.sampled_from(DOINGS), chance=CHANCE)
    def step(self, what: str, chance: int) -> None:
        """One step; equal chances at different steps are different luck."""
        self.random = Random(f"{chance} {self.ledger.last}")
        getattr(self, what)()

    def follow_the_table(self) -> None:
        """Somebody who may does what the table allows."""
        ongoing = list(
            Matter.objects.filter(phase__in=OPEN).order_by("pk").values_list("number", flat=True)
        )
        if not ongoing:
            return self.ask()
        if self.random.random() < 0.05:
            ongoing = self._numbers()
        number = self.random.choice(ongoing)
        open_to = self._open_to(number)
        weights = [1 if verb in RARE else 12 for verb, _ in open_to]
        verb, actor = self.random.choices(open_to, weights)[0]
        return self._say(verb, number, actor)

    def do_anything(self) -> None:
        """Anybody tries anything on any matter."""
        number = self.random.choice(self._numbers())
        actor = self.random.choice([*self.everybody, VISITOR, queries.holder_of(number)])
        self._say(self.random.choice(list(VERBS)), number, actor)

    def ask(self) -> None:
        """One more request comes in."""
        if Matter.objects.filter(phase__in=OPEN).count() < MOST_OPEN:
            self._receive()
        self._settled("received")

    def let_time_pass(self) -> None:
        """From a minute to nine days go by."""
        self.at += timedelta(minutes=self.random.choice(PASSES))
        self.traveller.move_to(self.at)
        self._settled("time")

    def run_worker(self) -> None:
        """The worker does what is owed."""
        drain()
        self._settled("worker")

    def run_jobs(self) -> None:
        """Reminders and overdue notes, twice: the second pass finds nothing to do."""
        jobs.remind_before_limits()
        jobs.note_passed_limits()
        before = snapshot()
        jobs.remind_before_limits()
        jobs.note_passed_limits()
        assert snapshot() == before, "a job did its work twice"
        self._settled("jobs")

    def teardown(self) -> None:
        try:
            drain()
            check(self.ledger)
            assert not verify().findings
        finally:
            self.steady.__exit__(None, None, None)
            self.clock.stop()
            transaction.set_rollback(True)
            self.county.__exit__(None, None, None)

    def _say(self, verb: str, number: str, actor: Actor) -> None:
        before = snapshot()
        try:
            VERBS[verb](number, actor, self.random)
        except (Refused, NotFound):
            assert snapshot() == before, f"refused {verb} left a trace"
            self._settled(f"{verb}: refused")
        else:
            self._settled(verb)

    def _settled(self, what: str) -> None:
        Life.steps[what] += 1
        check(self.ledger)

    def _numbers(self) -> list[str]:
        return list(Matter.objects.order_by("pk").values_list("number", flat=True))

    def _open_to(self, number: str) -> list[tuple[str, Actor]]:
        """Verb and actor, each verb once for each who may, rare roads a few times."""
        facts = queries.facts(Matter.objects.get(number=number))
        everybody = [*self.everybody, queries.holder_of(number)]
        moves = [(move.name, a) for a in everybody for move in MOVES.open_to(a, facts)]
        by_verb: dict[str, list[Actor]] = {}
        for name, actor in moves:
            by_verb.setdefault(SAID_AS.get(name, name), []).append(actor)
        found = [(verb, self.random.choice(who)) for verb, who in by_verb.items()]
        if facts.extension_asked:
            found.append(("decide", self.who["head"]))
        if facts.stage == "joint":
            found.append(("joint_meeting", self.who["manager"]))
        if facts.answers and not facts.rated:
            found.append(("rate", self.who["resident"]))
        if facts.answers:
            reviews = ("approve_publication", "refuse_publication", "take_down_publication")
            found += [(verb, self.who["manager"]) for verb in reviews]
        if facts.person:
            person = queries.holder_of(number)
            found += [(verb, person) for verb in ("wish", "supplement", "publish", "dispute")]
        return found or [("note", self.who["handler"])]

    def _receive(self) -> None:
        actions.receive_request(
            text=TEXT,
            place=self.random.choice(["990101100201", "990101101201"]),
            channel="phone",
            person=self.random.choice(["", *self.cast.persons.values()]),
            is_urgent=self.random.random() < 0.2,
            is_public=self.random.random() < 0.4,
            by=self.who["operator"],
        )


@pytest.fixture
def life(cast: Cast) -> type[Life]:
    lay_desk(cast)
    Life.cast = cast
    # No step changes who works where: one look is enough for all lives.
    Life.who = {name: getattr(cast, name) for name in (*STAFF, *RESIDENTS)}
    Life.steps = Counter()
    return Life


def live(life: type[Life], steps: int) -> Counter[str]:
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        life,
        settings=settings(
            max_examples=math.ceil(steps / STEPS_A_LIFE * 1.05) + 3,
            stateful_step_count=STEPS_A_LIFE,
            deadline=None,
            derandomize=True,
            database=None,
            # Shrinking takes minutes and a life reads well as it is: each step with its seed.
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )
    assert life.steps.total() >= steps
    return life.steps


@pytest.mark.long
def test_every_promise_holds_after_each_of_many_random_steps(life: Any) -> None:
    taken = live(life, CI_STEPS)
    if CI_STEPS < ALL_VERBS_WITHIN:
        return
    missing = {verb for verb in VERBS if not taken[verb] and not taken[f"{verb}: refused"]}
    assert not missing, f"never done: {missing}"


@pytest.mark.torture
def test_every_promise_holds_after_each_of_100000_random_steps(life: Any) -> None:
    live(life, TORTURE_STEPS)
