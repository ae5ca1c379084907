"""Appointments of the dialogue: rooms and people are taken once, moved, answered, reminded (H6)."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from threading import Thread
from typing import Any

import pytest
import time_machine
from django.db import connection, transaction
from django.test import Client

from sunhall.config.command import basics
from sunhall.ground.journal.record import told
from sunhall.ground.journal.worker import drain
from sunhall.ground.kit import ics
from sunhall.ground.kit.now import LOCAL
from sunhall.ground.kit.refusal import Refused
from sunhall.ground.outbox.models import Message
from sunhall.hotline import actions, events, jobs, queries
from sunhall.hotline.models import BookedQuarter
from sunhall.hotline.rules.rooms import free_between, quarters
from sunhall.hotline.tests.makers import lay_desk, make_request
from tests.cast import Cast, county

MONDAY = datetime(2026, 11, 16, 2, 0, tzinfo=UTC)
TUESDAY_TEN = datetime(2026, 11, 17, 10, 0, tzinfo=LOCAL)


@pytest.fixture(autouse=True)
def monday() -> object:
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


def plan(cast: Cast, number: str, **changes: Any) -> Any:
    given = {"planned_at": TUESDAY_TEN, "way": "room", "room": "room-1", "by": cast.handler}
    return actions.plan_dialogue(number, **{**given, **changes})


def owed(cast: Cast, **changes: Any) -> str:
    return str(make_request(cast, upto="dialogue", **changes).matter.number)


def test_an_appointment_touches_whole_quarters_of_the_clock() -> None:
    at = TUESDAY_TEN + timedelta(minutes=20)
    found = [one.minute for one in quarters(at, at + timedelta(minutes=30))]
    assert found == [15, 30, 45]


def test_what_is_free_is_what_the_appointments_leave() -> None:
    opened = [(TUESDAY_TEN, TUESDAY_TEN + timedelta(hours=4))]
    taken = [(TUESDAY_TEN + timedelta(hours=1), TUESDAY_TEN + timedelta(hours=2))]
    free = free_between(opened, taken)
    assert [(a.hour, b.hour) for a, b in free] == [(10, 11), (12, 14)]
    assert free_between(opened, [(TUESDAY_TEN, opened[0][1])]) == []


def test_a_room_is_not_given_twice(desk: Cast) -> None:
    plan(desk, owed(desk))
    second = owed(desk)
    with pytest.raises(Refused, match="已经约出") as refused:
        plan(desk, second, host="qian")
    assert refused.value.field == "room"
    plan(desk, second, host="qian", planned_at=TUESDAY_TEN + timedelta(hours=1))


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("host", {"way": "field", "place": "村口"}),
        ("companions", {"way": "field", "place": "村口", "host": "qian", "companions": ["zhao"]}),
        ("volunteer", {"way": "field", "place": "村口", "host": "qian", "volunteer": "law-1"}),
    ],
)
def test_nobody_is_in_two_places_at_once(desk: Cast, field: str, changes: dict[str, Any]) -> None:
    plan(desk, owed(desk), volunteer="law-1")
    with pytest.raises(Refused, match="已有约谈") as refused:
        plan(desk, owed(desk), **changes)
    assert refused.value.field == field


def test_a_room_is_used_while_its_house_is_open(desk: Cast) -> None:
    actions.open_room("room-2", name="东山镇约谈室", organisation="qh-ds", by=desk.manager)
    number = owed(desk)
    for hour in (7, 12, 19):
        with pytest.raises(Refused, match="只在办公时间开放"):
            plan(desk, number, room="room-2", planned_at=TUESDAY_TEN.replace(hour=hour))
    plan(desk, number, room="room-2")


def test_nobody_goes_to_a_home_alone(desk: Cast) -> None:
    number = owed(desk)
    with pytest.raises(Refused, match="两人以上"):
        plan(desk, number, way="home", place="石桥村一组")
    plan(desk, number, way="home", place="石桥村一组", companions=["qian"], transport="局里派车")
    dialogue = queries.dialogue_owed(number)
    assert dialogue is not None
    assert (dialogue.companions, dialogue.transport) == (["qian"], "局里派车")


def test_moving_says_why_and_gives_the_room_back(desk: Cast) -> None:
    number = owed(desk)
    plan(desk, number)
    later = TUESDAY_TEN + timedelta(hours=4, minutes=30)
    with pytest.raises(Refused, match="为什么改期"):
        plan(desk, number, planned_at=later)
    plan(desk, number, planned_at=later, reason="诉求人上午要赶集")
    plan(desk, owed(desk))
    assert told(f"matter:{number}")[-2:] == [events.DialogueMoved, events.DialogueBooked]


def test_what_is_cancelled_stays_owed(desk: Cast) -> None:
    number = owed(desk)
    plan(desk, number)
    with pytest.raises(Refused, match="为什么取消"):
        actions.cancel_dialogue(number, reason=" ", by=desk.handler)
    actions.cancel_dialogue(number, reason="主持人临时出差", by=desk.handler)
    assert queries.request_of(number).matter.stage == "dialogue"
    assert not BookedQuarter.objects.exists()
    assert events.DialogueCancelled in told(f"matter:{number}")
    with pytest.raises(Refused, match="没有可以取消"):
        actions.cancel_dialogue(number, reason="再取消", by=desk.handler)


def test_both_answers_of_the_person_are_kept_and_the_post_hears(desk: Cast) -> None:
    number = owed(desk)
    person = queries.holder_of(number)
    with pytest.raises(Refused, match="还没有定好时间"):
        actions.reply_to_dialogue(number, answer="accept", by=person)
    plan(desk, number)
    with pytest.raises(Refused, match="什么时间方便"):
        actions.reply_to_dialogue(number, answer="other", by=person)
    actions.reply_to_dialogue(number, answer="other", wished="周五下午", words="要浇地", by=person)
    actions.reply_to_dialogue(number, answer="accept", by=desk.operator)
    dialogue = queries.dialogue_owed(number)
    assert dialogue is not None
    replies = queries.replies_to(dialogue.pk)
    assert [(one.answer, one.wished) for one in replies] == [("accept", ""), ("other", "周五下午")]
    assert told(f"matter:{number}").count(events.DialogueReplied) == 2


def test_whoever_meets_tomorrow_hears_of_it_once_by_day(desk: Cast, monday: Any) -> None:
    basics.lay_messages()
    number = owed(desk)
    plan(desk, number, planned_at=TUESDAY_TEN + timedelta(days=1))
    jobs.remind_of_dialogues()
    assert events.DialogueReminded not in told(f"matter:{number}")
    monday.move_to(datetime(2026, 11, 17, 8, 50, tzinfo=LOCAL))
    jobs.remind_of_dialogues()
    assert events.DialogueReminded not in told(f"matter:{number}")
    monday.move_to(datetime(2026, 11, 17, 9, 0, tzinfo=LOCAL))
    jobs.remind_of_dialogues()
    jobs.remind_of_dialogues()
    assert told(f"matter:{number}").count(events.DialogueReminded) == 1
    drain()
    hosts = Message.objects.filter(template__code="dialogue-tomorrow", key__endswith=":host")
    assert [row.recipient for row in hosts] == ["staff:zhao"]


def test_a_room_with_appointments_is_not_closed(desk: Cast) -> None:
    number = owed(desk)
    plan(desk, number)
    with pytest.raises(Refused, match="先改期或取消"):
        actions.close_room("room-1", by=desk.manager)
    actions.cancel_dialogue(number, reason="另约", by=desk.handler)
    actions.close_room("room-1", by=desk.manager)
    assert not queries.dialogue_rooms().exists()
    with pytest.raises(Refused, match="只有热线管理人员"):
        actions.close_room("room-1", by=desk.handler)


def test_the_calendar_names_a_matter_only_to_who_may_see_it(
    desk: Cast, client_for: Callable[[str], Client]
) -> None:
    number = owed(desk)
    plan(desk, number)
    path = f"/workbench/rooms/?on={date(2026, 11, 17)}"
    handler = client_for("handler").get(path).content.decode()
    outsider = client_for("outsider").get(path).content.decode()
    assert number in handler
    assert number not in outsider
    assert "已约" in outsider
    assert "10:00" in outsider
    week = client_for("handler").get(f"{path}&room=room-1&for={number}").content.decode()
    assert f"/requests/{number}/dialogue/plan/?room=room-1&amp;at=2026-11-17T08:30" in week
    assert client_for("handler").get("/workbench/rooms/?on=nonsense").status_code == 200


def test_the_register_of_rooms_is_kept_by_the_manager(
    desk: Cast, client_for: Callable[[str], Client]
) -> None:
    client = client_for("manager")
    assert "民政局约谈室" in client.get("/workbench/rooms/kept/").content.decode()
    given = {"code": "room-9", "name": "柳溪镇约谈室", "organisation": "qh-lx", "capacity": "8"}
    bad = client.post("/workbench/rooms/kept/new/", {**given, "capacity": "1"})
    assert bad.status_code == 422
    assert (
        client.post("/workbench/rooms/kept/new/", {**given, "is_step_free": "on"}).status_code
        == 302
    )
    assert queries.room_for("room-9").is_step_free
    page = client.get("/workbench/rooms/kept/room-9/").content.decode()
    assert 'value="8"' in page
    assert client.post("/workbench/rooms/kept/room-9/close/").status_code == 302
    assert client_for("handler").get("/workbench/rooms/kept/").status_code == 403


def test_the_person_answers_on_the_portal_and_takes_the_calendar_entry(
    desk: Cast, client: Client
) -> None:
    request = make_request(desk, upto="dialogue")
    number = request.matter.number
    client.post("/track/", {"number": number, "code": request.matter.query_code})
    assert client.get(f"/request/{number}/dialogue/reply/").status_code == 302
    plan(desk, number)
    page = client.get(f"/request/{number}/dialogue/reply/").content.decode()
    assert "民政局约谈室" in page
    assert client.post(f"/request/{number}/dialogue/reply/", {"answer": ""}).status_code == 422
    said = {"answer": "other", "wished": "周五下午", "words": ""}
    assert client.post(f"/request/{number}/dialogue/reply/", said).status_code == 302
    entry = client.get(f"/request/{number}/dialogue/calendar.ics")
    assert entry["Content-Type"].startswith("text/calendar")
    assert b"DTSTART:20261117T020000Z\r\n" in entry.content


def test_a_calendar_entry_is_folded_and_escaped() -> None:
    text = ics.entry(
        uid="a@b",
        starts=TUESDAY_TEN,
        ends=TUESDAY_TEN + timedelta(hours=1),
        stamped=MONDAY,
        title="约谈; 一, 二",
        place="青禾县政务服务中心二楼东侧第三会议室旁边的约谈室" * 2,
        is_cancelled=True,
    )
    lines = text.split("\r\n")
    assert all(len(line.encode()) <= 75 for line in lines)
    assert "SUMMARY:约谈\\; 一\\, 二" in lines
    assert "STATUS:CANCELLED" in lines
    assert text.replace("\r\n ", "").count("约谈室") == 2


@pytest.mark.django_db(transaction=True)
def test_two_who_take_the_same_room_at_once_get_it_once() -> None:
    if connection.vendor == "sqlite":
        pytest.skip("SQLite lets one writer in at a time, so nobody can be second")
    cast = county()
    lay_desk(cast)
    first, second = owed(cast), owed(cast)
    refused: list[str] = []

    def come() -> None:
        try:
            plan(cast, second, host="qian")
        except Refused as error:
            refused.append(str(error))
        finally:
            connection.close()

    late = Thread(target=come)
    with transaction.atomic():
        plan(cast, first)
        late.start()
        while late.is_alive() and not _somebody_waits():
            pass
    late.join()
    assert "约走" in "".join(refused)
    assert BookedQuarter.objects.filter(what="room:room-1").count() == 4


def _somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
        return bool(cursor.fetchone()[0])
