"""Web and worker are killed at random instants under traffic; nothing is lost or done twice.

Real processes, SIGKILL, 127.0.0.1 only. What was acknowledged must be there exactly once, with
owner, clock, journal and deliveries; what was not may be there wholly or not at all.
"""

import os
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import pytest

from sunhall.ground.kit.digest import digest
from sunhall.hotline.tests.makers import TEXT
from tests.torture.house import House, database

CI_KILLS = int(os.environ.get("CI_KILLS", "20"))
TORTURE_KILLS = int(os.environ.get("TORTURE_KILLS", "200"))
RATINGS_A_KILL = 4
CALLERS = 4
MOST_CALLS = 40_000
BREATH = 0.02
PHONES = [f"1390000{n:04d}" for n in range(8)]
INTAKE = ["MatterOpened", "LimitStarted", "RequestReceived"]
# What is noted of a request afterwards: another like it, and that it is a repetition.
NOTED = ("MatterLinked", "RequestRepeated")


@dataclass
class Traffic:
    """Callers who ask again, with the same key, until they are told."""

    house: House
    key: str
    answered: list[list[str]]
    filed: dict[str, tuple[str, ...]] = field(default_factory=dict)
    rated: dict[str, int] = field(default_factory=dict)
    wrong: list[Any] = field(default_factory=list)
    calls: int = 0
    patience: float = 180
    over: threading.Event = field(default_factory=threading.Event)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def caller(self, name: int) -> None:
        """File, file, file, rate: until it is over and the last call was answered."""
        random, turn = Random(name), 0
        while not self.over.is_set() and self.calls < MOST_CALLS:
            turn += 1
            with self.lock:
                self.calls += 1
                due = self.answered.pop() if turn % 4 == 0 and self.answered else None
            if due:
                self._rate(*due, stars=random.choice([1, 2, 4, 5]))
            else:
                self._file(f"{name}-{turn}", random)
            self.over.wait(BREATH)

    def _file(self, key: str, random: Random) -> None:
        given = {"text": f"{TEXT}（{key}）", "place": "990101100201"}
        if random.random() < 0.5:
            given |= {"name": "路人", "phone": random.choice(PHONES)}
        headers = {"Authorization": f"Bearer {self.key}", "Idempotency-Key": key}
        status, told = self._until_told("/api/v1/requests", given, headers)
        if status == 201:
            self.filed[key] = (told["number"], told["query_code"], told["owner"], told["due_at"])
        else:
            self.wrong.append((key, status, told))

    def _rate(self, number: str, code: str, *, stars: int) -> None:
        given = {"number": number, "code": code, "stars": stars}
        status, told = self._until_told("/api/v1/rate", given, {})
        # A caller whose answer was cut off is told at the second try that it is rated already.
        if status == 200 or (status == 409 and "已经评价过" in told["detail"]):
            self.rated[number] = stars
        else:
            self.wrong.append((number, status, told))

    def _until_told(
        self, path: str, given: dict[str, Any], headers: dict[str, str]
    ) -> tuple[int, dict[str, Any]]:
        began = time.monotonic()
        while time.monotonic() < began + self.patience:
            status, told = self.house.call("POST", path, given, **headers)
            if status not in (0, 503):
                return status, told
            time.sleep(0.05)
        return 0, {}


def kill_and_reconcile(folder: Path, kills: int) -> None:
    with database(folder) as url:
        house = House(folder, url)
        ready = house.told_by("prepare", str(kills * RATINGS_A_KILL))
        traffic = Traffic(house, ready["key"], list(ready["answered"]))
        callers = [threading.Thread(target=traffic.caller, args=(n,)) for n in range(CALLERS)]
        try:
            house.start_web()
            house.start_worker()
            house.wait_until_it_answers()
            for caller in callers:
                caller.start()
            _kill_at_random(house, traffic, kills)
        except BaseException:
            traffic.patience = 0
            raise
        finally:
            traffic.over.set()
            for caller in callers:
                if caller.ident is not None:
                    caller.join()
            house.stop()
        house.run("sunhall.config.command", "work", "--once")
        found = house.told_by("reconcile")
    _reconcile(traffic, found, dict(ready["answered"]))


def _kill_at_random(house: House, traffic: Traffic, kills: int) -> None:
    """Web, worker and at times both, each at an instant nobody chose."""
    random = Random(kills)
    for turn in range(kills):
        house.wait_until_it_answers()
        time.sleep(random.uniform(0.0, 0.6))
        what = ("web", "worker", "both")[turn % 3]
        if what != "worker":
            house.kill_web()
        if what != "web":
            house.kill_worker()
        if what != "worker":
            house.start_web()
        if what != "web":
            house.start_worker()
    house.wait_until_it_answers()


def _reconcile(traffic: Traffic, found: dict[str, Any], answered: dict[str, str]) -> None:
    assert not traffic.wrong
    assert traffic.filed, "no request was acknowledged"
    assert traffic.rated, "no rating was acknowledged"
    assert not found["findings"]
    assert not any(found["halves"].values()), found["halves"]
    assert not found["messages_twice"]
    assert found["people"] <= 2 + len(PHONES), "somebody was registered twice"
    by_key = {m["intake_key"]: m for m in found["matters"].values() if m["intake_key"]}
    for key, (number, *_) in traffic.filed.items():
        assert by_key[f"api:wang:{digest(key.encode())[:32]}"]["number"] == number
    for matter in by_key.values():
        assert [fact for fact in matter["told"] if fact not in NOTED] == INTAKE
        assert matter["told"].count("RequestRepeated") <= 1
    for number, matter in found["matters"].items():
        assert (matter["owners"], matter["holders"], matter["requests"]) == (1, 1, 1), number
        assert matter["clocks"] >= 1, number
    _ratings_are_weighed_once(traffic, found, answered)


def _ratings_are_weighed_once(
    traffic: Traffic, found: dict[str, Any], answered: dict[str, str]
) -> None:
    assert found["deliveries"]["owed"] == found["deliveries"]["dead"] == 0
    assert found["deliveries"]["done"] == found["deliveries"]["rated"]
    for number in answered:
        matter, stars = found["matters"][number], traffic.rated.get(number)
        bad = stars is not None and stars <= 2
        if stars is not None:
            assert matter["rated"] == 1, number
            assert matter["satisfied"] is not bad, number
            assert matter["talks"] == bad, number
            assert matter["stage"] == ("dialogue" if bad else "answered"), number
            assert matter["told"].count("MatterRated") == 1, number
        assert matter["told"].count("RequestDissatisfied") == matter["talks"], number


@pytest.mark.long
def test_nothing_is_lost_or_done_twice_by_20_kills(tmp_path: Path) -> None:
    kill_and_reconcile(tmp_path, CI_KILLS)


# Its processes bring a database of their own, of the engine under test.
@pytest.mark.both_engines
@pytest.mark.torture
def test_nothing_is_lost_or_done_twice_by_200_kills(tmp_path: Path) -> None:
    kill_and_reconcile(tmp_path, TORTURE_KILLS)
