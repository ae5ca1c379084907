"""Scheduled jobs: once for each instant, caught up after a bad night, retried after a failure."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine

from sunhall.ground.journal.models import JobRun
from sunhall.ground.journal.schedule import Job, forget_old_runs, run_due

pytestmark = pytest.mark.django_db
NINE = datetime(2026, 11, 16, 1, 0, 30, tzinfo=UTC)  # 09:00:30 here


class Lamp:
    lit = 0
    fails = 0


def light_lamp() -> None:
    if Lamp.fails:
        Lamp.fails -= 1
        raise ValueError("没油了")
    Lamp.lit += 1


HOURLY = [Job("0 * * * *", light_lamp)]


@pytest.fixture(autouse=True)
def clock() -> Iterator[Any]:
    Lamp.lit, Lamp.fails = 0, 0
    with time_machine.travel(NINE, tick=False) as traveller:
        yield traveller


def test_a_job_runs_once_for_each_instant(clock: Any) -> None:
    assert [run_due(HOURLY) for _ in range(3)] == [1, 0, 0]
    clock.shift(timedelta(hours=1))
    assert run_due(HOURLY) == 1
    assert Lamp.lit == 2


def test_a_night_without_a_worker_is_made_up_by_one_run(clock: Any) -> None:
    run_due(HOURLY)
    clock.shift(timedelta(hours=9))
    run_due(HOURLY)
    assert Lamp.lit == 2


def test_a_failing_job_is_kept_with_its_error_and_tried_again_after_a_minute(clock: Any) -> None:
    Lamp.fails = 1
    run_due(HOURLY)
    assert "没油了" in JobRun.objects.get().error
    assert run_due(HOURLY) == 0
    clock.shift(timedelta(minutes=1, seconds=1))
    assert run_due(HOURLY) == 1
    assert (Lamp.lit, JobRun.objects.get().error) == (1, "")


def test_a_run_whose_worker_was_killed_is_taken_over_when_its_lease_ends(clock: Any) -> None:
    JobRun.objects.create(
        job=HOURLY[0].name, due_at=HOURLY[0].last_due(NINE), lease_until=NINE + timedelta(hours=1)
    )
    assert run_due(HOURLY) == 0
    clock.shift(timedelta(minutes=60, seconds=1))
    assert run_due(HOURLY) >= 1
    assert Lamp.lit >= 1


def test_old_runs_are_forgotten(clock: Any) -> None:
    run_due(HOURLY)
    clock.shift(timedelta(days=15))
    assert forget_old_runs(14) == 1
