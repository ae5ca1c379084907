"""H10: a question beforehand without scripts, on air only with consent a request, then its page."""

from datetime import timedelta

import pytest

from sunhall.days.models import Question
from sunhall.days.tests.makers import call, lay_series, make_sitting
from sunhall.ground.kit.now import today
from tests.journeys.seats import Seat

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_question_becomes_a_request_only_with_consent(county, walker):
    lay_series()
    coming = make_sitting(county, "programme", today() + timedelta(days=2), post="mz-head")
    visitor = walker("h10", scripts=False)
    visitor.go(f"/days/{coming.pk}/")
    visitor.write("您想问什么", "母亲八十二岁，高龄补贴到哪里办？")
    visitor.tap("提交问题", "button")
    assert visitor.sees("问题已收到")
    assert not Question.objects.get().consent
    seen = walker("h10-public")
    seen.go(f"/days/{coming.pk}/")
    assert seen.barriers() == []
    seen.shot("ask")
    live = make_sitting(county, "programme", today(), post="mz-head", upto="opened")
    question = call(county, live)
    desk = Seat(walker, county, "operator", "h10-desk")
    desk.go(f"/workbench/days/{live.pk}/")
    desk.page.get_by_role("link", name="登记为诉求").click()
    desk.page.get_by_label("事情在哪里").select_option(label="东山镇")
    desk.page.get_by_role("button", name="登记").click()
    desk.page.get_by_text("没有同意登记为诉求").first.wait_for()
    # A form that is refused answers 422; the browser says so.
    desk.one.complaints.clear()
    desk.page.get_by_label("提问的人同意登记为诉求").check()
    desk.page.get_by_role("button", name="登记").click()
    desk.page.get_by_text("已登记为诉求").first.wait_for()
    question.refresh_from_db()
    assert question.matter.channel == "programme"
    desk.page.get_by_role("button", name="结束本场").click()
    desk.page.get_by_text("本场结束").first.wait_for()
    desk.look("ended")
