"""Keeping files 附件: rows and journal together; the bytes were laid down before (K8)."""

from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.db import transaction

from sunhall.ground.access.actor import SYSTEM, Actor
from sunhall.ground.files import disk, queries, scanner
from sunhall.ground.files.events import (
    FileAttached,
    FileKept,
    FileOpened,
    FileQuarantined,
    FileRemoved,
)
from sunhall.ground.files.models import StoredFile
from sunhall.ground.files.receive import Received, Upload, receive
from sunhall.ground.journal.action import action
from sunhall.ground.journal.record import record
from sunhall.ground.kit.now import now, wall_clock
from sunhall.ground.kit.refusal import NotFound

# Longer than any upload and its transaction can last.
ORPHAN_AGE = timedelta(hours=24)


@action
def keep_file(
    upload: Upload | Received, *, owner: str, by: Actor, private: bool = True, sender: str = ""
) -> StoredFile:
    """Keep a file 保存附件 for its owner; `sender` is set while it waits to be sent (K8).

    Hand in what `receive` gave; an upload is also taken, but then the transaction stays open
    while pictures are turned and the scanner works.
    """
    came = upload if isinstance(upload, Received) else receive(upload)
    stored = StoredFile.objects.create(
        code=came.code,
        owner=owner,
        sender=sender,
        name=came.name,
        kind=came.kind.code,
        size=came.size,
        sha256=came.sha256,
        received_sha256=came.received_sha256,
        scan=came.scan,
        scanned_at=None if came.scan == scanner.NOT_SCANNED else now(),
        is_private=private,
        metadata_removed=came.metadata_removed,
        has_active_content=came.has_active_content,
        width=came.width,
        height=came.height,
        kept_by=by.code,
        kept_at=now(),
    )
    record(
        FileKept(
            file=came.code,
            owner=owner,
            file_kind=came.kind.code,
            size=came.size,
            sha256=came.sha256,
            received_sha256=came.received_sha256,
            scan=came.scan,
        ),
        by=by,
    )
    return stored


@action
def attach_files(codes: Iterable[str], *, before: str, owner: str, by: Actor) -> list[StoredFile]:
    """Pass files from a draft to the noun they belong to; all of them or none (K8)."""
    wanted = list(dict.fromkeys(codes))
    found = {
        stored.code: stored
        for stored in queries.present().select_for_update().filter(owner=before, code__in=wanted)
    }
    if missing := [code for code in wanted if code not in found]:
        raise NotFound(", ".join(missing))
    for stored in found.values():
        stored.owner, stored.sender = owner, ""
        stored.save(update_fields=["owner", "sender"])
        record(FileAttached(file=stored.code, before=before, owner=owner), by=by)
    return [found[code] for code in wanted]


@action
def open_file(stored: StoredFile, *, by: Actor) -> StoredFile:
    """Note that a private file is opened 查看附件 (K6; PIPL 51)."""
    if stored.is_private:
        record(FileOpened(file=stored.code, owner=stored.owner, purpose=by.purpose), by=by)
    return stored


@action
def remove_file(code: str, *, reason: str, by: Actor) -> StoredFile:
    """Remove a file 删除附件 and erase its copy; the row stays as proof of what was there."""
    stored = queries.present().select_for_update().filter(code=code).first()
    if stored is None:
        raise NotFound(code)
    stored.removed_at, stored.name, stored.sender = now(), "", ""
    stored.save(update_fields=["removed_at", "name", "sender"])
    record(FileRemoved(file=code, owner=stored.owner, reason=reason), by=by)
    place = disk.place_of(stored.sha256, code)
    transaction.on_commit(lambda: disk.erase(place))
    return stored


def scan_waiting(*, limit: int = 100) -> int:
    """Scan what could not be scanned before; infected files are quarantined 隔离.

    A file that the scanner will not take, such as one too long for it, keeps nobody waiting.
    """
    changed = 0
    for stored in list(queries.files_waiting_for_scan()):
        place = disk.place_of(stored.sha256, stored.code)
        if changed == limit or not settings.CLAMAV:
            break
        if not place.exists():
            continue
        verdict = scanner.scan(place)
        if verdict.state != scanner.NOT_SCANNED:
            mark_scanned(stored.code, verdict, by=SYSTEM)
            changed += 1
        elif not verdict.found:
            break
    return changed


@action
def mark_scanned(code: str, verdict: scanner.Scan, *, by: Actor) -> None:
    """Note what the scanner said 扫描结果; move an infected file out of reach."""
    stored = queries.present().select_for_update().get(code=code)
    stored.scan, stored.scanned_at = verdict.state, now()
    stored.save(update_fields=["scan", "scanned_at"])
    if verdict.state == scanner.INFECTED:
        record(FileQuarantined(file=code, owner=stored.owner, found=verdict.found), by=by)
        place = disk.place_of(stored.sha256, code)
        transaction.on_commit(lambda: disk.quarantine(place, code))


def sweep_disk() -> int:
    """Finish what a kill cut short: erase copies that no row speaks of, move infected ones."""
    before = (wall_clock() - ORPHAN_AGE).timestamp()
    done = disk.wipe_benches(before)
    for code, path in list(disk.kept()):
        scan = queries.present().filter(code=code).values_list("scan", flat=True).first()
        if scan == scanner.INFECTED:
            disk.quarantine(path, code)
        elif scan is None and path.stat().st_mtime < before:
            disk.erase(path)
        else:
            continue
        done += 1
    return done
