"""The doors of staff: allowed, refused, invisible, and without scripts (H2, H3, H5)."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.test import Client

from sunhall.ground.journal.record import told
from sunhall.hotline import actions, events
from sunhall.hotline.tests.makers import CLASS, make_request
from sunhall.matters import actions as matter_actions
from sunhall.matters import events as matters
from sunhall.matters import queries as matter_queries
from sunhall.people.events import PersonRevealed
from tests.cast import Cast

MONDAY = datetime(2026, 11, 16, 2, 0, tzinfo=UTC)
ClientFor = Callable[[str], Client]


@pytest.fixture(autouse=True)
def monday() -> object:
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


def page(client: Client, path: str, **more: Any) -> str:
    answer = client.get(path, **more)
    assert answer.status_code == 200, (path, answer.status_code)
    return answer.content.decode()


def at(request: Any, part: str = "") -> str:
    return f"/workbench/requests/{request.matter.number}/{part}"


def test_a_handler_sees_what_his_post_owns(desk: Cast, client_for: ClientFor) -> None:
    request = make_request(desk, upto="handling")
    html = page(client_for("handler"), at(request))
    assert request.text in html
    assert "发出答复" in html
    assert "李*兰" in html
    assert "李秀兰" not in html
    assert "13800000001" not in html


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("handler", 200),
        ("head", 200),
        ("operator", 200),
        ("supervisor", 200),
        ("leader", 200),
        ("outsider", 404),
        ("other_handler", 404),
        ("system_admin", 404),
        ("audit_admin", 404),
        ("visitor", 302),
        ("resident", 302),
    ],
)
def test_who_may_see_a_request_in_hand(
    desk: Cast, client_for: ClientFor, who: str, status: int
) -> None:
    request = make_request(desk, upto="handling")
    assert client_for(who).get(at(request)).status_code == status


def test_a_sealed_request_is_invisible_to_the_desk(desk: Cast, client_for: ClientFor) -> None:
    request = make_request(desk, upto="classified")
    actions.pass_to_inspection(request.matter.number, by=desk.operator)
    assert client_for("supervisor").get(at(request)).status_code == 404
    assert client_for("inspector").get(at(request)).status_code == 200


def test_signing_takes_one_press(desk: Cast, client_for: ClientFor) -> None:
    request = make_request(desk, upto="assigned")
    client = client_for("handler")
    assert 'data-key="a"' in page(client, at(request))
    answer = client.post(at(request, "sign/"), {"version": request.matter.version})
    assert answer.url == at(request)
    request.matter.refresh_from_db()
    assert (request.matter.owner, request.matter.offered_to) == ("mz-relief", "")


def test_only_the_offered_post_is_drawn_the_button_and_may_sign(
    desk: Cast, client_for: ClientFor
) -> None:
    request = make_request(desk, upto="assigned")
    assert "request-sign" not in page(client_for("operator"), at(request))
    assert client_for("operator").post(at(request, "sign/")).status_code == 403
    assert client_for("leader").post(at(request, "sign/")).status_code == 403


def test_an_answer_without_outcome_keeps_the_text(desk: Cast, client_for: ClientFor) -> None:
    request = make_request(desk, upto="handling")
    answer = client_for("handler").post(at(request, "answer/"), {"text": "已经修好。"})
    assert answer.status_code == 422
    html = answer.content.decode()
    assert "已经修好。" in html
    assert "请选择办理结果" in html


def test_answering_goes_back_to_the_request(desk: Cast, client_for: ClientFor) -> None:
    request = make_request(desk, upto="handling")
    client = client_for("handler")
    given = {"text": "已经修好。", "outcome": "resolved", "version": request.matter.version}
    assert client.post(at(request, "answer/"), given).status_code == 302
    html = page(client, at(request))
    assert "已答复，等待回访" in html
    assert "发出答复" not in html


def test_the_three_steps_are_asked_where_the_class_needs_them(
    desk: Cast, client_for: ClientFor
) -> None:
    actions.set_dispatch("02", post="mz-relief", basis="三定规定", by=desk.manager)
    request = make_request(desk)
    actions.dispatch_request(
        request.matter.number, class_code="02", to="mz-relief", by=desk.operator
    )
    actions.sign_request(request.matter.number, by=desk.handler)
    html = page(client_for("handler"), at(request, "answer/"))
    assert "问题根源" in html
    answer = client_for("handler").post(
        at(request, "answer/"), {"text": "好", "outcome": "resolved"}
    )
    assert "请输入问题根源" in answer.content.decode()


def test_a_save_made_on_an_old_version_shows_both_and_keeps_the_draft(
    desk: Cast, client_for: ClientFor
) -> None:
    request = make_request(desk, upto="handling")
    seen = request.matter.version
    number = request.matter.number
    actions.answer_request(number, text="先到的答复。", outcome="partly", by=desk.handler)
    actions.dissatisfy(number, said_to="portal", by=desk.resident)
    client = client_for("handler")
    mine = {
        "way": "field",
        "minutes": "在现场与诉求人当面说明了情况。",
        "explained": "已说明更换计划。",
        "result": "satisfied",
        "outcome": "resolved",
        "version": seen,
    }
    answer = client.post(at(request, "dialogue/hold/"), mine)
    assert answer.status_code == 409
    html = answer.content.decode()
    assert "您写的内容都还在" in html
    assert "在现场与诉求人当面说明了情况。" in html
    kept = matter_queries.draft_of("staff:zhao", f"hold_dialogue:{number}")
    assert kept["minutes"] == "在现场与诉求人当面说明了情况。"
    request.matter.refresh_from_db()
    again = client.post(at(request, "dialogue/hold/"), mine | {"version": request.matter.version})
    assert again.status_code == 302
    assert matter_queries.draft_of("staff:zhao", f"hold_dialogue:{number}") == {}


def test_both_values_of_an_answer_are_shown_and_theirs_can_be_kept(
    desk: Cast, client_for: ClientFor
) -> None:
    request = make_request(desk, upto="handling")
    number, seen = request.matter.number, request.matter.version
    matter_actions.pause_clock(
        number, ground="XK45_TESTING", paper="告〔2026〕1号", by=desk.handler
    )
    matter_actions.resume_clock(number, by=desk.handler)
    given = {"text": "我写的答复。", "outcome": "resolved", "version": seen}
    answer = client_for("handler").post(at(request, "answer/"), given)
    assert answer.status_code == 409
    assert "我写的答复。" in answer.content.decode()
    assert "恢复计时" in answer.content.decode()


def test_a_draft_comes_back_with_a_notice_and_can_be_dropped(
    desk: Cast, client_for: ClientFor
) -> None:
    request = make_request(desk, upto="handling")
    client, key = client_for("handler"), f"answer:{request.matter.number}"
    kept = client.post(f"/workbench/drafts/{key}/", {"text": "写到一半", "version": 3})
    assert kept.status_code == 204
    html = page(client, at(request))
    assert "写到一半" in html
    assert "已恢复" in html
    client.post(f"/workbench/drafts/{key}/drop/")
    assert "写到一半" not in page(client, at(request))


def test_a_draft_outlives_a_change_of_owner(desk: Cast, client_for: ClientFor) -> None:
    request = make_request(desk, upto="handling")
    client, number = client_for("handler"), request.matter.number
    client.post(f"/workbench/drafts/answer:{number}/", {"text": "写到一半"})
    actions.return_request(
        number, reason_code="not_duty", reason="不归本单位。", suggested="zj-roads", by=desk.handler
    )
    html = page(client, at(request))
    assert "写到一半" in html
    assert "发出答复" not in html


def test_two_people_on_one_request_see_each_other(desk: Cast, client_for: ClientFor) -> None:
    request = make_request(desk, upto="handling")
    page(client_for("head"), at(request))
    assert "吕负责 正在查看" in page(client_for("handler"), at(request))
    client_for("head").post(f"/workbench/drafts/note:{request.matter.number}/", {"text": "看过了"})
    assert "吕负责 正在编辑" in page(client_for("handler"), at(request, "presence/"))
    assert "吕负责 正在编辑" in page(client_for("handler"), "/workbench/?view=open")


def test_a_masked_fact_is_shown_once_with_a_reason_and_logged(
    desk: Cast, client_for: ClientFor
) -> None:
    request = make_request(desk, upto="handling")
    client = client_for("handler")
    given = {"field": "phone", "reason": "联系诉求人核实情况"}
    answer = client.post(at(request, "person/"), given)
    assert "13800000001" in answer.content.decode()
    assert told(f"person:{request.matter.person}")[-1] is PersonRevealed
    assert "13800000001" not in page(client, at(request))
    assert client.post(at(request, "person/"), {"field": "phone"}).status_code == 200
    assert "13800000001" not in client.post(at(request, "person/"), {}).content.decode()


def test_a_confidential_person_is_known_to_the_desk_only(desk: Cast, client_for: ClientFor) -> None:
    request = make_request(desk, upto="handling", is_confidential=True)
    html = page(client_for("handler"), at(request))
    assert "李*兰" not in html
    assert "诉求人要求保密" in html
    assert client_for("handler").post(at(request, "person/"), {}).status_code == 403
    assert "李*兰" in page(client_for("operator"), at(request))


def test_returning_needs_a_reason_code_and_a_suggested_post(
    desk: Cast, client_for: ClientFor
) -> None:
    request = make_request(desk, upto="assigned")
    client = client_for("handler")
    answer = client.post(at(request, "return/"), {"reason": "不归我们管，属于住建。"})
    assert answer.status_code == 422
    assert "请选择退回理由" in answer.content.decode()
    found = page(client, "/workbench/posts/?suggested_search=市政")
    assert "市政道路岗" in found
    given = {
        "reason_code": "not_duty",
        "suggested": "zj-roads",
        "reason": "不归我们管，属于住建。",
        "version": request.matter.version,
    }
    assert client.post(at(request, "return/"), given).status_code == 302
    assert told(f"matter:{request.matter.number}")[-1] is matters.MatterReturned


def test_an_extension_is_asked_by_one_and_decided_by_another(
    desk: Cast, client_for: ClientFor
) -> None:
    request = make_request(desk, upto="handling")
    given = {"n": 3, "reason": "等待供电所排期"}
    assert client_for("handler").post(at(request, "extension/"), given).status_code == 302
    assert client_for("handler").get(at(request, "decision/")).status_code == 403
    assert request.matter.number in page(client_for("head"), "/workbench/extensions/")
    decided = client_for("head").post(
        at(request, "decision/"), {"granted": "yes", "reason": "同意"}
    )
    assert decided.status_code == 302
    assert told(f"matter:{request.matter.number}")[-1] is matters.ExtensionDecided


def test_a_note_a_contact_and_a_pause_are_one_form_each(desk: Cast, client_for: ClientFor) -> None:
    request = make_request(desk, upto="handling")
    client = client_for("handler")
    for part, given in {
        "note/": {"text": "已到现场。"},
        "contact/": {"way": "phone", "result": "no_answer"},
        "pause/": {"ground": "XK45_TESTING", "paper": ""},
    }.items():
        page(client, at(request, part))
        client.post(at(request, part), given)
    ground = "检测（行政许可法第四十五条）"
    assert ground in page(client, at(request, "pause/"))
    client.post(at(request, "pause/"), {"ground": "XK45_TESTING", "paper": "告〔2026〕1号"})
    html = page(client, at(request))
    for words in ("已到现场。", "无人接听", "行政许可法第四十五条，告〔2026〕1号", "恢复计时"):
        assert words in html
    client.post(at(request, "resume/"))
    assert told(f"matter:{request.matter.number}")[-1] is matters.ClockResumed


def test_why_this_time_is_on_the_page_day_by_day(desk: Cast, client_for: ClientFor) -> None:
    html = page(client_for("handler"), at(make_request(desk, upto="handling")))
    assert "为什么是这个时间" in html
    assert "起算日不计" in html
    assert "2026年11月21日(周六)" in html


def test_a_template_goes_behind_what_is_written_without_scripts(
    desk: Cast, client_for: ClientFor
) -> None:
    actions.set_answer_template("lamp", name="路灯", text="路灯已修复。", by=desk.manager)
    request = make_request(desk, upto="handling")
    client = client_for("handler")
    client.post(f"/workbench/drafts/answer:{request.matter.number}/", {"text": "您好。"})
    html = page(client, at(request, "answer/?template=lamp"))
    assert "您好。\n路灯已修复。" in html


def test_a_leader_instructs_a_submitted_request(desk: Cast, client_for: ClientFor) -> None:
    request = make_request(desk, upto="classified")
    actions.submit_to_leader(request.matter.number, by=desk.operator)
    actions.sign_request(request.matter.number, by=desk.leader)
    given = {"to": "mz-relief", "words": "请民政局今天到现场。"}
    assert client_for("leader").post(at(request, "instruct/"), given).status_code == 302
    request.matter.refresh_from_db()
    assert request.matter.offered_to == "mz-relief"


def test_the_reasons_of_a_withheld_move_are_told(desk: Cast, client_for: ClientFor) -> None:
    request = make_request(desk, upto="talked")
    html = page(client_for("revisitor"), at(request))
    assert "须先回访诉求人才能办结" in html


def test_htmx_gets_only_the_part(desk: Cast, client_for: ClientFor) -> None:
    request = make_request(desk, upto="handling")
    html = page(client_for("handler"), at(request), headers={"HX-Request": "true"})
    assert "<html" not in html
    assert request.matter.number in html
    form = page(client_for("handler"), at(request, "note/"), headers={"HX-Request": "true"})
    assert "<html" not in form
    done = client_for("handler").post(
        at(request, "note/"), {"text": "已到现场。"}, headers={"HX-Request": "true"}
    )
    assert at(request) in done["HX-Location"]
    assert "matter-changed" in done["HX-Trigger"]


def test_a_changed_class_is_set_back_by_undo_as_a_new_entry(
    desk: Cast, client_for: ClientFor
) -> None:
    request = make_request(desk, upto="classified")
    client = client_for("operator")
    actions.set_class("0102", name="环境卫生", by=desk.manager)
    client.post(at(request, "class/"), {"class_code": "0102"})
    html = page(client, at(request), headers={"HX-Request": "true"})
    assert f'name="token" value="{CLASS}"' in html
    client.post(at(request, "class/"), {"token": CLASS})
    request.matter.refresh_from_db()
    assert request.matter.class_code == CLASS
    assert told(f"matter:{request.matter.number}").count(events.RequestClassified) == 3


def test_a_page_key_nobody_made_begins_at_the_first_page(desk: Cast, client_for: ClientFor) -> None:
    request = make_request(desk, upto="handling")
    for after in ("x", "2026-01-01~R1", "~", "2026-01-01T00:00:00+00:00~"):
        assert request.matter.number in page(
            client_for("handler"), f"/workbench/?view=open&after={after}"
        )
    long = "answer:" + "9" * 90
    assert client_for("handler").post(f"/workbench/drafts/{long}/", {"a": "b"}).status_code == 404
