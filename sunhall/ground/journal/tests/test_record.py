"""Recording: what the journal takes, refuses and never lets go (K4)."""

import json
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import DatabaseError, transaction

from sunhall.ground.access.actor import SYSTEM, Actor
from sunhall.ground.journal.action import action
from sunhall.ground.journal.chain import instant
from sunhall.ground.journal.models import Delivery, Entry, EntrySecret, StreamHead
from sunhall.ground.journal.record import record, shred, story, told
from sunhall.ground.journal.tests.conftest import Bell, LampBroke, LampLit, LampLost, LampReturned
from sunhall.ground.journal.verify import verify
from sunhall.ground.journal.worker import deliver_one, drain
from sunhall.ground.kit.now import moment

pytestmark = pytest.mark.django_db
OLD = datetime(2019, 4, 25, 1, 32, tzinfo=UTC)


@action
def light(lamp: str, *, by: Actor) -> Entry:
    return record(LampLit(lamp=lamp), by=by)


@pytest.mark.django_db(transaction=True)
def test_recording_outside_a_transaction_is_refused() -> None:
    with pytest.raises(RuntimeError, match="outside a transaction"):
        record(LampLit(lamp="1"), by=SYSTEM)


def test_an_unwired_event_is_refused() -> None:
    with pytest.raises(LookupError, match="not wired"):
        record(LampLost(lamp="1"), by=SYSTEM)


def test_an_action_must_say_who_acts() -> None:
    with pytest.raises(TypeError, match="needs by=Actor"):
        light("1", by="me")  # type: ignore[arg-type]


def test_a_rolled_back_action_leaves_no_entry_and_no_delivery() -> None:
    with suppress(ZeroDivisionError), transaction.atomic():
        light("1", by=SYSTEM)
        raise ZeroDivisionError
    assert not Entry.objects.exists()
    assert not Delivery.objects.exists()


def test_entries_of_a_stream_are_chained_and_told_in_order() -> None:
    light("1", by=SYSTEM)
    record(LampBroke(lamp="1", who="邻居", words="灯泡碎了"), by=SYSTEM)
    first, second = Entry.objects.order_by("seq")
    assert (first.prev, second.prev) == ("", first.hash)
    assert told("lamp:1") == [LampLit, LampBroke]
    assert StreamHead.objects.get(stream="lamp:1").hash == second.hash


@pytest.mark.parametrize("change", ["update", "delete"])
def test_the_database_refuses_to_change_an_entry(change: str) -> None:
    light("1", by=SYSTEM)
    rows = Entry.objects.filter(stream="lamp:1")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        rows.update(actor="nobody") if change == "update" else rows._raw_delete("default")
    assert Entry.objects.get().actor == "system"


def test_a_private_fact_is_sealed_beside_the_entry_and_can_be_shredded() -> None:
    record(LampBroke(lamp="1", who="邻居", words="灯泡碎了"), by=SYSTEM)
    assert "灯泡碎了" not in Entry.objects.get().data
    assert story("lamp:1")[0].event.words == "灯泡碎了"
    EntrySecret.objects.all().delete()
    assert story("lamp:1")[0].event.words == ""


def test_a_private_fact_that_the_sentence_names_is_told_until_it_is_shredded() -> None:
    record(LampReturned(lamp="1", reason="张三没有付钱", words="气话"), by=SYSTEM)
    assert "张三" not in Entry.objects.get().data
    assert story("lamp:1")[0].event.told() == "灯 1 退回：张三没有付钱"
    assert LampReturned.unsaid == ("words",)
    shred("lamp:1")
    assert story("lamp:1")[0].event.told() == "灯 1 退回：—"
    assert verify().findings == []


def test_an_instant_is_kept_in_utc_and_told_on_the_clock_of_the_county() -> None:
    lit = LampLit(lamp=instant(datetime(2026, 12, 2, 7, 0, tzinfo=UTC)))
    assert lit.lamp == "2026-12-02T07:00:00.000000Z"
    assert lit.told() == "灯 2026-12-02 15:00 亮了"


def test_an_entry_older_than_the_privacy_of_its_facts_is_read_and_verified(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    event = LampReturned(lamp="1", reason="灯罩碎了", words="")
    with monkeypatch.context() as before:
        before.setattr(LampReturned, "private", ())
        record(event, by=SYSTEM)
    record(LampReturned(lamp="1", reason="又碎了", words=""), by=SYSTEM)
    assert "灯罩碎了" in Entry.objects.earliest("seq").data
    assert [fact.event for fact in story("lamp:1")] == [event, replace(event, reason="又碎了")]
    assert verify().findings == []
    shred("lamp:1")
    assert [fact.event.reason for fact in story("lamp:1")] == ["灯罩碎了", ""]
    assert verify().findings == []


def test_a_float_has_no_place_in_the_journal() -> None:
    with pytest.raises(TypeError, match="float"):
        record(LampLit(lamp=1.5), by=SYSTEM)  # type: ignore[arg-type]


def test_a_replayed_fact_keeps_its_own_time_and_stirs_nothing() -> None:
    with moment(OLD):
        light("1", by=SYSTEM)
    entry = Entry.objects.get()
    assert entry.at == OLD
    assert entry.recorded_at > OLD
    assert not Delivery.objects.exists()


def test_sm3_can_be_chosen(settings: object) -> None:
    settings.JOURNAL_DIGEST = "sm3"  # type: ignore[attr-defined]
    entry = light("1", by=SYSTEM)
    assert (entry.algorithm, len(entry.hash)) == ("sm3", 64)


def test_a_reaction_is_done_once() -> None:
    light("1", by=SYSTEM)
    assert drain() == 1
    assert drain() == 0
    assert Bell.rung == ["lamp:1"]


def test_a_failing_reaction_is_kept_with_its_error_and_tried_again_later() -> None:
    with time_machine.travel(datetime(2026, 11, 16, tzinfo=UTC), tick=False) as clock:
        light("1", by=SYSTEM)
        Bell.fails = 1
        assert deliver_one()
        held = Delivery.objects.get()
        assert (held.tries, held.done_at) == (1, None)
        assert "铃坏了" in held.error
        assert not deliver_one()
        clock.shift(timedelta(seconds=2))
        assert deliver_one()
        assert Bell.rung == ["lamp:1"]


def test_the_delay_doubles_and_at_last_the_delivery_is_dead_and_visible() -> None:
    with time_machine.travel(datetime(2026, 11, 16, tzinfo=UTC), tick=False) as clock:
        light("1", by=SYSTEM)
        Bell.fails = 99
        waits = []
        for _ in range(12):
            before = Delivery.objects.get().due_at
            clock.move_to(before)
            deliver_one()
            waits.append((Delivery.objects.get().due_at - before).total_seconds())
        assert waits[:4] == [2, 4, 8, 16]
        assert Delivery.objects.get().dead_at is not None
        assert drain() == 0


def test_the_data_of_an_entry_is_canonical_json() -> None:
    entry = light("灯", by=SYSTEM)
    assert entry.data == json.dumps({"lamp": "灯"}, ensure_ascii=False, separators=(",", ":"))
