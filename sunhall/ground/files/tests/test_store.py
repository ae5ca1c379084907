"""Keeping, attaching, removing, scanning later: rows, journal and disk agree."""

import ast
import os
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection, transaction

from sunhall.ground.access.actor import Actor
from sunhall.ground.files import disk, jobs, queries, scanner, store
from sunhall.ground.files.audit import damaged_files
from sunhall.ground.files.events import (
    FileAttached,
    FileKept,
    FileOpened,
    FileQuarantined,
    FileRemoved,
)
from sunhall.ground.files.models import StoredFile
from sunhall.ground.files.receive import receive
from sunhall.ground.files.tests import samples
from sunhall.ground.files.tests.samples import upload
from sunhall.ground.files.tests.standins import clamd
from sunhall.ground.journal.record import story, told
from sunhall.ground.kit.now import wall_clock
from sunhall.ground.kit.refusal import NotFound, Refused

RESIDENT = Actor(code="resident:li", name="李")


@pytest.fixture(autouse=True)
def house(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    return tmp_path / "files"


@pytest.fixture
def stored(db):
    return store.keep_file(upload(samples.picture()), owner="draft:7", by=RESIDENT)


def place(stored):
    return disk.place_of(stored.sha256, stored.code)


def test_a_kept_file_is_told_with_both_hashes(stored):
    (fact,) = story(f"file:{stored.code}")
    assert fact.actor == "resident:li"
    assert isinstance(fact.event, FileKept)
    assert fact.event.sha256 == stored.sha256 == disk.measure(place(stored)).sha256
    assert fact.event.received_sha256 == stored.received_sha256
    assert (stored.kind, stored.width, stored.height) == ("jpg", 60, 40)


def test_the_name_is_sealed_in_the_table(stored):
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM files_storedfile")
        assert cursor.fetchone()[0].startswith("v1.")
    assert queries.file_of("draft:7", stored.code).name == "照片.jpg"


@pytest.mark.django_db
def test_what_was_received_before_the_transaction_is_kept_in_it():
    received = receive(upload(samples.pdf(), "通知.pdf"))
    stored = store.keep_file(received, owner="matter:R1", by=RESIDENT, private=False)
    assert place(stored) == received.place
    assert not stored.is_private


@pytest.mark.django_db
def test_two_persons_with_one_picture_have_two_copies():
    one, two = (
        store.keep_file(upload(samples.picture()), owner=f"matter:R{n}", by=RESIDENT)
        for n in (1, 2)
    )
    assert one.sha256 == two.sha256
    with transaction.atomic():
        store.remove_file(one.code, reason="群众申请删除", by=RESIDENT)
    assert place(two).exists()


@pytest.mark.django_db
def test_a_refused_file_leaves_neither_row_nor_copy():
    with pytest.raises(Refused):
        store.keep_file(upload(b"MZ" + bytes(99)), owner="matter:R1", by=RESIDENT)
    assert not StoredFile.objects.exists()
    assert list(disk.kept()) == []


def test_files_pass_from_a_draft_to_the_matter(stored):
    found = store.attach_files(
        [stored.code, stored.code], before="draft:7", owner="matter:R1", by=RESIDENT
    )
    assert [file.owner for file in found] == ["matter:R1"]
    assert list(queries.files_of("matter:R1")) == [stored]
    assert told(f"file:{stored.code}") == [FileKept, FileAttached]


def test_nobody_can_take_a_file_of_another_draft(stored):
    mine = store.keep_file(upload(samples.pdf(), "a.pdf"), owner="draft:8", by=RESIDENT)
    with pytest.raises(NotFound):
        store.attach_files(
            [mine.code, stored.code], before="draft:8", owner="matter:R1", by=RESIDENT
        )
    assert queries.file_of("draft:8", mine.code)
    assert queries.file_of("draft:7", stored.code)


def test_a_file_of_another_owner_is_not_found(stored):
    with pytest.raises(NotFound):
        queries.file_of("matter:R1", stored.code)


def test_opening_a_private_file_is_told_with_the_purpose(stored):
    store.open_file(stored, by=RESIDENT.for_purpose("核对现场"))
    assert story(f"file:{stored.code}")[-1].event == FileOpened(
        file=stored.code, owner="draft:7", purpose="核对现场"
    )


@pytest.mark.django_db
def test_opening_a_public_file_is_not_told():
    stored = store.keep_file(upload(samples.pdf()), owner="item:1", by=RESIDENT, private=False)
    store.open_file(stored, by=RESIDENT)
    assert told(f"file:{stored.code}") == [FileKept]


def test_a_removed_file_is_erased_only_when_the_transaction_holds(
    stored, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        store.remove_file(stored.code, reason="群众申请删除", by=RESIDENT)
        assert place(stored).exists()
    assert not place(stored).exists()
    assert not disk.thumbnail_of(place(stored)).exists()
    assert told(f"file:{stored.code}") == [FileKept, FileRemoved]
    stored.refresh_from_db()
    assert stored.name == ""
    with pytest.raises(NotFound):
        store.remove_file(stored.code, reason="again", by=RESIDENT)


def test_files_marked_not_scanned_are_scanned_when_there_is_a_scanner(stored, settings):
    assert not stored.is_scanned
    assert store.scan_waiting() == 0
    with clamd() as (settings.CLAMAV, _):
        assert store.scan_waiting() == 1
        assert store.scan_waiting() == 0
    stored.refresh_from_db()
    assert stored.scan == "clean"
    assert stored.scanned_at


@pytest.mark.django_db
def test_what_comes_while_the_scanner_is_down_is_kept_and_scanned_when_it_is_back(settings):
    with clamd() as (settings.CLAMAV, _):
        assert scanner.light() == "ok"
    assert scanner.light() == "silent"
    stored = store.keep_file(upload(samples.picture()), owner="matter:R1", by=RESIDENT)
    assert not stored.is_scanned
    jobs.scan_files_waiting()
    assert list(queries.files_waiting_for_scan()) == [stored]
    with clamd() as (settings.CLAMAV, seen):
        jobs.scan_files_waiting()
    assert seen == [place(stored).read_bytes()]
    stored.refresh_from_db()
    assert stored.scan == "clean"
    assert not queries.files_waiting_for_scan().exists()


def test_a_file_the_scanner_will_not_take_keeps_no_other_waiting(stored, settings):
    other = store.keep_file(upload(samples.pdf(), "通知.pdf"), owner="x:1", by=RESIDENT)
    too_long = [b"INSTREAM size limit exceeded. ERROR", b"stream: OK"]
    with clamd(answer=lambda body: too_long.pop(0)) as (settings.CLAMAV, _):
        assert store.scan_waiting() == 1
    stored.refresh_from_db()
    other.refresh_from_db()
    assert [stored.scan, other.scan] == ["not_scanned", "clean"]


def test_a_file_gone_from_disk_keeps_no_other_waiting(stored, settings):
    place(stored).unlink()
    store.keep_file(upload(samples.pdf(), "通知.pdf"), owner="x:1", by=RESIDENT)
    with clamd() as (settings.CLAMAV, _):
        assert store.scan_waiting() == 1


def test_a_virus_found_later_is_quarantined(stored, settings, django_capture_on_commit_callbacks):
    found = b"stream: Later.Virus FOUND"
    with (
        clamd(answer=lambda body: found) as (settings.CLAMAV, _),
        django_capture_on_commit_callbacks(execute=True),
    ):
        store.scan_waiting()
    assert told(f"file:{stored.code}") == [FileKept, FileQuarantined]
    assert not place(stored).exists()
    assert disk.quarantine_of(stored.code).exists()
    assert [file.code for file in queries.files_in_quarantine()] == [stored.code]
    with django_capture_on_commit_callbacks(execute=True):
        store.remove_file(stored.code, reason="病毒", by=RESIDENT)
    assert not disk.quarantine_of(stored.code).exists()


@pytest.mark.django_db
def test_a_virus_found_at_once_is_refused_by_name(settings):
    with (
        clamd(answer=lambda body: b"stream: Some.Virus FOUND") as (settings.CLAMAV, _),
        pytest.raises(Refused, match=r"“现场\.jpg”含有病毒（Some\.Virus）"),
    ):
        store.keep_file(upload(samples.picture(), "现场.jpg"), owner="x:1", by=RESIDENT)
    assert list(disk.kept()) == []


def aged(path):
    old = (wall_clock() - timedelta(hours=25)).timestamp()
    os.utime(path, (old, old))


def test_sweeping_erases_only_old_copies_that_no_row_speaks_of(stored):
    given_up, fresh = receive(upload(samples.pdf())), receive(upload(samples.pdf()))
    aged(place(stored))
    aged(given_up.place)
    assert store.sweep_disk() == 1
    assert not given_up.place.exists()
    assert fresh.place.exists()
    assert place(stored).exists()


def test_sweeping_finishes_a_removal_that_a_kill_cut_short(stored):
    store.remove_file(stored.code, reason="x", by=RESIDENT)
    aged(place(stored))
    assert store.sweep_disk() == 1
    assert not place(stored).exists()


def test_sweeping_finishes_a_quarantine_that_a_kill_cut_short(stored):
    StoredFile.objects.update(scan="infected", scanned_at=wall_clock())
    assert store.sweep_disk() == 1
    assert disk.quarantine_of(stored.code).exists()


def test_sweeping_wipes_what_a_killed_upload_left_on_its_bench(house, stored):
    for name, old in (("forgotten", True), ("busy", False)):
        folder = house / "incoming" / name
        folder.mkdir()
        (folder / "raw").write_bytes(b"someone's identity card")
        if old:
            aged(folder)
    assert store.sweep_disk() == 1
    assert [path.name for path in (house / "incoming").iterdir()] == ["busy"]


def test_an_untouched_file_proves_sound(stored):
    assert list(damaged_files()) == []


def test_a_file_changed_on_disk_is_named(stored):
    place(stored).write_bytes(b"another picture")
    assert list(damaged_files()) == [(stored.code, "draft:7", "changed")]


def test_a_file_gone_from_disk_is_named(stored):
    place(stored).unlink()
    assert list(damaged_files()) == [(stored.code, "draft:7", "missing")]


def test_a_file_changed_together_with_its_row_is_betrayed_by_the_journal(stored):
    other = receive(upload(samples.pdf()))
    other.place.rename(disk.place_of(other.sha256, stored.code))
    StoredFile.objects.update(sha256=other.sha256)
    assert list(damaged_files()) == [(stored.code, "draft:7", "relabelled")]


SETUP = """
import django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0, skip_checks=True)
"""
KEEP = """
import django; django.setup()
from sunhall.ground.access.actor import SYSTEM
from sunhall.ground.files import store
from sunhall.ground.files.tests import samples
for number in range(10**6):
    stored = store.keep_file(samples.upload(samples.picture()), owner="x:1", by=SYSTEM)
    print(stored.code, flush=True)
"""
PROVE = """
import django; django.setup()
from sunhall.ground.files import queries
from sunhall.ground.files.audit import damaged_files
print([row.code for row in queries.files_of("x:1")], list(damaged_files()), sep=chr(10))
"""


def test_a_process_killed_while_it_keeps_files_leaves_every_told_file_whole(tmp_path):
    place = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "DATABASE_URL": f"sqlite:///{tmp_path / 'db.sqlite3'}",
        "SUNHALL_VAR": str(tmp_path),
    }

    def run(script):
        return subprocess.Popen(
            [sys.executable, "-c", script], cwd=Path(__file__).parents[4], env=place,
            stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    with run(SETUP) as setting_up:
        setting_up.wait()
    acknowledged = []
    with run(KEEP) as keeping:
        # Killed in the middle of one of the next files, wherever it then is.
        while len(acknowledged) < 7:
            acknowledged.append(keeping.stdout.readline().strip())
        os.kill(keeping.pid, signal.SIGKILL)
        acknowledged += keeping.stdout.read().split()
    with run(PROVE) as proving:
        rows, damages = proving.communicate()[0].splitlines()
    assert damages == "[]"
    assert len(acknowledged) >= 7
    assert set(acknowledged) <= set(ast.literal_eval(rows))
    assert len(ast.literal_eval(rows)) - len(acknowledged) in {0, 1}


def test_the_database_refuses_an_unknown_scan_state(stored):
    with pytest.raises(Exception, match="file_scan_known"), transaction.atomic():
        StoredFile.objects.update(scan="maybe")


@pytest.mark.django_db
def test_what_waits_for_the_scanner_is_found_by_its_partial_index():
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
        assert "file_to_scan" in queries.files_waiting_for_scan().explain()
        assert "file_of_owner" in queries.files_of("matter:R1").explain()


@pytest.mark.django_db
def test_keeping_needs_an_actor():
    with pytest.raises(TypeError, match="by=Actor"):
        store.keep_file(upload(samples.pdf()), owner="x:1", by=None)
