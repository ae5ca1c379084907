"""Scheduled jobs: each instant of each job runs once, whichever worker comes first."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

import structlog
from croniter import croniter
from django.db.models import Q

from sunhall.ground.journal.models import JobRun
from sunhall.ground.kit.failure import told
from sunhall.ground.kit.now import LOCAL, now

CATCH_UP = timedelta(hours=26)
LEASE = timedelta(hours=1)
RETRY = timedelta(minutes=1)

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
        return _last_due(self.cron, at.astimezone(LOCAL).replace(second=0, microsecond=0))


@lru_cache(maxsize=1_000)
def _last_due(cron: str, minute: datetime) -> datetime:
    # Cron lines know minutes only, and a busy worker asks many times a minute.
    later: datetime = croniter(cron, minute + timedelta(seconds=1)).get_prev(datetime)
    return later


def run_due(jobs: Iterable[Job]) -> int:
    """Run each job whose last instant has not been run; a night without a worker is made up.

    Jobs ask the rows what is due, never "what is due today", so one late run does what
    several missed ones would have done; and one that was killed halfway is simply run again
    when its lease ends. So a job needs no transaction around it: its actions have their own,
    and a long one holds no lock that the desk waits for.
    """
    due = {(job.name, job.last_due(now())): job for job in jobs}
    done = JobRun.objects.filter(
        due_at__gte=now() - CATCH_UP, done_at__isnull=False, job__in={name for name, _ in due}
    ).values_list("job", "due_at")
    for key in done:
        due.pop(key, None)
    return sum(_run_once(job, due_at) for (_, due_at), job in due.items())


def forget_old_runs(days: int) -> int:
    """Delete runs older than so many days: the latest tell whether all is well."""
    old = JobRun.objects.filter(due_at__lt=now() - timedelta(days=days), done_at__isnull=False)
    return old.delete()[0]


def _run_once(job: Job, due_at: datetime) -> int:
    if now() - due_at > CATCH_UP or not _claimed(job, due_at):
        return 0
    run = JobRun.objects.filter(job=job.name, due_at=due_at)
    try:
        job.run()
    except Exception as error:
        # Kept on the run, where the system page shows it, and tried again a little later.
        text = told(error)
        run.update(error=text, lease_until=now() + RETRY)
        log.exception("job failed", job=job.name)
    else:
        run.update(done_at=now(), error="")
    return 1


def _claimed(job: Job, due_at: datetime) -> bool:
    """Take the run for a while, by a conditional update: whoever changes the row has it."""
    JobRun.objects.bulk_create([JobRun(job=job.name, due_at=due_at)], ignore_conflicts=True)
    free = Q(lease_until__isnull=True) | Q(lease_until__lt=now())
    open_run = JobRun.objects.filter(free, job=job.name, due_at=due_at, done_at__isnull=True)
    return bool(open_run.update(lease_until=now() + LEASE))
