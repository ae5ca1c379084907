"""Reading the journal for audit, and the proof that is kept every night (K4)."""

from copy import copy
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection, transaction
from structlog.testing import capture_logs

from sunhall import schedule
from sunhall.ground.access.actor import SYSTEM, VISITOR
from sunhall.ground.journal import audit, jobs
from sunhall.ground.journal.audit import Asked
from sunhall.ground.journal.models import DailyRoot, Entry, EntrySecret, VerifyRun
from sunhall.ground.journal.record import record
from sunhall.ground.journal.tests.conftest import LampBroke, LampLit, LampReturned
from sunhall.ground.kit.sentence import Sentence

NOW = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)
WORDS = "她说丈夫住院"


@pytest.fixture
def told(db: None) -> None:
    with time_machine.travel(NOW, tick=False), transaction.atomic():
        for lamp in ("1", "2", "3"):
            record(LampLit(lamp=lamp), by=SYSTEM)
        record(LampBroke(lamp="1", who="甲", words=WORDS), by=VISITOR)


def streams(asked: Asked) -> list[str]:
    return list(audit.entries(asked).values_list("stream", flat=True))


def test_the_journal_is_searched_by_stream_actor_kind_and_day(told: None) -> None:
    today = NOW.date()
    assert streams(Asked()) == ["lamp:1", "lamp:3", "lamp:2", "lamp:1"]
    assert streams(Asked(stream="lamp:1")) == ["lamp:1", "lamp:1"]
    assert len(streams(Asked(stream="lamp:"))) == 4
    assert streams(Asked(stream="lamp")) == []
    assert streams(Asked(actor="visitor")) == ["lamp:1"]
    assert streams(Asked(kind=LampBroke.kind)) == ["lamp:1"]
    assert len(streams(Asked(first=today, last=today))) == 4
    assert streams(Asked(first=today + timedelta(days=1))) == []
    assert streams(Asked(last=today - timedelta(days=1))) == []


def test_pages_follow_by_key_newest_first(told: None) -> None:
    rows = audit.entries(Asked())
    first, after = audit.page_of(rows, limit=3)
    rest, end = audit.page_of(rows, before=after, limit=3)
    assert [*first, *rest] == list(rows)
    assert (len(first), len(rest), end) == (3, 1, 0)


def test_what_is_private_stays_sealed(told: None, django_assert_num_queries: object) -> None:
    entry = Entry.objects.get(kind=LampBroke.kind)
    with django_assert_num_queries(0):  # type: ignore[operator]
        shown = audit.shut(entry)
    assert shown is not None
    assert shown.event.payload() == {"lamp": "1", "who": "甲", "words": ""}
    assert shown.event.told() == "灯 1 坏了，甲 报修"


def test_the_reason_of_staff_is_told_and_what_was_said_is_not(
    told: None, django_assert_num_queries: object
) -> None:
    with transaction.atomic():
        for lamp in ("1", "2", "3"):
            record(LampReturned(lamp=lamp, reason=f"碎了 {lamp}", words=WORDS), by=SYSTEM)
    with django_assert_num_queries(2):  # type: ignore[operator]
        shown = [audit.shut(entry) for entry in audit.entries(Asked(kind=LampReturned.kind))]
    assert [one.event.told() for one in shown if one] == [
        "灯 3 退回：碎了 3", "灯 2 退回：碎了 2", "灯 1 退回：碎了 1",
    ]  # fmt: skip
    assert not any(one.event.payload()["words"] for one in shown if one)


def test_a_kind_that_is_long_gone_does_not_stop_the_page() -> None:
    assert audit.shut(Entry(kind="gone.ThingDone", data="{}")) is None
    assert audit.shut(Entry(kind=LampLit.kind, data='{"other": 1}')) is None


def test_the_night_makes_roots_and_keeps_the_proof(told: None) -> None:
    with time_machine.travel(NOW + timedelta(days=2), tick=False):
        jobs.make_roots()
        jobs.verify_journal()
    run = audit.last_run()
    assert run is not None
    assert (run.found, run.findings, run.entries, run.streams) == (0, [], 4, 3)
    assert run.days == DailyRoot.objects.count() == len(audit.roots()) == 2


def test_a_changed_entry_is_kept_as_a_finding_and_told_in_the_log(told: None) -> None:
    on = " ON journal_entry" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        # Rolled back with the test.
        cursor.execute(f"DROP TRIGGER journal_entry_no_update{on}")
    Entry.objects.filter(kind=LampBroke.kind).update(actor="system")
    with capture_logs() as logs:
        jobs.verify_journal()
    run = VerifyRun.objects.get()
    assert (run.found, run.findings[0]["where"]) == (1, "lamp:1#2")
    assert [line["log_level"] for line in logs] == ["error"]


def test_a_kept_finding_can_be_said_in_another_language(told: None) -> None:
    EntrySecret.objects.update(value='"别的话"')
    jobs.verify_journal()
    ((where, what),) = VerifyRun.objects.get().told
    assert (where, what) == ("lamp:1#2", "个人信息「words」与承诺值不符")
    assert isinstance(what, Sentence)
    assert (what.template, what.facts) == ("个人信息「{name}」与承诺值不符", {"name": "words"})
    older = VerifyRun(findings=[{"where": "lamp:1", "what": "链尾与链头不符"}])
    assert older.told == [("lamp:1", "链尾与链头不符")]


@pytest.mark.parametrize("narrower", [{}, {"kind": LampBroke.kind}, {"last": NOW.date()}])
def test_who_did_little_is_found_without_reading_what_others_did(
    told: None, narrower: dict[str, Any]
) -> None:
    one = Entry.objects.filter(actor="system").first()
    assert one is not None
    many = [copy(one) for _entry in range(5_000)]
    for number, entry in enumerate(many):
        entry.pk, entry.stream, entry.actor = None, f"lamp:{number + 10}", f"staff:{number % 9}"
    Entry.objects.bulk_create(many)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    rows = audit.entries(Asked(actor="visitor", **narrower))
    assert "entry_actor" in rows[: audit.PAGE].explain()
    assert len(audit.page_of(rows)[0]) == 1


def test_both_jobs_stand_in_the_schedule_at_night() -> None:
    due = {job.name.rpartition(".")[2]: job.cron for job in schedule.SCHEDULE}
    assert due["make_roots"] == "5 0 * * *"
    assert due["verify_journal"] == "0 2 * * *"
