"""The telephone at the desk: pop, bar, third party, link, masks (H1, H3; A3-14)."""

from datetime import UTC, datetime

import pytest
import time_machine

from sunhall.calls import actions as calls
from sunhall.calls.models import Call, Seat
from sunhall.calls.tests.makers import lay_seats
from sunhall.ground.access.actor import SYSTEM
from sunhall.ground.journal.record import told
from sunhall.ground.lines import facts
from sunhall.hotline import events
from sunhall.hotline.models import Request
from sunhall.hotline.tests.makers import make_request

MONDAY = datetime(2026, 11, 16, 2, 0, tzinfo=UTC)
HX = {"HX-Request": "true"}
CALL = {
    "text": "石桥村的路灯又坏了，晚上看不见路。",
    "place": "990101100201",
    "demand": "help",
    "channel": "phone",
}


@pytest.fixture(autouse=True)
def monday(settings):
    settings.LINES = "simulator"
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def seat(desk, client_for):
    lay_seats()
    client = client_for("operator")
    client.post("/workbench/desk/line/take/", {"extra": "801"})
    return client


def body(answer):
    return answer.content.decode()


def stamp(client):
    html = body(client.get("/workbench/desk/line/", headers=HX))
    return html.partition("?seen=")[2].partition("&")[0]


def sim(line="sim-1", caller="13800000001"):
    """The simulated exchange tells of a call."""
    calls.heed("simulator", facts.Arrived(line, caller, "12345"), by=SYSTEM)
    return Call.objects.get(line=line)


def test_nothing_new_is_an_empty_answer_and_a_call_is_a_whole_bar(seat):
    seen = stamp(seat)
    poll = f"/workbench/desk/line/?seen={seen}"
    assert seat.get(poll, headers=HX).status_code == 204
    sim()
    html = body(seat.get(poll, headers=HX))
    assert "正在振铃" in html
    assert 'id="pop"' in html
    assert "13800000001" in html


def test_a_poll_asks_the_database_little(seat, django_assert_max_num_queries):
    seen = stamp(seat)
    with django_assert_max_num_queries(9):
        seat.get(f"/workbench/desk/line/?seen={seen}", headers=HX)


def test_the_pop_shows_the_callers_open_matters_first_and_keeps_what_is_typed(desk, seat):
    request = make_request(desk, upto="handling")
    call = sim()
    html = body(
        seat.post("/workbench/desk/call/", {"pop": call.code, "text": "正在写"}, headers=HX)
    )
    assert html.index(request.matter.subject) < html.index("诉求内容")
    assert "正在写" in html
    assert f'name="call" value="{call.code}"' in html
    whole = body(seat.get("/workbench/desk/"))
    assert request.matter.subject in whole
    assert 'id="pop"' not in whole, "what is shown already does not pop a second time"


def test_a_withheld_number_pops_without_an_error(seat):
    call = sim(caller="anonymous")
    answer = seat.post("/workbench/desk/call/", {"pop": call.code}, headers=HX)
    assert answer.status_code == 200
    assert "请输入 11 位手机号码" not in body(answer)


def test_what_is_registered_during_a_call_is_linked_with_it_and_its_recording(
    desk, seat, django_capture_on_commit_callbacks
):
    call = sim()
    with django_capture_on_commit_callbacks(execute=True):
        seat.post("/workbench/desk/line/answer/", {"call": call.code})
    assert Seat.objects.get(code="801").state == "talking"
    seat.post("/workbench/desk/register/", CALL | {"call": call.code, "phone": "13800000001"})
    with django_capture_on_commit_callbacks(execute=True):
        seat.post("/workbench/desk/line/hang-up/", {"call": call.code})
    number = Request.objects.get().matter.number
    assert events.CallLinked in told(f"matter:{number}")
    page = body(seat.get(f"/workbench/requests/{number}/"))
    assert call.code in page
    assert "有录音" in page
    own = body(seat.get(f"/workbench/calls/{call.code}/"))
    assert number in own
    assert "<audio" in own
    sound = seat.get(f"/workbench/calls/{call.code}/sound/{call.code}/")
    assert (sound.status_code, sound.content[:4]) == (200, b"RIFF")


def test_an_urge_during_a_call_is_linked_too(desk, seat, django_capture_on_commit_callbacks):
    number = make_request(desk, upto="handling").matter.number
    call = sim()
    with django_capture_on_commit_callbacks(execute=True):
        seat.post("/workbench/desk/line/answer/", {"call": call.code})
    seat.post(f"/workbench/requests/{number}/urge/")
    assert Request.objects.get().request_calls.get().use == "urge"


def test_a_three_way_call_and_a_transfer_go_by_the_form(
    desk, seat, django_capture_on_commit_callbacks
):
    call = sim()
    with django_capture_on_commit_callbacks(execute=True):
        seat.post("/workbench/desk/line/answer/", {"call": call.code})
        panel = seat.get(f"/workbench/desk/line/third/?call={call.code}&purpose=transfer")
        assert "医疗急救" in body(panel)
    given = {"call": call.code, "purpose": "transfer"}
    wrong = seat.post("/workbench/desk/line/third/", given | {"number": "1"}, headers=HX)
    assert (wrong.status_code, wrong["HX-Retarget"]) == (422, "#third")
    assert 'value="1"' in body(wrong)
    with django_capture_on_commit_callbacks(execute=True):
        html = body(
            seat.post("/workbench/desk/line/third/", given | {"to": "line:120"}, headers=HX)
        )
    assert "挂断第三方" in html or "正在呼叫" in html
    assert "完成转接" in body(seat.get("/workbench/desk/line/", headers=HX))
    seat.post("/workbench/desk/line/transfer/", {"call": call.code})
    assert Seat.objects.get(code="801").state == "wrap_up"


