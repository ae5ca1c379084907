"""The desk, the dialogue and the revisit as their doors behave (H2, H3, H6, H8)."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from html import unescape
from typing import Any

import pytest
import time_machine
from django.test import Client

from sunhall.ground.journal.record import told
from sunhall.hotline import actions, events, queries
from sunhall.hotline.models import Request
from sunhall.hotline.queries import dialogue
from sunhall.hotline.tests.makers import CLASS, lay_desk, make_request
from sunhall.matters import events as matters
from tests.cast import Cast

MONDAY = datetime(2026, 11, 16, 2, 0, tzinfo=UTC)
ClientFor = Callable[[str], Client]
CALL = {
    "text": "石桥村的路灯又坏了，晚上看不见路。",
    "place": "990101100201",
    "demand": "help",
    "channel": "phone",
}


@pytest.fixture(autouse=True)
def monday() -> object:
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


def at(request: Any, part: str = "") -> str:
    return f"/workbench/requests/{request.matter.number}/{part}"


def body(answer: Any) -> str:
    return answer.content.decode()


def test_a_call_shows_the_callers_open_requests_first(desk: Cast, client_for: ClientFor) -> None:
    request = make_request(desk, upto="handling")
    html = body(client_for("operator").post("/workbench/desk/call/", {"caller": "138 0000 0001"}))
    assert html.index(request.matter.subject) < html.index("诉求内容")
    assert "社会救助岗" in html
    assert "11月23日(周一)24:00 前" in html
    assert "李*兰" in html
    assert 'value="990101100201"' in html


def test_an_unknown_number_is_registered_with_the_request(
    desk: Cast, client_for: ClientFor
) -> None:
    client = client_for("operator")
    html = body(client.post("/workbench/desk/call/", {"caller": "13900000077"}))
    assert "没有登记过这个号码" in html
    assert "13900000077" in html
    client.post("/workbench/desk/register/", CALL | {"name": "方小满", "phone": "13900000077"})
    request = Request.objects.get()
    assert queries.caller(desk.operator, "13900000077").person_id == request.matter.person


def test_a_wrong_number_says_the_way_out(desk: Cast, client_for: ClientFor) -> None:
    answer = client_for("operator").post("/workbench/desk/call/", {"caller": "123"})
    assert answer.status_code == 422
    assert "请输入 11 位手机号码" in body(answer)


@pytest.mark.parametrize("number", ["123", "13900000077"], ids=["wrong", "unknown"])
def test_a_number_asked_for_late_loses_nothing_that_was_typed(
    desk: Cast, client_for: ClientFor, number: str
) -> None:
    typed = CALL | {"name": "方小满", "address": "村口", "class_code": CLASS, "is_urgent": "on"}
    html = body(client_for("operator").post("/workbench/desk/call/", typed | {"caller": number}))
    assert CALL["text"] in html
    assert 'value="方小满"' in html
    assert 'value="村口"' in html
    for name, value in (("place", CALL["place"]), ("class_code", CLASS), ("is_urgent", "")):
        kept = [tag for tag in re.findall(r"<input [^>]*>", html) if f'name="{name}"' in tag]
        assert [tag for tag in kept if "checked" in tag and value in tag], name


def test_registering_and_assigning_is_one_stroke(desk: Cast, client_for: ClientFor) -> None:
    given = CALL | {"class_code": CLASS, "assign": "1", "once": "a"}
    client = client_for("operator")
    answer = client.post("/workbench/desk/register/", given)
    request = Request.objects.get()
    assert answer.url == at(request)
    assert request.matter.offered_to == "mz-relief"
    assert told(f"matter:{request.matter.number}") == [
        matters.MatterOpened,
        matters.LimitStarted,
        events.RequestReceived,
        matters.MatterMoved,
        events.RequestAccepted,
        matters.MatterMoved,
        events.RequestClassified,
        matters.MatterMoved,
        matters.LimitStarted,
        matters.MatterAssigned,
        events.RequestDisposed,
    ]
    client.post("/workbench/desk/register/", given)
    assert Request.objects.count() == 1


def test_assigning_needs_a_class_and_loses_nothing(desk: Cast, client_for: ClientFor) -> None:
    answer = client_for("operator").post("/workbench/desk/register/", CALL | {"assign": "1"})
    assert answer.status_code == 422
    assert "请选择分类，再转办" in body(answer)
    assert CALL["text"] in body(answer)
    assert not Request.objects.exists()


def test_the_desk_suggests_the_post_with_the_line_of_the_catalogue(
    desk: Cast, client_for: ClientFor
) -> None:
    near = make_request(desk)
    for other in ("低保申请两个月没有回音。", "河边倒了一堆建筑垃圾。", "自来水浑浊发黄。"):
        make_request(desk, text=other)
    given = CALL | {"class_code": CLASS, "class_search": "路灯"}
    html = body(client_for("operator").post("/workbench/desk/advice/", given))
    assert "民政局 · 社会救助岗" in html
    assert "县政府三定规定第三条" in html
    assert "城乡建设/市政设施/路灯照明" in html
    assert near.matter.number in html


def test_a_place_is_found_by_initials(desk: Cast, client_for: ClientFor) -> None:
    html = body(client_for("operator").get("/workbench/desk/places/?place_search=sqc"))
    assert "东山镇石桥村" in html
    assert "checked" in html


def test_without_scripts_a_search_button_only_searches(desk: Cast, client_for: ClientFor) -> None:
    given = CALL | {"place": "", "place_search": "泉水", "find": "place"}
    answer = client_for("operator").post("/workbench/desk/register/", given)
    assert answer.status_code == 200
    assert "泉水村" in body(answer)
    assert not Request.objects.exists()


def test_a_caller_adds_to_and_urges_what_is_open(desk: Cast, client_for: ClientFor) -> None:
    request = make_request(desk, upto="handling")
    client = client_for("operator")
    client.post(at(request, "urge/"))
    client.post(at(request, "call/"), {"what": "add", "text": "昨晚又有人摔倒。"})
    assert told(f"matter:{request.matter.number}")[-2:] == [matters.PersonCalled] * 2
    html = body(client_for("handler").get(at(request)))
    assert "来电催办" in html
    assert "昨晚又有人摔倒。" in html
    assert client_for("handler").post(at(request, "urge/")).status_code == 403


def test_an_assignment_is_taken_back_until_it_is_signed(desk: Cast, client_for: ClientFor) -> None:
    request = make_request(desk, upto="assigned")
    client = client_for("operator")
    client.post(at(request, "recall/"))
    request.matter.refresh_from_db()
    assert (request.matter.stage, request.matter.offered_to) == ("classified", "")
    assert told(f"matter:{request.matter.number}")[-1] is matters.MatterRecalled
    actions.assign_request(request.matter.number, to="mz-relief", by=desk.operator)
    actions.sign_request(request.matter.number, by=desk.handler)
    assert client.post(at(request, "recall/")).status_code == 403


@pytest.mark.parametrize(
    ("way", "given", "stage"),
    [
        ("direct", {"text": "您好，办理地点在便民中心。", "outcome": "informed"}, "answered"),
        (
            "three_way",
            {"text": "已当场答复。", "outcome": "informed", "third_party": "供电所"},
            "answered",
        ),
        ("keep", {"words": ""}, "kept"),
        ("read", {"to": "zj-roads", "words": ""}, "read"),
        ("leader", {"words": "请批示"}, "submitted"),
        ("inspect", {"words": "反映吃拿卡要"}, "assigned"),
        ("refuse", {"ground": "emergency", "words": ""}, "refused"),
    ],
)
def test_the_ways_to_dispose(
    desk: Cast, client_for: ClientFor, way: str, given: dict[str, str], stage: str
) -> None:
    request = make_request(desk)
    client = client_for("operator")
    assert client.get(at(request, f"dispose/?way={way}")).status_code == 200
    answer = client.post(at(request, "dispose/"), given | {"way": way})
    assert answer.status_code == 302, body(answer)
    request.matter.refresh_from_db()
    assert request.matter.stage == stage


def test_merging_is_the_consent_of_a_person(desk: Cast, client_for: ClientFor) -> None:
    first, second = make_request(desk), make_request(desk)
    given = {"way": "merge", "into": first.matter.number}
    client_for("operator").post(at(second, "dispose/"), given)
    assert told(f"matter:{second.matter.number}")[-1] is events.RequestMerged


def test_triage_lists_what_lies_at_the_intake_post(desk: Cast, client_for: ClientFor) -> None:
    waiting, gone = make_request(desk), make_request(desk, upto="handling")
    html = body(client_for("operator").get("/workbench/triage/"))
    assert waiting.matter.number in html
    assert gone.matter.number not in html
    given = {"class_code": CLASS, "to": "mz-relief", "version": waiting.matter.version}
    assert client_for("operator").post(at(waiting, "dispatch/"), given).status_code == 302
    assert waiting.matter.number not in body(client_for("operator").get("/workbench/triage/"))


@pytest.mark.parametrize("path", ["desk/", "triage/"])
@pytest.mark.parametrize(("who", "status"), [("handler", 403), ("leader", 403), ("visitor", 302)])
def test_only_operators_sit_at_the_desk(
    desk: Cast, client_for: ClientFor, path: str, who: str, status: int
) -> None:
    assert client_for(who).get(f"/workbench/{path}").status_code == status


def test_a_dialogue_is_planned_held_and_printed(desk: Cast, client_for: ClientFor) -> None:
    request = make_request(desk, upto="dialogue")
    client = client_for("handler")
    assert request.matter.number in body(client.get("/workbench/dialogues/"))
    bad = client.post(at(request, "dialogue/plan/"), {"way": "room", "planned_at": ""})
    assert "请输入约谈时间" in body(bad)
    plan = {
        "planned_at": "2026-11-17T15:00",
        "way": "room",
        "room": "room-1",
        "wants_lawyer": "on",
        "volunteer": "law-1",
    }
    assert client.post(at(request, "dialogue/plan/"), plan).status_code == 302
    dialogue = queries.dialogue_owed(request.matter.number)
    assert dialogue is not None
    assert dialogue.planned_at == datetime(2026, 11, 17, 7, 0, tzinfo=UTC)
    assert request.matter.number in body(client.get("/workbench/dialogues/?state=planned"))
    notice = body(client.get(at(request, f"dialogue/{dialogue.pk}/notice/")))
    assert "约谈通知书" in notice
    assert "民政局约谈室" in notice
    held = {
        "way": "room",
        "minutes": "双方就修复时间达成一致，当场确认。",
        "explained": "已说明更换线路需要三天。",
        "result": "understands",
        "outcome": "partly",
    }
    assert request.matter.outcome == "resolved"
    form = body(client.get(at(request, "dialogue/hold/")))
    assert re.search(r'name="way"[^>]*checked', form)
    assert not re.search(r'name="outcome"[^>]*checked', form)
    assert client.post(at(request, "dialogue/hold/"), held).status_code == 302
    assert request.matter.number in body(client.get("/workbench/dialogues/?state=held"))
    minutes = body(client.get(at(request, f"dialogue/{dialogue.pk}/minutes/")))
    assert "不满意但表示理解" in minutes
    assert "钟律" in minutes


def test_a_revisit_is_by_someone_else_and_a_no_opens_the_dialogue(
    desk: Cast, client_for: ClientFor
) -> None:
    request = make_request(desk, upto="answered")
    client = client_for("revisitor")
    assert request.matter.number in body(client.get("/workbench/revisits/"))
    assert client_for("handler").get("/workbench/revisits/").status_code == 403
    empty = client.post(at(request, "revisit/"), {"way": "phone", "reached": "yes"})
    assert "请记录诉求人是否满意" in body(empty)
    assert client.post(at(request, "close/")).status_code == 403
    given = {"way": "phone", "reached": "yes", "attitude": "not", "words": "灯还是不亮"}
    client.post(at(request, "revisit/"), given)
    request.matter.refresh_from_db()
    assert request.matter.stage == "dialogue"
    assert client.post(at(request, "close/")).status_code == 403
    assert "不满意" in body(client_for("handler").get(at(request)))


def test_after_a_satisfied_revisit_it_is_closed(desk: Cast, client_for: ClientFor) -> None:
    request = make_request(desk, upto="answered")
    client = client_for("revisitor")
    given = {"way": "phone", "reached": "yes", "attitude": "satisfied", "solved": "yes"}
    client.post(at(request, "revisit/"), given)
    assert client.post(at(request, "close/")).status_code == 302
    request.matter.refresh_from_db()
    assert request.matter.stage == "closed"


def test_dialogues_go_on_page_by_page_without_losing_or_repeating_one(
    cast: Cast, client_for: ClientFor, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay_desk(cast)
    monkeypatch.setattr(dialogue, "PAGE", 2)
    made = {state: {make_request(cast, upto=state).matter.number for _ in range(5)}
            for state in ("dialogue", "talked")}  # fmt: skip
    client = client_for("handler")
    for state, stage in (("owed", "dialogue"), ("held", "talked")):
        address, met = f"/workbench/dialogues/?state={state}", []
        while address:
            page = body(client.get(address))
            met += re.findall(r'class="id" href="[^"]+">(R[\d-]+)<', page)
            found = re.search(r'href="(\?[^"]+)" rel="next"', page)
            address = f"/workbench/dialogues/{unescape(found[1])}" if found else ""
        assert len(met) == 5
        assert set(met) == made[stage]


def test_what_is_near_is_said_only_once_there_is_something_to_compare(
    cast: Cast, client_for: ClientFor
) -> None:
    lay_desk(cast)
    client = client_for("operator")
    assert "写下诉求、选好地点后" in body(client.get("/workbench/desk/"))
    given = {"text": "石桥村口的路灯坏了", "place": "990101100201"}
    assert "没有相似的诉求" in body(client.post("/workbench/desk/advice/", given))
