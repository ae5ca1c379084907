"""H9, H13: the night finds what several persons are about; it is given, answered and ended."""

import pytest
import time_machine

from sunhall.config.command.basics import lay_messages
from sunhall.ground.journal.record import told
from sunhall.ground.journal.worker import drain
from sunhall.hotline import events
from sunhall.hotline.tests.test_hot_county import NIGHT, found
from tests.journeys.conftest import PHONE
from tests.journeys.seats import Seat

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def issue(county):
    lay_messages()
    with time_machine.travel(NIGHT, tick=False) as traveller:
        made = found(county, traveller)
        drain()
    with time_machine.travel(NIGHT, tick=True):
        yield county, made


def test_an_alarm_leads_to_an_owner_an_answer_and_an_end(issue, walker):
    cast, made = issue
    here = f"/workbench/hot/{made.code}/"
    boss = Seat(walker, cast, "supervisor", "h09-alarm")
    boss.go("/workbench/messages/")
    boss.page.get_by_role("button", name="查看事项").first.click()
    boss.page.get_by_role("heading", name="清河小区").wait_for()
    boss.look("issue")
    boss.page.get_by_label("责任岗位").select_option("zj-roads")
    boss.page.get_by_label("要求").fill("查明夜间施工许可，本周内降噪。")
    boss.page.get_by_role("button", name="定责任岗位").click()
    boss.page.get_by_text("已确定责任岗位，已通知").wait_for()
    post = Seat(walker, cast, "other_handler", "h09-post", size=PHONE)
    post.go("/workbench/hot/")
    post.look("list")
    post.page.get_by_role("link", name="清河小区").click()
    post.page.get_by_label("查明的情况和采取的措施").fill("好")
    post.page.get_by_role("button", name="回应").click()
    post.page.get_by_role("alert").get_by_text("至少 4 个字").wait_for()
    post.one.complaints.clear()  # the browser tells of the refused form
    post.page.get_by_label("查明的情况和采取的措施").fill("已责令夜间停工，装隔音罩。")
    post.look("answering")
    post.page.get_by_role("button", name="回应").click()
    post.page.get_by_text("已回应，等待确认").wait_for()
    post.page.locator("tbody a").first.click()
    post.page.get_by_role("heading", name="搅拌站").wait_for()
    boss.go(here)
    boss.page.get_by_label("办理结果，为什么可以结束").fill("三晚复测达标，没有再反映。")
    boss.page.get_by_role("button", name="结束热点").click()
    boss.page.get_by_text("已结束热点").wait_for()
    boss.go("/workbench/hot/?state=ended")
    boss.look("ended")
    assert told(f"hot:{made.code}")[-3:] == [
        events.HotIssueGiven,
        events.HotIssueAnswered,
        events.HotIssueEnded,
    ]


@pytest.mark.parametrize("size", [PHONE, (1440, 900)], ids=["phone", "desk"])
def test_the_pages_read_in_large_type_and_in_english(issue, walker, size):
    cast, made = issue
    for name, more in (("elder", {"density": "elder"}), ("english", {"language": "en"})):
        seat = Seat(walker, cast, "manager", f"h09-{name}-{size[0]}", size=size, **more)
        seat.go("/workbench/hot/")
        seat.look("list")
        seat.go(f"/workbench/hot/{made.code}/")
        seat.look("issue")
