"""Imports as jobs one can watch."""

from datetime import timedelta

from django.db.models import QuerySet

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


def rejects_of(job: ImportJob) -> QuerySet[ImportReject]:
    """The rows of an import that were not taken."""
    return ImportReject.objects.filter(job=job).order_by("row")


def is_stalled(job: ImportJob) -> bool:
    """Whether a running import has given no sign for a minute."""
    return job.state == "running" and (job.beat_at or job.started_at) < now() - STALLED_AFTER
