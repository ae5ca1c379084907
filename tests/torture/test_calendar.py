"""The worker is killed while a new calendar goes through the running clocks (K3, K4)."""

import time
from pathlib import Path
from random import Random

from tests.torture.house import House, database

MATTERS = 350
KILLS = 4


def test_a_recomputation_outlives_every_kill_and_moves_each_limit_once(tmp_path: Path) -> None:
    random = Random(KILLS)
    with database(tmp_path) as url:
        house = House(tmp_path, url)
        house.told_by("calendar", "lay", str(MATTERS))
        try:
            for _ in range(KILLS):
                house.start_worker()
                time.sleep(random.uniform(1.0, 4.0))
                house.kill_worker()
        finally:
            house.stop()
        house.run("sunhall.config.command", "work", "--once")
        found = house.told_by("calendar", "tell")
    assert found["finished"]
    assert (found["done"], found["total"]) == (MATTERS, MATTERS)
    assert found["moved"] == found["told"]
    assert found["streams"] == MATTERS
    assert found["wrong"] == found["owed"] == 0
    assert not found["findings"]
