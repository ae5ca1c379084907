"""Imports as jobs: upload, map, try 试运行, confirm, go on chunk by chunk, finish (H8; ux C5)."""

import secrets
from collections.abc import Iterable, Mapping
from datetime import timedelta
from itertools import islice
from pathlib import Path

from django.conf import settings

from sunhall.ground.access.actor import Actor
from sunhall.ground.journal.action import action
from sunhall.ground.journal.record import record
from sunhall.ground.kit.now import now
from sunhall.ground.kit.refusal import Refused, refuse, require
from sunhall.ground.kit.table import columns as headers_of
from sunhall.hotline import events
from sunhall.hotline.actions.importing import CHUNK, take_lines
from sunhall.hotline.models import ImportJob, ImportReject
from sunhall.hotline.queries import imports as queries
from sunhall.hotline.rules import imports as rules
from sunhall.hotline.rules import may_import

# A chunk that only compares holds no lock worth speaking of, so it may be longer.
CHECK_CHUNK = 500
# Long enough to correct rejected rows and import them again.
KEPT_FOR = timedelta(days=30)


@action
def start_import(
    name: str,
    *,
    sha256: str,
    rows: int,
    columns: Mapping[str, str],
    source: str,
    by: Actor,
) -> ImportJob:
    """Start an import that the command itself reads; who and which file is on record (H8)."""
    require(may_import(by))
    job = _job(name, sha256, rows, columns, source, by)
    job.state = "running"
    job.save()
    record(events.ImportStarted(job=job.code, name=job.name, sha256=sha256, rows=rows), by=by)
    return job


@action
def upload_import(name: str, *, content: Iterable[bytes], by: Actor) -> ImportJob:
    """Keep an uploaded file for the worker; refuse one that is no table (H8)."""
    require(may_import(by))
    path = _kept(content)
    try:
        rows, headers = queries.row_count(path), headers_of(path)
        if not rows:
            raise refuse("表格只有表头，没有内容，请选择有内容的文件", field="file")
        columns = rules.guess(headers)
        sample = list(islice(queries.Lines(path, columns), queries.SAMPLE)) if columns else []
        job = _job(
            name, queries.file_hash(path), rows, columns, queries.source_name(name, sample), by
        )
    except Refused:
        path.unlink()
        raise
    job.path = str(path)
    job.state = "uploaded"
    job.save()
    record(events.ImportUploaded(job=job.code, name=job.name, sha256=job.sha256, rows=rows), by=by)
    return job


@action
def try_import(code: str, *, columns: Mapping[str, str], source: str, by: Actor) -> ImportJob:
    """Say which column is what, and try it 试运行 without writing anything (H8; ux C5)."""
    require(may_import(by))
    job = queries.job_for_update(code)
    if job.state not in ("uploaded", "checked", "failed"):
        raise refuse("这次导入已经开始，不能再改列的对应关系")
    if not source.strip():
        raise refuse("请填写来源名称，例如“书记信箱”", field="source")
    rules.require_usable(columns)
    _rewind(job, "checking", is_dry_run=True)
    job.mapping = {**job.mapping, "columns": dict(columns), "source": source.strip()[:40]}
    job.save()
    record(events.ImportCheckStarted(job=code, source=job.mapping["source"]), by=by)
    return job


@action
def confirm_import(code: str, *, by: Actor) -> ImportJob:
    """Import for good what was tried; resumable, and not to be undone (H8; ux C5)."""
    require(may_import(by))
    job = queries.job_for_update(code)
    if job.state != "checked":
        raise refuse("请先试运行，再确认导入")
    if not queries.is_here(job):
        raise refuse("上传的文件已经不在了，请重新上传；已导入的内容不会重复")
    _rewind(job, "running", is_dry_run=False)
    job.started_by = by.code
    job.save()
    record(events.ImportStarted(job=code, name=job.name, sha256=job.sha256, rows=job.total), by=by)
    return job


