"""H14: a call on the care line, the green channel, and what everybody and nobody else sees."""

import pytest

from sunhall.care import actions, queries
from tests.journeys.seats import Seat

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_care_call_is_helped_and_its_mark_stays_with_who_handles_it(county, walker):
    seat = Seat(walker, county, "operator", "h14")
    seat.go("/workbench/care/call/")
    seat.page.get_by_label("诉求内容").fill("请帮忙申请临时救助。")
    seat.page.get_by_label("困难情况").fill("老人瘫痪在床")
    seat.page.get_by_label("困难群众").check()
    seat.page.get_by_label("在哪个乡镇").select_option(label="东山镇")
    seat.page.get_by_role("button", name="登记").click()
    seat.page.get_by_text("已登记，并列为关怀诉求").first.wait_for()
    number = queries.case_lines(county.operator)[0].number
    actions.open_green(number, why="老人病重，等不得", by=county.manager)
    seat.go("/workbench/care/")
    seat.look("queue")
    assert seat.one.sees("老人病重，等不得")
    seat.go(f"/workbench/care/case/{number}/")
    seat.look("case")
    other = Seat(walker, county, "supervisor", "h14-other")
    other.go(f"/workbench/requests/{number}/")
    assert not other.one.sees("绿色通道")
    visitor = walker("h14-public")
    visitor.go("/care/")
    assert visitor.barriers() == []
    assert not visitor.sees("瘫痪")
    visitor.shot("public")
