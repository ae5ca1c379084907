"""H7, V4: a letter in five clicks, a call-back that finds a difference, a list that only its author
shortens, and the week's special report on a leader's phone.
"""

import pytest
import time_machine

from sunhall.config.command.basics import lay_messages
from sunhall.ground.journal.worker import drain
from sunhall.ground.papers import fonts
from sunhall.hotline.tests.makers import make_request
from sunhall.supervision import events
from sunhall.supervision.models import Check, Finding, Letter, SpecialReport
from sunhall.supervision.tests.makers import NOW, watched_county
from tests.journeys.conftest import PHONE
from tests.journeys.seats import Seat, tells

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not fonts.may_print(), reason="no Chinese font on this machine"),
]


@pytest.fixture
def watched(transactional_db, cast):
    with time_machine.travel(NOW, tick=True):
        lay_messages()
        yield cast, watched_county(cast)


def test_a_letter_is_five_clicks_from_the_cockpit_and_answered_by_the_post(watched, walker):
    cast, made = watched
    seat = Seat(walker, cast, "supervisor", "h07-letter")
    seat.go("/workbench/watch/")
    seat.page.locator(".kpi", has_text="超期未办结").get_by_role("link").click()
    number = made["late"].matter.number
    seat.page.locator("article", has_text=number).get_by_role("link", name="发督办函").click()
    seat.look("form")
    seat.page.get_by_role("button", name="发出").click()  # the third click, nothing typed
    seat.page.wait_for_url("**/workbench/letters/*/")
    seat.look("sent")
    letter = Letter.objects.get()
    drain()
    post = Seat(walker, cast, "handler", "h07-post", size=PHONE)
    post.go("/workbench/letters/")
    post.look("list")
    post.page.get_by_role("link", name=letter.number).click()
    post.page.get_by_role("button", name="签收").click()
    post.page.get_by_label("办理情况").fill("材料已经到位，施工队明天进场修复。")
    post.look("answering")
    post.page.get_by_role("button", name="回复督办函").click()
    post.page.get_by_text("已回复").first.wait_for()
    tells(number, events.LetterSent, events.LetterReceived, events.LetterAnswered)


def test_a_leader_lists_a_matter_and_nobody_else_removes_it(watched, walker):
    cast, made = watched
    number = made["late_too"].matter.number
    leader = Seat(walker, cast, "leader", "h07-listed", size=PHONE)
    leader.go(f"/workbench/requests/{number}/")
    leader.page.get_by_role("link", name="挂号督办").click()
    leader.page.get_by_label("挂号理由和要求").fill("群众反映强烈，请限期办结。")
    leader.page.get_by_label("办结期限").fill("2026-12-01")
    leader.page.get_by_role("button", name="挂号").click()
    leader.page.get_by_role("button", name="核实并销号").wait_for()
    leader.look("listed")
    here = leader.page.url
    other = Seat(walker, cast, "supervisor", "h07-other")
    other.page.goto(here)
    assert other.one.sees("谁挂号谁销号")
    assert not other.page.get_by_role("button", name="核实并销号").is_visible()
    other.go("/workbench/listings/")
    other.look("board")
    leader.page.get_by_label("理由").last.fill("现场看过，路灯已经全部修好。")
    leader.page.get_by_role("button", name="核实并销号").click()
    leader.page.get_by_text("已销号").first.wait_for()
    tells(number, events.MatterListed, events.ListingRemoved)


def test_what_the_person_says_becomes_a_finding_and_a_line_of_the_special_report(watched, walker):
    cast, _made = watched
    make_request(cast, upto="talked")
    drain()
    check = Check.objects.latest("pk")
    seat = Seat(walker, cast, "inspector", "h07-check")
    seat.go("/workbench/checks/")
    seat.look("owed")
    seat.go(f"/workbench/checks/{check.pk}/")
    for field, answer in (("met", 0), ("explained", 0), ("solved", 2), ("result", 2)):
        seat.page.locator(f"#id_{field}_{answer}").check()
    seat.page.locator("#id_manner_0").check()
    seat.page.get_by_label("意见建议").fill("灯亮了两天又坏了。")
    seat.look("script")
    seat.page.get_by_role("button", name="记录回访").click()
    seat.page.get_by_role("link", name="是否解决不一致").click()
    seat.look("finding")
    assert seat.one.sees("没有解决")
    assert Finding.objects.count() == 2
    with time_machine.travel(NOW.replace(day=25), tick=True):
        writer = Seat(walker, cast, "manager", "h07-special")
        writer.go("/workbench/specials/")
        writer.page.get_by_label("报告哪一周").fill("2026-11-18")
        writer.page.get_by_role("button", name="从日志起草").click()
        writer.look("draft")
        writer.page.locator(".kpi", has_text="说法不一致").get_by_role("link").click()
        assert writer.one.sees("2 项")
        report = SpecialReport.objects.get()
        boss = Seat(walker, cast, "supervisor", "h07-approve")
        boss.go(f"/workbench/specials/{report.pk}/")
        boss.page.get_by_role("button", name="审签并报送").click()
        boss.page.get_by_text("已审签并报送领导").first.wait_for()
        leader = Seat(walker, cast, "leader", "h07-leader", size=PHONE)
        leader.go(f"/workbench/specials/{report.pk}/")
        leader.look("read")
        assert leader.one.sees("发现承办单位记录与群众说法不一致2处")
