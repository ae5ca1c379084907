"""H6: whoever is not content after two dialogues is heard by the joint meeting, which decides."""

from datetime import timedelta

import pytest

from sunhall.ground.kit.now import LOCAL, now
from sunhall.hotline import actions, events, queries
from sunhall.hotline.models import FollowUp, JointMeeting
from sunhall.hotline.tests.test_joint import referred
from tests.journeys.seats import Seat, tells

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_joint_meeting_is_called_and_orders_to_go_on(county, walker):
    number = referred(county)
    manager = Seat(walker, county, "manager", "h06-call")
    manager.go("/workbench/joint/")
    assert manager.one.sees(number)
    manager.page.get_by_role("link", name="召集会议").click()
    at = (now() + timedelta(hours=1)).astimezone(LOCAL)
    manager.page.locator("#id_at").fill(f"{at:%Y-%m-%dT%H:%M}")
    manager.page.locator("#id_place").fill("县政府三楼会议室")
    manager.page.locator("#id_chair").select_option("sun")
    for name in ("施明理", "吕负责"):
        manager.page.get_by_label(name).first.check()
    manager.look("call")
    manager.page.locator("main form .btn-primary").click()
    manager.page.get_by_text("已召集联席会议").first.wait_for()
    # The sitting is over: the hour that was to come is past.
    JointMeeting.objects.update(at=now() - timedelta(minutes=1))
    leader = Seat(walker, county, "leader", "h06-decide")
    leader.go(f"/workbench/requests/{number}/joint/decision/")
    leader.page.get_by_label("责成有关单位继续办理").check()
    leader.page.locator("#id_reasons").fill("责成一个月内更换全部线路，逐户回访。")
    leader.page.locator("#id_basis").fill("城市照明管理规定 第八条")
    leader.page.get_by_label("信访复查").check()
    leader.one.shot("decision")
    leader.page.get_by_role("button", name="保存并告诉诉求人").click()
    leader.page.get_by_text("已记录复核决定").first.wait_for()
    assert leader.one.sees("约定事项")
    agreed = FollowUp.objects.get().matter
    assert leader.page.get_by_role("link", name=agreed.number).first.is_visible()
    assert (agreed.offered_to, agreed.stage) == ("mz-relief", "assigned")
    assert queries.request_of(number).matter.stage == "decided"
    actions.revisit_request(number, way="phone", reached=True, satisfied=False, by=county.revisitor)
    actions.close_request(number, by=county.revisitor)
    tells(
        number,
        events.RequestReferred,
        events.JointDecided,
        events.FollowUpAgreed,
        events.RequestClosed,
    )
