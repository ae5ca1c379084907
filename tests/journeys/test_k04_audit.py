"""K4: an auditor finds who did what, and sees whether the journal still holds."""

import pytest

from sunhall.ground.journal import jobs
from sunhall.hotline.tests.makers import make_request
from tests.journeys.conftest import DESK, PHONE
from tests.journeys.seats import Seat

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["360", "1440"])
def test_an_auditor_finds_the_story_and_the_proof(county, walker, size):
    number = make_request(county, upto="handling").matter.number
    seat = Seat(walker, county, "audit_admin", f"audit-{size[0]}", size=size)
    seat.go("/workbench/audit/")
    seat.look("1-unproved")
    jobs.make_roots()
    jobs.verify_journal()
    seat.page.get_by_label("事项编号或记录链").fill(number)
    seat.page.locator("main").get_by_role("button", name="查找").click()
    seat.look("2-story")
    assert seat.one.sees("签收，承办人 赵承办")
    assert seat.one.sees("最近一次核验：全部相符")
    seat.go("/workbench/audit/roots/")
    seat.look("3-roots")
