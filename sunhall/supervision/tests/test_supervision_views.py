"""Letters, listings, call-backs, findings, samples and reports through the doors (H7, V4)."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from sunhall.config.command.basics import lay_messages
from sunhall.ground.journal.worker import drain
from sunhall.ground.outbox.models import Message
from sunhall.ground.papers import fonts
from sunhall.hotline.models import Request
from sunhall.hotline.tests.makers import make_request
from sunhall.matters import actions as matters
from sunhall.matters import jobs as matter_jobs
from sunhall.supervision import jobs
from sunhall.supervision.models import Check, Finding, Letter, Listing, Sample, SpecialReport
from sunhall.supervision.tests.makers import NOW, watched_county
from tests.cast import Cast

ClientFor = Callable[[str], Client]
pytestmark = pytest.mark.skipif(not fonts.may_print(), reason="no Chinese font on this machine")


@pytest.fixture
def made(cast: Cast) -> Iterator[dict[str, Request]]:
    with time_machine.travel(NOW, tick=False):
        lay_messages()
        yield watched_county(cast)


def text(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, path
    return answer.content.decode()


def prefilled(page: str) -> dict[str, str]:
    """What a browser would send if somebody only pressed the button."""
    sent = dict(re.findall(r'<textarea[^>]*name="(\w+)"[^>]*>\s*([^<]*)</textarea>', page))
    for name, value in re.findall(r'type="radio" name="(\w+)" value="(\w+)"[^>]*checked', page):
        sent[name] = value
    for name, options in re.findall(r'<select[^>]*name="(\w+)"[^>]*>(.*?)</select>', page, re.S):
        chosen = re.search(r'value="(\w+)" selected', options)
        sent[name] = chosen[1] if chosen else ""
    return sent


def test_from_the_number_to_the_letter_it_takes_five_clicks(
    made: dict[str, Request], client_for: ClientFor
) -> None:
    supervisor, number = client_for("supervisor"), made["late"].matter.number
    body = text(supervisor, "/workbench/watch/list/?view=late")
    new = f"/workbench/letters/new/{number}/"
    assert new in body
    page = text(supervisor, new)
    sent = prefilled(page)
    assert sent["level"] == "daily"
    assert sent["trigger"] == "overdue"
    assert number in sent["reason"]
    answer = supervisor.post(new, sent)
    letter = Letter.objects.get()
    assert answer.headers["Location"] == f"/workbench/letters/{letter.pk}/"
    paper = supervisor.get(f"/workbench/letters/{letter.pk}/paper/")
    assert b"".join(paper).startswith(b"%PDF-")


def test_a_letter_that_is_refused_loses_nothing_that_was_typed(
    made: dict[str, Request], client_for: ClientFor
) -> None:
    supervisor, number = client_for("supervisor"), made["late"].matter.number
    new = f"/workbench/letters/new/{number}/"
    sent = prefilled(text(supervisor, new)) | {
        "reason": "太慢",
        "demands": "限三天内书面回复办理情况",
    }
    answer = supervisor.post(new, sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "请写明督办事由（至少 10 个字）" in page
    assert "限三天内书面回复办理情况" in page
    assert not Letter.objects.exists()


def test_words_nobody_touched_follow_another_level_before_the_letter_goes_out(
    made: dict[str, Request], client_for: ClientFor
) -> None:
    leader, number = client_for("leader"), made["late"].matter.number
    new = f"/workbench/letters/new/{number}/"
    first = prefilled(text(leader, new))
    answer = leader.post(new, first | {"level": "talk"})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "还没有发出" in page
    assert not Letter.objects.exists()
    second = prefilled(page)
    assert second["level"] == "talk"
    assert second["demands"] != first["demands"]
    leader.post(new, second)
    assert Letter.objects.get().demands == second["demands"]


def test_words_somebody_wrote_go_out_at_another_level_as_they_are(
    made: dict[str, Request], client_for: ClientFor
) -> None:
    leader, new = client_for("leader"), f"/workbench/letters/new/{made['late'].matter.number}/"
    own = {
        "level": "talk",
        "reason": "多次催办没有进展，群众意见很大。",
        "demands": "请本周五到督查室说明情况。",
    }
    leader.post(new, prefilled(text(leader, new)) | own)
    assert Letter.objects.get().demands == own["demands"]


def test_a_letter_about_what_nobody_signed_speaks_of_no_limit_to_finish(
    made: dict[str, Request], client_for: ClientFor
) -> None:
    matter = made["unsigned"].matter
    with time_machine.travel(NOW + timedelta(days=3), tick=False):
        matter_jobs.note_passed_limits()
        sent = prefilled(text(client_for("supervisor"), f"/workbench/letters/new/{matter.number}/"))
    assert sent["trigger"] == "refused"
    assert "至今没有签收" in sent["reason"]
    assert "前办结" not in sent["reason"]


def test_the_post_hears_signs_and_answers_and_others_see_no_letter(
    made: dict[str, Request], client_for: ClientFor
) -> None:
    supervisor, handler = client_for("supervisor"), client_for("handler")
    new = f"/workbench/letters/new/{made['late'].matter.number}/"
    supervisor.post(new, prefilled(text(supervisor, new)))
    drain()
    letter = Letter.objects.get()
    page = f"/workbench/letters/{letter.pk}/"
    assert Message.objects.filter(template__code="letter-sent").exists()
    assert letter.number in text(handler, "/workbench/letters/")
    assert "日常督办" in text(handler, f"/workbench/requests/{letter.matter.number}/")
    assert "日常督办" in text(handler, "/workbench/?view=open")
    text(client_for("other_handler"), page, 404)
    text(client_for("outsider"), f"{page}paper/", 404)
    handler.post(f"{page}sign/")
    assert "回复督办函" in text(handler, page)
    assert handler.post(f"{page}answer/", {"text": "好"}).status_code == 422
    handler.post(f"{page}answer/", {"text": "已经更换线路，路灯全部亮了。"})
    assert "已经更换线路" in text(supervisor, page)
    text(handler, "/workbench/letters/?state=answered")


def test_handlers_and_operators_order_nothing(
    made: dict[str, Request], client_for: ClientFor
) -> None:
    number = made["late"].matter.number
    for who in ("handler", "operator", "head"):
        client = client_for(who)
        page = text(client, f"/workbench/letters/new/{number}/")
        assert "不能发出" in page or "不能督办自己" in page
        assert client.get(f"/workbench/listings/new/{number}/").status_code == 403
        assert "发督办函" not in text(client, f"/workbench/requests/{number}/")


def test_a_listed_matter_bears_its_mark_everywhere_until_who_listed_it_removes_it(
    made: dict[str, Request], client_for: ClientFor
) -> None:
    leader, number = client_for("leader"), made["late"].matter.number
    new = f"/workbench/listings/new/{number}/"
    assert leader.post(new, {"reason": "", "until": ""}).status_code == 422
    leader.post(new, {"reason": "群众反映强烈，限期办结。", "until": "2026-12-01"})
    listing = Listing.objects.get()
    page = f"/workbench/listings/{listing.pk}/"
    for where in (
        f"/workbench/requests/{number}/",
        "/workbench/?view=open",
        "/workbench/listings/",
    ):
        assert "挂号督办" in text(client_for("handler"), where)
    assert "挂号督办" in text(leader, "/workbench/watch/list/?view=late")
    client_for("handler").post(f"{page}progress/", {"text": "材料已到，明天施工。"})
    supervisor = client_for("supervisor")
    assert "谁挂号谁销号" in text(supervisor, page)
    refused = supervisor.post(f"{page}remove/", {"reason": "已经办好，现场核实。"})
    assert refused.status_code == 422
    leader.post(f"{page}remove/", {"reason": "已经办好，现场核实。"})
    assert "材料已到" in text(leader, page)
    assert listing.number in text(leader, "/workbench/listings/?state=removed")


def test_proposals_are_shown_to_those_who_decide(
    made: dict[str, Request], client_for: ClientFor
) -> None:
    matter_jobs.note_passed_limits()
    jobs.propose_supervision()
    supervisor = client_for("supervisor")
    page = text(supervisor, "/workbench/proposals/")
    assert "超过期限未办结" in page
    pk = re.search(r"/workbench/proposals/(\d+)/dismiss/", page)
    assert pk
    assert supervisor.post(pk[0], {"reason": ""}).status_code == 422
    assert supervisor.post(pk[0], {"reason": "已经电话催办"}).status_code == 302
    assert "超过期限未办结" not in text(client_for("handler"), "/workbench/proposals/")


def test_a_call_back_by_script_leads_to_a_finding_its_reply_and_its_recheck(
    desk: Cast, client_for: ClientFor
) -> None:
    with time_machine.travel(NOW, tick=False):
        number = make_request(desk, upto="talked").matter.number
        drain()
        inspector, handler = client_for("inspector"), client_for("handler")
        check = Check.objects.get()
        page = f"/workbench/checks/{check.pk}/"
        assert page in text(inspector, "/workbench/checks/")
        assert "现场查看后确认线路老化" in text(inspector, page)
        said: dict[str, Any] = {"way": "phone", "met": "yes", "explained": "yes", "solved": "no"}
        assert inspector.post(page, said).status_code == 422
        inspector.post(f"{page}missed/")
        inspector.post(page, {**said, "result": "not", "manner": "fair", "suggestions": "早点修"})
        assert "没有解决" in text(inspector, page)
        text(inspector, "/workbench/checks/?state=done")
        finding = Finding.objects.get(code="solved")
        mine = f"/workbench/findings/{finding.pk}/"
        assert mine in text(handler, "/workbench/findings/")
        assert handler.post(mine, {"text": "好"}).status_code == 422
        handler.post(mine, {"text": "当天修好，后又损坏，已重修。"})
        assert inspector.post(mine, {"recheck": "yes", "text": ""}).status_code == 422
        inspector.post(mine, {"recheck": "yes", "settled": "yes", "text": "现场看过，灯已经亮了。"})
        assert "已核实销号" in text(inspector, mine)
        assert number in text(inspector, "/workbench/findings/?state=settled")
        text(client_for("other_handler"), mine, 404)


def test_a_sample_is_one_press_and_shows_that_it_can_be_drawn_again(
    made: dict[str, Request], client_for: ClientFor
) -> None:
    inspector = client_for("inspector")
    assert inspector.post("/workbench/samples/", {"n": "x"}).status_code == 422
    inspector.post("/workbench/samples/", {"first": "2026-11-01", "last": "2026-11-18", "n": "3"})
    sample = Sample.objects.get()
    page = text(client_for("supervisor"), f"/workbench/samples/{sample.pk}/")
    assert sample.seed in page
    assert "结果相同" in page


def test_a_special_report_is_drafted_edited_approved_by_another_and_read_by_the_leader(
    made: dict[str, Request], client_for: ClientFor
) -> None:
    with time_machine.travel(NOW + timedelta(days=7), tick=False):
        manager, supervisor = client_for("manager"), client_for("supervisor")
        leader = client_for("leader")
        assert manager.post("/workbench/specials/", {"day": "2030-01-01"}).status_code == 422
        manager.post("/workbench/specials/", {"day": "2026-11-18"})
        report = SpecialReport.objects.get()
        page = f"/workbench/specials/{report.pk}/"
        body = text(manager, page)
        for url in set(re.findall(rf"{page}rows/\w+/", body)):
            text(manager, url)
        text(manager, f"{page}rows/none/", 404)
        text(leader, page, 404)
        assert manager.post(page, {"body": "短"}).status_code == 422
        manager.post(page, {"body": "一、本周情况总体平稳，没有新的问题。"})
        assert "不能由撰写人自己审签" in text(manager, page)
        supervisor.post(f"{page}approve/")
        drain()
        assert "总体平稳" in text(leader, page)
        assert b"".join(leader.get(f"{page}paper/")).startswith(b"%PDF-")
        assert Message.objects.filter(template__code="special-sent").count() == 1
        assert leader.post(page, {"body": "领导不改专报的正文内容"}).status_code == 422


def test_signals_tell_of_a_pause_just_before_the_limit(
    cast: Cast, made: dict[str, Request], client_for: ClientFor
) -> None:
    today = made["today"].matter
    assert "没有在到期前一天内暂停的" in text(client_for("supervisor"), "/workbench/watch/signals/")
    matters.pause_clock(
        today.number, ground="XK45_TESTING", paper="清民告〔2026〕9号", by=cast.handler
    )
    page = text(client_for("supervisor"), "/workbench/watch/signals/")
    assert today.number in page
    assert "赵承办" in page
    assert made["paused"].matter.number not in page


def test_the_schedule_drafts_last_weeks_special_report_once_and_sends_nothing(
    made: dict[str, Request], client_for: ClientFor
) -> None:
    for _ in range(2):
        jobs.draft_last_week()
    report = SpecialReport.objects.get()
    assert (f"{report.first}", report.state, report.authors) == ("2026-11-09", "draft", "system")
    drain()
    assert not Message.objects.filter(template__code="special-sent").exists()
    # Nobody has written in it, so whoever approves may be whoever would have written it.
    manager = client_for("manager")
    assert "审签并报送" in text(manager, f"/workbench/specials/{report.pk}/")
    assert manager.post(f"/workbench/specials/{report.pk}/approve/").status_code == 302
    drain()
    assert Message.objects.filter(template__code="special-sent").exists()
