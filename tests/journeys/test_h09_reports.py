"""H9: the whole story of one dissatisfied caller, from the ring of the telephone to the line in
the weekly report; and the reports without barriers on a phone, a desk and in the elder view.
"""

from datetime import datetime

import pytest
import time_machine

from sunhall.calls import actions as calls
from sunhall.calls.tests.makers import lay_seats
from sunhall.config.command.basics import lay_messages
from sunhall.ground.access.actor import SYSTEM
from sunhall.ground.journal.worker import drain
from sunhall.ground.kit.now import LOCAL
from sunhall.ground.lines import facts
from sunhall.ground.papers import fonts
from sunhall.hotline import actions
from sunhall.hotline import events as hotline
from sunhall.hotline.models import Request
from sunhall.hotline.tests.makers import lay_desk
from sunhall.matters import events as matters
from sunhall.reports import jobs
from sunhall.reports.models import Report
from sunhall.reports.tests.makers import NOW, reported_county
from tests.journeys.conftest import PHONE
from tests.journeys.seats import Seat, tells

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not fonts.may_print(), reason="no Chinese font on this machine"),
]

TEXT = "路灯又不亮了，晚上看不见路，老人不敢出门。"


def on(day: int, hour: int) -> time_machine.travel:
    """An hour of a day in November 2026; the ninth is a Monday."""
    return time_machine.travel(datetime(2026, 11, day, hour, tzinfo=LOCAL), tick=True)


def bar_says(seat, words):
    """Wait until the bar says so and its buttons are alive."""
    seat.page.locator("#line").get_by_text(words).first.wait_for()
    seat.page.locator("body:not(:has(.htmx-added, .htmx-settling))").wait_for()


def rung_and_registered(county, walker) -> str:
    """The telephone rings, the operator answers, registers and dispatches; gives the number."""
    seat = Seat(walker, county, "operator", "h09-desk")
    seat.go("/workbench/desk/")
    seat.page.get_by_role("button", name="801").click()
    bar_says(seat, "示闲")
    calls.heed("simulator", facts.Arrived("sim-1", "13800000001", "12345"), by=SYSTEM)
    bar_says(seat, "正在振铃")
    seat.press("F2")
    bar_says(seat, "通话中")
    seat.page.locator("#id_text").focus()
    seat.write(TEXT)
    seat.page.locator("#id_place_search, [name=place_search]").first.fill("sqc")
    seat.page.locator("#id_place_0").wait_for()
    seat.page.locator("#id_class_search").fill("路灯")
    seat.page.locator("#id_class_code_0").wait_for()
    seat.page.locator("#id_class_code_0").check()
    seat.page.locator("#id_to_0").wait_for()
    seat.press("F8")
    bar_says(seat, "话后处理")
    seat.page.get_by_role("button", name="登记并转办").click()
    seat.page.wait_for_url("**/requests/**")
    return str(Request.objects.latest("pk").matter.number)


def test_from_the_ring_of_the_telephone_to_the_line_in_the_weekly_report(
    transactional_db, cast, walker, settings
):
    county, settings.LINES = cast, "simulator"
    with on(9, 9):
        lay_messages()
        lay_desk(county)
        lay_seats()
        number = rung_and_registered(county, walker)
        drain()
    with on(10, 10):
        actions.sign_request(number, by=county.handler)
        actions.answer_request(number, text="已报修。", outcome="resolved", by=county.handler)
        drain()
    with on(11, 9):
        actions.revisit_request(
            number, way="phone", reached=True, solved=False, satisfied=False,
            words="灯还是不亮", by=county.revisitor,
        )  # fmt: skip
        drain()
    with on(12, 15):
        actions.hold_dialogue(
            number, way="field", minutes="现场查看后确认线路老化，当场更换。",
            explained="线路由供电所负责，已联合更换完毕。", result="satisfied", by=county.handler,
        )  # fmt: skip
        drain()
    with on(13, 9):
        actions.revisit_request(
            number, way="phone", reached=True, solved=True, satisfied=True, by=county.revisitor
        )
        actions.close_request(number, by=county.revisitor)
        drain()
    tells(
        number, matters.MatterOpened, hotline.CallLinked, matters.MatterSigned,
        hotline.RequestDissatisfied, hotline.DialogueHeld, hotline.RequestClosed,
    )  # fmt: skip
    with on(16, 8):
        jobs.make_reports()
        writer = Seat(walker, county, "manager", "h09-writer")
        writer.go("/workbench/reports/?kind=week")
        writer.page.get_by_role("link", name="11月9日至11月15日阳光热线运行情况").click()
        body = writer.page.locator("#id_body")
        line = next(one for one in body.input_value().splitlines() if number in one)
        for words in (
            "11月9日收到", "11月10日答复", "11月11日群众表示不满意", "11月12日约谈，群众满意",
            "11月13日办结归档", "东山镇",
        ):  # fmt: skip
            assert words in line, line
        body.fill(f"{body.input_value()}\n请承办单位举一反三，排查同类路灯。")
        writer.page.get_by_role("button", name="保存").click()
        writer.page.get_by_text("已保存").first.wait_for()
        writer.page.locator(".kpi", has_text="约谈").get_by_role("link").click()
        assert writer.one.sees("1 项")
        writer.page.get_by_role("link", name=number).click()
        writer.page.wait_for_url(f"**/requests/{number}/")
        boss = Seat(walker, county, "supervisor", "h09-boss")
        report = Report.objects.get(kind="week")
        boss.go(f"/workbench/reports/{report.pk}/")
        boss.page.get_by_role("button", name="审签并报送").click()
        boss.page.get_by_text("已审签并报送领导").first.wait_for()
        drain()
        leader = Seat(walker, county, "leader", "h09-leader", size=PHONE)
        leader.go(f"/workbench/reports/{report.pk}/")
        assert leader.one.sees(number)
        assert leader.one.sees("举一反三")
        leader.look("read")


@pytest.mark.parametrize(
    ("size", "density"), [((1440, 900), "desk"), (PHONE, "elder")], ids=["desk", "elder"]
)
def test_the_pages_of_the_reports_have_no_barrier(transactional_db, cast, walker, size, density):
    with time_machine.travel(NOW, tick=True):
        reported_county(cast)
        jobs.make_reports()
        report = Report.objects.get(kind="week")
        seat = Seat(walker, cast, "manager", f"h09-{density}", size=size, density=density)
        for name, path in {
            "list": "?kind=week", "one": f"{report.pk}/", "compare": f"{report.pk}/compare/",
            "rows": f"{report.pk}/rows/?figure=received",
            "facts": f"{report.pk}/rows/?figure=talked",
        }.items():  # fmt: skip
            seat.go(f"/workbench/reports/{path}")
            seat.look(name)
