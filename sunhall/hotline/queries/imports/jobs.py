"""Imports as jobs one can watch."""

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from sunhall.ground.kit.now import now
from sunhall.ground.kit.refusal import NotFound
from sunhall.hotline.models import ImportJob, ImportReject

STALLED_AFTER = timedelta(seconds=60)


def import_jobs() -> QuerySet[ImportJob]:
    """All imports, the latest first."""
    return ImportJob.objects.order_by("-started_at", "-pk")


def import_job(code: str) -> ImportJob:
    """One import, or `NotFound`."""
    job = ImportJob.objects.filter(code=code).first()
    if job is None:
        raise NotFound(f"import {code}")
    return job


def job_for_update(code: str) -> ImportJob:
    """The same, locked inside an action."""
    job = ImportJob.objects.select_for_update().filter(code=code).first()
    if job is None:
        raise NotFound(f"import {code}")
    return job


def rejects_of(job: ImportJob) -> QuerySet[ImportReject]:
    """The rows of an import that were not taken."""
    return ImportReject.objects.filter(job=job).order_by("row")


def forgettable(before: datetime) -> list[ImportJob]:
    """Imports that nobody has touched since an instant and that still keep rows or a file."""
    rows = ImportJob.objects.filter(beat_at__lt=before)
    keeps = Q(rejects__isnull=False) | ~Q(path="")
    return list(rows.filter(keeps).distinct().order_by("pk"))


def is_working(job: ImportJob) -> bool:
    """Whether the worker still has lines of this import before it."""
    return job.state in ("checking", "running")


def is_stalled(job: ImportJob) -> bool:
    """Whether a working import has given no sign for a minute."""
    return is_working(job) and (job.beat_at or job.started_at) < now() - STALLED_AFTER


def ends_at(job: ImportJob) -> datetime | None:
    """When an import will have ended at its present pace."""
    if not (job.state == "running" and job.done and job.beat_at):
        return None
    return job.beat_at + (job.beat_at - job.started_at) / job.done * (job.total - job.done)