def test_a_refusal_is_said_in_the_bar(seat):
    call = sim()
    hear_ended(call)
    html = body(seat.post("/workbench/desk/line/answer/", {"call": call.code}, headers=HX))
    assert "来电人已挂机" in html
    assert seat.post("/workbench/desk/line/explode/", {}).status_code == 404


def hear_ended(call):
    calls.heed(call.exchange, facts.Ended(call.line), by=SYSTEM)


def test_numbers_are_masked_for_whoever_does_not_speak_with_the_caller(desk, seat, client_for):
    call = sim()
    manager = client_for("manager")
    for page in ("/workbench/calls/", f"/workbench/calls/{call.code}/"):
        html = body(manager.get(page))
        assert "138****0001" in html
        assert "13800000001" not in html
    wrong = manager.post(f"/workbench/calls/{call.code}/number/", {"reason": "看"})
    assert wrong.status_code == 422
    shown = manager.post(f"/workbench/calls/{call.code}/number/", {"reason": "核对来电号码"})
    assert "13800000001" in body(shown)


def test_an_operator_sees_own_and_missed_calls_only(desk, seat, client_for):
    calls.take_seat("802", by=desk.manager)
    calls.be_away("rest", by=desk.operator)
    other = sim("sim-2", "13900000002")
    assert seat.get(f"/workbench/calls/{other.code}/").status_code == 404
    hear_ended(other)
    assert seat.get(f"/workbench/calls/{other.code}/").status_code == 200
    assert other.code in body(seat.get("/workbench/calls/missed/"))


def test_the_list_is_searched_by_whole_number_and_goes_on_page_by_page(desk, client_for):
    lay_seats()
    for n in range(3):
        hear_ended(sim(f"sim-{n}", f"1390000000{n}"))
    manager = client_for("manager")
    html = body(manager.get("/workbench/calls/?q=13900000001"))
    assert html.count("139****0001") == 1
    assert "139****0002" not in html
    assert body(manager.get("/workbench/calls/?outcome=answered")).count("没有符合条件") == 1
    assert manager.get("/workbench/calls/?first=0000-99-99&after=nonsense").status_code == 200


def test_settings_pages_of_the_exchange_say_how_it_stands(desk, client_for, settings):
    manager = client_for("manager")
    assert "模拟器" in body(manager.get("/workbench/calls/exchange/"))
    assert "交换机有应答" in body(manager.post("/workbench/calls/exchange/check/"))
    settings.LINES = ""
    assert "还没有接入电话交换机" in body(manager.get("/workbench/calls/exchange/"))
    bad = manager.post("/workbench/calls/exchange/seat/", {"code": "8 1", "line": "x"})
    assert "坐席号请用数字或字母" in body(bad)
    manager.post("/workbench/calls/exchange/seat/", {"code": "803", "line": "PJSIP/803"})
    assert Seat.objects.get().code == "803"


def test_calls_are_made_up_only_where_the_simulator_is_the_exchange(desk, client_for, settings):
    lay_seats()
    operator = client_for("operator")
    operator.post("/workbench/calls/simulator/", {"caller": "13800000001"})
    call = Call.objects.get()
    operator.post("/workbench/calls/simulator/", {"line": call.line, "keys": "1"})
    call.refresh_from_db()
    assert call.state == "menu"
    operator.post("/workbench/calls/simulator/", {"line": call.line})
    call.refresh_from_db()
    assert call.outcome == "enquired"
    settings.LINES = "ari"
    assert operator.get("/workbench/calls/simulator/").status_code == 404


def test_the_roster_shows_who_lacks_and_is_planned_by_the_manager(desk, client_for):
    lay_seats()
    manager = client_for("manager")
    assert "缺 2 人" in body(manager.get("/workbench/calls/roster/"))
    given = {"kind": "hl_day", "day": "2026-11-16", "staff": "wang"}
    manager.post("/workbench/calls/roster/sit/", given)
    html = body(manager.get("/workbench/calls/roster/"))
    assert "王守信" in html
    assert "缺 1 人" in html
    twice = manager.post("/workbench/calls/roster/sit/", given)
    assert (twice.status_code, "当天已在这个班次" in body(twice)) == (422, True)
    shift = {"kind": "hl_day", "begins": "08:00", "ends": "16:00", "least": "1", "source": "本县"}
    manager.post("/workbench/calls/roster/shift/", shift)
    late = manager.post("/workbench/calls/roster/shift/", shift | {"begins": "17:00"})
    assert "须早于结束时间" in body(late)
    assert client_for("operator").post("/workbench/calls/roster/sit/", given).status_code == 403


def test_the_public_page_of_who_is_on_duty_does_not_name_operators(desk, client_for, client):
    lay_seats()
    given = {"kind": "hl_day", "day": "2026-11-16", "staff": "wang"}
    client_for("manager").post("/workbench/calls/roster/sit/", given)
    assert "王守信" not in body(client.get("/on-duty/"))
