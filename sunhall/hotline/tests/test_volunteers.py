"""Legal volunteers: called when free and without a tie; they answer by link; hours count (H6)."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from sunhall.config.command import basics
from sunhall.directory import actions as directory
from sunhall.ground.journal.record import told
from sunhall.ground.journal.worker import drain
from sunhall.ground.kit.now import LOCAL
from sunhall.ground.kit.refusal import NotFound, Refused
from sunhall.ground.outbox.models import Message
from sunhall.hotline import actions, events, queries
from sunhall.hotline.models import BookedQuarter, Invitation, VolunteerService
from sunhall.hotline.rules.volunteers import covers, read_hours
from sunhall.hotline.tests.makers import make_request
from tests.cast import Cast

MONDAY = datetime(2026, 11, 16, 2, 0, tzinfo=UTC)
TUESDAY_TEN = datetime(2026, 11, 17, 10, 0, tzinfo=LOCAL)
HOUR = timedelta(hours=1)
TALK = {"way": "room", "minutes": "现场查看后确认线路老化。", "explained": "已更换。"}


@pytest.fixture(autouse=True)
def monday() -> object:
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


def owed(cast: Cast, **changes: Any) -> str:
    return str(make_request(cast, upto="dialogue", **changes).matter.number)


def plan(cast: Cast, number: str, **changes: Any) -> Any:
    given = {"planned_at": TUESDAY_TEN, "way": "room", "room": "room-1", "volunteer": "law-1"}
    return actions.plan_dialogue(number, **{**given, **changes}, by=cast.handler)


def hold(cast: Cast, number: str, **changes: Any) -> Any:
    return actions.hold_dialogue(
        number, **{**TALK, "result": "satisfied", **changes}, by=cast.handler
    )


def volunteer() -> Any:
    return queries.volunteer_for("law-1")


def own_page() -> str:
    return f"/volunteer/{queries.volunteer_token(volunteer())}/"


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("", []),
        ("9:00-12:00", [["09:00", "12:00"]]),
        ("14:00 至 17:30，9：00—12：00", [["09:00", "12:00"], ["14:00", "17:30"]]),
    ],
)
def test_hours_are_read_as_people_type_them(typed: str, read: list[list[str]]) -> None:
    assert read_hours(typed) == read


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("上午", "样子填写"),
        ("9:00", "样子填写"),
        ("25:00-26:00", "没有这个钟点"),
        ("12:00-9:00", "晚于开始时间"),
        ("9:00-12:00，11:00-13:00", "重叠"),
    ],
)
def test_hours_that_are_none_are_refused_with_an_example(typed: str, words: str) -> None:
    with pytest.raises(Refused, match=words):
        read_hours(typed)


def test_an_appointment_lies_within_one_span_of_its_day() -> None:
    hours = {"1": [["09:00", "12:00"], ["14:00", "17:00"]]}
    assert covers(hours, TUESDAY_TEN, TUESDAY_TEN + HOUR)
    assert not covers(hours, TUESDAY_TEN + 2 * HOUR, TUESDAY_TEN + 5 * HOUR)
    assert not covers(hours, TUESDAY_TEN + 24 * HOUR, TUESDAY_TEN + 25 * HOUR)


def test_nobody_is_called_outside_the_hours_they_gave(desk: Cast) -> None:
    actions.enrol_volunteer(
        "law-1", name="钟律", hours={"1": [["14:00", "17:00"]]}, by=desk.manager
    )
    number = owed(desk)
    with pytest.raises(Refused, match="周二可到场的时间是14:00-17:00") as refused:
        plan(desk, number)
    assert refused.value.field == "volunteer"
    plan(desk, number, planned_at=TUESDAY_TEN + 4 * HOUR)


def test_nobody_is_called_while_away_and_nobody_leaves_while_called(desk: Cast) -> None:
    absence = actions.note_absence(
        "law-1",
        from_at=TUESDAY_TEN - HOUR,
        to_at=TUESDAY_TEN + HOUR,
        reason="开庭",
        by=queries.volunteer_actor(volunteer()),
    )
    number = owed(desk)
    with pytest.raises(Refused, match="请假"):
        plan(desk, number)
    actions.end_absence(absence.pk, by=desk.manager)
    plan(desk, number)
    with pytest.raises(Refused, match="先答复不能参加"):
        actions.note_absence(
            "law-1", from_at=TUESDAY_TEN, to_at=TUESDAY_TEN + HOUR, by=desk.manager
        )
    with pytest.raises(Refused, match="还有约好的约谈"):
        actions.close_volunteer("law-1", by=desk.manager)
    assert told("volunteer:law-1") == [events.VolunteerAway, events.VolunteerBack]


def test_who_once_worked_for_the_unit_stays_away_from_its_cases(
    desk: Cast, client_for: Callable[[str], Client]
) -> None:
    number = owed(desk)
    row = actions.declare_tie("law-1", tie="former", organisation="qh-mz", by=desk.manager)
    with pytest.raises(Refused, match="应当回避") as refused:
        plan(desk, number)
    assert "信访工作条例" in refused.value.verdict.article
    page = client_for("handler").get(f"/workbench/requests/{number}/dialogue/plan/")
    assert "钟律" not in page.content.decode()
    assert "没有列出" in page.content.decode()
    with pytest.raises(Refused, match="为什么不再需要回避"):
        actions.end_tie(row.pk, reason=" ", by=desk.manager)
    actions.end_tie(row.pk, reason="登记有误", by=desk.manager)
    plan(desk, number)


def test_a_tie_to_a_person_holds_for_all_their_requests(desk: Cast) -> None:
    first, second = owed(desk), owed(desk)
    answered = make_request(desk, upto="answered", person=desk.persons["neighbour"])
    other = str(answered.matter.number)
    actions.dissatisfy(other, said_to="portal", by=desk.neighbour)
    with pytest.raises(Refused, match="填写诉求编号"):
        actions.declare_tie("law-1", tie="party", organisation="qh-mz", by=desk.manager)
    with pytest.raises(Refused, match="二者填一项"):
        actions.declare_tie("law-1", tie="other", by=desk.manager)
    actions.declare_tie("law-1", tie="party", number=first, by=desk.manager)
    with pytest.raises(Refused, match="应当回避"):
        plan(desk, second)
    plan(desk, other)


def test_who_is_on_leave_meets_nobody(desk: Cast) -> None:
    number = owed(desk)
    directory.grant_leave(
        "zhao",
        from_at=TUESDAY_TEN - HOUR,
        to_at=TUESDAY_TEN + 8 * HOUR,
        reason="公出",
        by=desk.leader,
    )
    with pytest.raises(Refused, match="赵承办在这个时间请假") as refused:
        plan(desk, number, host="zhao")
    assert refused.value.field == "host"
    with pytest.raises(Refused, match="请假") as refused:
        plan(desk, number, host="qian", companions=["zhao"])
    assert refused.value.field == "companions"
    plan(desk, number, host="qian")


def test_an_invited_volunteer_hears_of_it_and_accepts_by_the_link(
    desk: Cast, client: Client, settings: Any
) -> None:
    settings.OUTBOX_CHANNELS = ["inapp", "sms"]
    basics.lay_messages()
    actions.enrol_volunteer("law-1", name="钟律", phone="17000009001", by=desk.manager)
    number = owed(desk)
    plan(desk, number)
    assert told(f"matter:{number}")[-1] is events.VolunteerInvited
    page = client.get(own_page()).content.decode()
    assert "民政局约谈室" in page
    assert "李*" in page
    assert number not in page
    row = Invitation.objects.get()
    assert client.post(f"{own_page()}{row.pk}/", {"answer": ""}).status_code == 422
    assert client.post(f"{own_page()}{row.pk}/", {"answer": "accept"}).status_code == 302
    row.refresh_from_db()
    assert (row.answer, row.answered_by) == ("accept", "volunteer:law-1")
    drain()
    called = Message.objects.get(template__code="volunteer-invited")
    assert own_page() in called.body
    assert number not in called.body
    heard = Message.objects.get(template__code="volunteer-accept")
    assert heard.recipient == "staff:zhao"


def test_who_declines_is_free_and_the_post_looks_for_another(desk: Cast, client: Client) -> None:
    basics.lay_messages()
    number = owed(desk)
    plan(desk, number)
    row = Invitation.objects.get()
    said = {"answer": "decline", "ground": "organisation", "words": "我代理过该局"}
    assert client.post(f"{own_page()}{row.pk}/", {"answer": "decline"}).status_code == 422
    assert client.post(f"{own_page()}{row.pk}/", said).status_code == 302
    dialogue = queries.dialogue_owed(number)
    assert dialogue is not None
    assert dialogue.volunteer is None
    assert not BookedQuarter.objects.filter(what="volunteer:law-1").exists()
    drain()
    assert "另请一位" in Message.objects.get(template__code="volunteer-decline").body
    # What they said of the unit is remembered: they are not called to its cases again.
    with pytest.raises(Refused, match="应当回避"):
        plan(desk, owed(desk), planned_at=TUESDAY_TEN + 2 * HOUR)
    assert client.get(f"{own_page()}{row.pk}/").status_code == 404


def test_a_link_opens_one_volunteer_and_a_renewed_one_ends_the_old(
    desk: Cast, client: Client
) -> None:
    actions.enrol_volunteer("law-2", name="盛律", by=desk.manager)
    plan(desk, owed(desk))
    row = Invitation.objects.get()
    stranger = f"/volunteer/{queries.volunteer_token(queries.volunteer_for('law-2'))}/"
    assert client.get(f"{stranger}{row.pk}/").status_code == 404
    with pytest.raises(Refused, match="只有本人"):
        actions.answer_invitation(
            row.pk, answer="accept", by=queries.volunteer_actor(queries.volunteer_for("law-2"))
        )
    old = own_page()
    actions.renew_volunteer_link("law-1", by=desk.manager)
    assert client.get(old).status_code == 404
    assert client.get(old[:-2] + "0/").status_code == 404
    assert client.get(own_page()).status_code == 200


def test_moving_asks_again_and_cancelling_lets_go(desk: Cast) -> None:
    number = owed(desk)
    plan(desk, number)
    plan(desk, number, planned_at=TUESDAY_TEN + HOUR, reason="赶集")
    assert [row.ended_how for row in Invitation.objects.order_by("pk")] == ["moved", ""]
    assert events.VolunteerExcused not in told(f"matter:{number}")
    actions.cancel_dialogue(number, reason="另约", by=desk.handler)
    assert told(f"matter:{number}")[-2:] == [events.VolunteerExcused, events.DialogueCancelled]
    assert queries.calls_ahead(volunteer()) == []


def test_minutes_are_recorded_as_planned_or_as_said_and_corrected_with_a_reason(desk: Cast) -> None:
    first, second = owed(desk), owed(desk)
    plan(desk, first, minutes=90)
    hold(desk, first)
    plan(desk, second)
    hold(desk, second, served=0)
    service = VolunteerService.objects.get()
    assert service.minutes == 90
    load = queries.load_of(volunteer())
    assert (load.invited, load.dialogues, load.minutes) == (2, 1, 90)
    with pytest.raises(Refused, match="更正原因"):
        actions.correct_service(service.pk, minutes=60, reason="", by=desk.manager)
    actions.correct_service(service.pk, minutes=60, reason="提前离开", by=desk.manager)
    assert told(f"matter:{first}")[-1] is events.ServiceCorrected
    with pytest.raises(Refused):
        actions.correct_service(service.pk, minutes=30, reason="少记", by=desk.handler)


def test_who_asked_for_a_lawyer_does_not_talk_without_one(desk: Cast) -> None:
    number = owed(desk)
    plan(desk, number, wants_lawyer=True)
    with pytest.raises(Refused, match="改期再谈"):
        hold(desk, number, served=0)
    assert queries.request_of(number).matter.stage == "dialogue"


def test_pages_of_the_pool_show_ties_and_links_only_to_who_keeps_it(
    desk: Cast, client_for: Callable[[str], Client]
) -> None:
    number = owed(desk)
    actions.declare_tie("law-1", tie="counsel", organisation="qh-zj", words="常年", by=desk.manager)
    plan(desk, number)
    for name, keeps in (("manager", True), ("handler", False)):
        client = client_for(name)
        assert "钟律" in client.get("/workbench/volunteers/").content.decode()
        page = client.get("/workbench/volunteers/law-1/").content.decode()
        assert ("任该单位法律顾问" in page) is keeps
        assert ("/volunteer/law-1." in page) is keeps
        assert number in page
    outsider = client_for("outsider").get("/workbench/volunteers/law-1/").content.decode()
    assert number not in outsider
    assert client_for("handler").get("/workbench/volunteers/law-1/kept/").status_code == 403


def test_the_pool_is_kept_by_forms_that_say_what_is_wrong(
    desk: Cast, client_for: Callable[[str], Client]
) -> None:
    client = client_for("manager")
    given = {"code": "law-9", "name": "温度", "fields_of_law": ["labour"], "day1": "上午"}
    bad = client.post("/workbench/volunteers/new/kept/", given)
    assert bad.status_code == 422
    assert "样子填写" in bad.content.decode()
    good = {**given, "day1": "9:00-12:00", "phone": "17000009009"}
    assert client.post("/workbench/volunteers/new/kept/", good).status_code == 302
    row = queries.volunteer_for("law-9")
    assert (row.hours, row.fields) == ({"1": [["09:00", "12:00"]]}, ["labour"])
    again = {"name": "温度", "day1": "9:00-12:00"}
    assert client.post("/workbench/volunteers/law-9/kept/", again).status_code == 302
    row.refresh_from_db()
    assert row.phone == "17000009009"
    assert (
        "温度" in client.get("/workbench/volunteers/?field=labour").content.decode()
        or not row.fields
    )
    away = {"from_at": "2026-11-20T09:00", "to_at": "2026-11-19T09:00"}
    assert client.post("/workbench/volunteers/law-9/away/", away).status_code == 422
    away["to_at"] = "2026-11-21T09:00"
    assert client.post("/workbench/volunteers/law-9/away/", away).status_code == 302
    assert client.post("/workbench/volunteers/law-9/tie/", {"tie": "former"}).status_code == 422
    assert client.post("/workbench/volunteers/law-9/close/").status_code == 302
    with pytest.raises(NotFound):
        queries.volunteer_by_token(queries.volunteer_token(queries.volunteer_for("law-9")))


def test_the_host_writes_down_what_was_said_on_the_telephone(
    desk: Cast, client_for: Callable[[str], Client]
) -> None:
    number = owed(desk)
    plan(desk, number)
    row = Invitation.objects.get()
    client = client_for("handler")
    assert "还没有答复" in client.get(f"/workbench/requests/{number}/").content.decode()
    path = f"/workbench/requests/{number}/volunteer/{row.pk}/"
    assert client.get(path).status_code == 200
    assert client.post(path, {"answer": "accept"}).status_code == 302
    assert client_for("outsider").get(path).status_code == 404
    row.refresh_from_db()
    assert row.answered_by == "staff:zhao"
