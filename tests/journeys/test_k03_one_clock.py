"""K3, H4: one clock that says why, stops on a ground in law, moves once by an approver's word,
reminds before it runs out, and what is late stays late.
"""

from datetime import timedelta

import pytest
import time_machine

from sunhall.ground.kit.now import now
from sunhall.hotline.models import Request
from sunhall.hotline.tests.makers import make_request
from sunhall.matters import events, jobs
from sunhall.matters.models import Deadline
from sunhall.supervision.tests.makers import NOW
from tests.journeys.conftest import PHONE
from tests.journeys.seats import Seat, tells

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def clock(county):
    with time_machine.travel(NOW, tick=True) as traveller:
        yield traveller


def reply(number: str) -> Deadline:
    return Deadline.objects.get(matter__number=number, name="reply")


def test_a_handler_reads_day_by_day_why_it_is_due_then(clock, county, walker):
    number = make_request(county, upto="handling").matter.number
    for size in (PHONE, (1440, 900)):
        seat = Seat(walker, county, "handler", f"k03-why-{size[0]}", size=size)
        seat.go(f"/workbench/requests/{number}/")
        seat.page.get_by_text("为什么是这个时间").click()
        assert seat.one.sees("起算日不计")
        assert seat.page.get_by_role("row").filter(has_text="11月25日").filter(has_text="5").count()
        seat.look("why")


def test_a_clock_stops_on_a_ground_in_law_and_goes_on(clock, county, walker):
    number = make_request(county, upto="handling").matter.number
    due = reply(number).due_at
    seat = Seat(walker, county, "handler", "k03-pause")
    seat.go(f"/workbench/requests/{number}/pause/")
    seat.one.choose("检测")
    seat.one.write("文书编号", "青检告〔2026〕7号")
    seat.look("ground")
    seat.press("Control+Enter")
    seat.page.get_by_text("已暂停计时").first.wait_for()
    clock.shift(timedelta(days=7))
    seat = Seat(walker, county, "handler", "k03-resume")
    seat.go(f"/workbench/requests/{number}/")
    assert seat.one.sees("青检告〔2026〕7号")
    seat.page.locator("summary", has_text="更多").click()
    seat.one.tap("恢复计时", "button", exact=False)
    seat.page.get_by_text("已恢复计时").first.wait_for()
    assert reply(number).due_at > due
    tells(number, events.ClockPaused, events.ClockResumed)


def test_more_time_is_asked_for_once_and_granted_by_another(clock, county, walker):
    number = make_request(county, upto="handling").matter.number
    due = reply(number).due_at
    seat = Seat(walker, county, "handler", "k03-ask")
    seat.go(f"/workbench/requests/{number}/extension/")
    seat.one.write("延长天数", "3")
    seat.one.write("延期理由", "配件要从外地调来")
    seat.look("ask")
    seat.one.tap("提交申请", "button", exact=False)
    seat.page.get_by_text("已提交延期申请，等待审批").first.wait_for()
    head = Seat(walker, county, "head", "k03-grant")
    head.go("/workbench/extensions/")
    head.look("waiting")
    head.one.tap(number)
    head.one.choose("同意延期")
    head.look("decide")
    head.press("Control+Enter")
    head.page.get_by_text("已审批延期申请").first.wait_for()
    assert reply(number).due_at > due
    tells(number, events.ExtensionAsked, events.ExtensionDecided)
    seat.go(f"/workbench/requests/{number}/extension/")
    assert seat.one.sees("只能延期一次")


def test_the_holder_is_reminded_once_and_late_stays_late(clock, county, walker):
    request = make_request(county, upto="handling")
    number = request.matter.number
    clock.move_to(reply(number).remind_at + timedelta(minutes=1))
    jobs.remind_before_limits()
    jobs.remind_before_limits()
    seat = Seat(walker, county, "handler", "k03-late")
    seat.go("/workbench/?view=near")
    assert seat.one.page.locator("#inbox").get_by_text("临期").count()
    clock.move_to(reply(number).due_at + timedelta(minutes=1))
    jobs.note_passed_limits()
    jobs.note_passed_limits()
    seat = Seat(walker, county, "handler", "k03-answer")
    seat.go(f"/workbench/requests/{number}/")
    seat.press("e")
    seat.page.locator("#id_text:focus").wait_for()
    seat.write("您好，路灯已于今天修复，请您查看。")
    seat.one.choose("已解决")
    seat.press("Control+Enter")
    seat.page.get_by_text("已答复，等待回访").first.wait_for()
    seat.look("answered-late")
    assert seat.one.sees("超期")
    request = Request.objects.get(pk=request.pk)
    assert request.matter.late_at is not None
    assert request.matter.late_at < now()
    tells(number, events.LimitNear, events.LimitPassed, events.MatterAnswered)
