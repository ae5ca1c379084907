"""H2: the desk calls a meeting of departments, its decision binds, and the clock runs on."""

from datetime import timedelta

import pytest

from sunhall.ground.kit.now import LOCAL, now
from sunhall.hotline import events
from sunhall.hotline.tests.makers import make_request
from tests.journeys.seats import Seat, tells

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_departments_confer_and_the_lead_is_bound(county, walker):
    request = make_request(county, upto="classified")
    number, due = request.matter.number, request.matter.due_at
    seat = Seat(walker, county, "operator", "h02-confer")
    seat.go(f"/workbench/requests/{number}/confer/")
    at = (now() + timedelta(hours=2)).astimezone(LOCAL)
    seat.page.locator("#id_meets_at").fill(f"{at:%Y-%m-%dT%H:%M}")
    seat.page.locator("#id_place").fill("热线中心会议室")
    seat.page.locator("#id_lead").select_option("mz-relief")
    seat.page.locator("#id_agenda").fill("路灯归谁管、谁先修")
    seat.page.locator("#id_other_1").select_option("zj-roads")
    seat.look("call")
    seat.page.locator("main .act-form .btn-primary").click()
    seat.page.get_by_text("已召集会商").first.wait_for()
    seat.go("/workbench/conferences/")
    assert seat.one.sees(number)
    seat.go(f"/workbench/requests/{number}/conclude/")
    seat.page.locator("#id_decision").fill("由民政局主办，住建局三天内先恢复照明。")
    seat.page.get_by_label("协办任务").first.fill("三天内先恢复照明")
    seat.look("conclude")
    seat.page.locator("main .act-form .btn-primary").click()
    seat.page.get_by_text("已记录会商决定").first.wait_for()
    request.matter.refresh_from_db()
    assert (request.matter.owner, request.matter.stage) == ("mz-relief", "handling")
    assert request.matter.deadlines.get(name="reply").due_at == due
    handler = Seat(walker, county, "handler", "h02-bound")
    handler.go(f"/workbench/requests/{number}/return/")
    assert handler.one.sees("会商已确定由本单位主办")
    tells(number, events.ConferenceCalled, events.ConferenceConcluded, events.TaskGiven)