@action
def advance_import(code: str, *, by: Actor) -> ImportJob:
    """Take the next lines of an uploaded file, and owe the rest to the next delivery (H8)."""
    require(may_import(by))
    job = queries.job_for_update(code)
    if not (job.path and queries.is_working(job)):
        return job
    try:
        lines = queries.lines_after(job, CHECK_CHUNK if job.is_dry_run else CHUNK)
    except Refused as refused:
        return stop_import(code, reason=refused.verdict.reason, state="failed", by=by)
    if not lines:
        return _checked(job, by) if job.is_dry_run else finish_import(code, by=by)
    take_lines(code, lines, by=by)
    record(events.ImportAdvanced(job=code, done=job.done + len(lines)), by=by)
    return queries.job_for_update(code)


@action
def finish_import(code: str, *, by: Actor) -> ImportJob:
    """Finish an import: what became of the file is on record (H8)."""
    require(may_import(by))
    job = queries.job_for_update(code)
    job.state, job.finished_at, job.total = "done", now(), job.done
    job.save(update_fields=["state", "finished_at", "total"])
    record(events.ImportFinished(job=code, **_counts(job)), by=by)
    return job


@action
def stop_import(
    code: str, *, by: Actor, reason: str = "由操作人停止", state: str = "cancelled"
) -> ImportJob:
    """Stop an import 停止; what it has taken stays, and trying again goes on after it (H8)."""
    require(may_import(by))
    job = queries.job_for_update(code)
    if job.state in ("done", "cancelled"):
        raise refuse("这次导入已经结束")
    job.state, job.error, job.finished_at = state, reason, now()
    job.save(update_fields=["state", "error", "finished_at"])
    taken = 0 if job.is_dry_run else job.imported
    record(events.ImportStopped(job=code, imported=taken, reason=reason), by=by)
    return job


@action
def forget_imports(*, by: Actor) -> int:
    """Delete uploaded files and rejected rows of old imports; the journal keeps the counts.

    They hold names and words of people and serve nothing any more (PIPL 19, 47).
    """
    require(may_import(by))
    old = queries.forgettable(now() - KEPT_FOR)
    for job in old:
        if job.path:
            Path(job.path).unlink(missing_ok=True)
        ImportReject.objects.filter(job=job).delete()
        job.path = ""
        job.state = job.state if job.finished_at else "cancelled"
        job.finished_at = job.finished_at or now()
        job.save(update_fields=["path", "state", "finished_at"])
        record(events.ImportForgotten(job=job.code), by=by)
    return len(old)


def _job(
    name: str, sha256: str, rows: int, columns: Mapping[str, str], source: str, by: Actor
) -> ImportJob:
    return ImportJob(
        code=secrets.token_hex(8),
        name=Path(name.replace("\\", "/")).name[:200],
        sha256=sha256,
        mapping={"columns": dict(columns), "source": source, "stem": queries.file_stem(name)},
        total=rows,
        started_by=by.code,
        started_at=now(),
        beat_at=now(),
    )


def _kept(content: Iterable[bytes]) -> Path:
    """Write an upload where only the house can read it."""
    folder = Path(settings.VAR) / "imports"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / secrets.token_hex(12)
    with path.open("xb") as file:
        for chunk in content:
            file.write(chunk)
    return path


def _rewind(job: ImportJob, state: str, *, is_dry_run: bool) -> None:
    """Begin at the first line, with nothing counted."""
    ImportReject.objects.filter(job=job).delete()
    job.done = job.imported = job.unchanged = job.rejected = 0
    job.state, job.is_dry_run, job.error = state, is_dry_run, ""
    job.started_at = job.beat_at = now()
    job.finished_at = None


def _checked(job: ImportJob, by: Actor) -> ImportJob:
    job.state = "checked"
    job.save(update_fields=["state"])
    record(events.ImportChecked(job=job.code, **_counts(job)), by=by)
    return job


def _counts(job: ImportJob) -> dict[str, int]:
    return {"imported": job.imported, "unchanged": job.unchanged, "rejected": job.rejected}
