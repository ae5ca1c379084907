"""H3: a post objects to a dispatch, the hotline decides, and what was rejected is not returned."""

import pytest

from sunhall.hotline import events
from sunhall.hotline.tests.makers import make_request
from sunhall.matters.events import MatterReturned
from tests.journeys.seats import Seat, tells

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_an_objection_is_decided_by_the_hotline(county, walker):
    number = make_request(county, upto="handling").matter.number
    handler = Seat(walker, county, "handler", "h03-objects")
    handler.go(f"/workbench/requests/{number}/return/")
    handler.page.locator("#id_reason_code_0").check()
    handler.page.locator("[name=suggested_search]").fill("市政道路")
    handler.page.get_by_label("市政道路岗").first.check()
    handler.page.locator("#id_reason").fill("路灯由住建局管理，不属于本单位职责。")
    handler.page.locator("main .act-form .btn-primary").click()
    handler.page.get_by_text("已退回").first.wait_for()
    manager = Seat(walker, county, "manager", "h03-decides")
    manager.go("/workbench/objections/")
    assert manager.one.sees(number)
    manager.go(f"/workbench/requests/{number}/objection/")
    assert manager.one.sees("路灯由住建局管理")
    manager.look("objection")
    manager.page.get_by_label("驳回").first.check()
    manager.page.locator("#id_words").fill("派单目录写明由民政局承办，请继续办理。")
    manager.page.get_by_role("button", name="提交裁定").click()
    manager.page.get_by_text("已裁定派单异议").first.wait_for()
    handler.go(f"/workbench/requests/{number}/return/")
    assert handler.one.sees("已被驳回")
    tells(number, MatterReturned, events.ObjectionDecided)
