"""Scheduled jobs: each instant of each job runs once, whichever worker comes first."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from croniter import croniter
from django.db import transaction

from sunhall.ground.journal.models import JobRun
from sunhall.ground.kit.now import LOCAL, now

CATCH_UP = timedelta(hours=26)

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Job:
    """A function that runs at each instant of a cron line (local time)."""

    cron: str
    run: Callable[[], None]

    @property
    def name(self) -> str:
        return f"{self.run.__module__}.{self.run.__qualname__}"

    def last_due(self, at: datetime) -> datetime:
        """The latest instant at or before `at` when this job was due."""
        later: datetime = croniter(self.cron, at.astimezone(LOCAL) + timedelta(seconds=1)).get_prev(
            datetime
        )
        return later


def run_due(jobs: Iterable[Job]) -> int:
    """Run each job whose last instant has not been run; a night without a worker is made up.

    Jobs ask the rows what is due, never "what is due today", so one late run does what
    several missed ones would have done.
    """
    return sum(_run_once(job) for job in jobs)


def _run_once(job: Job) -> int:
    due_at = job.last_due(now())
    if now() - due_at > CATCH_UP:
        return 0
    made = JobRun.objects.bulk_create([JobRun(job=job.name, due_at=due_at)], ignore_conflicts=True)
    with transaction.atomic():
        claim = JobRun.objects.select_for_update(skip_locked=True, of=("self",)) if made else None
        run = (
            claim.filter(job=job.name, due_at=due_at, done_at__isnull=True).first()
            if claim
            else None
        )
        if run is None:
            return 0
        try:
            with transaction.atomic():
                job.run()
            run.done_at, run.error = now(), ""
        except Exception as error:
            # The failure is kept on the run, where the system page shows it; next pass retries.
            run.error = f"{type(error).__name__}: {error}"[:2000]
            log.exception("job failed", job=job.name)
        run.save(update_fields=["done_at", "error"])
    return 1
