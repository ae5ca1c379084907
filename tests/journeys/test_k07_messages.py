"""K7: the bell tells a handler what came in; a resident reads what they were told."""

import pytest

from sunhall.config.command import basics
from sunhall.ground.journal.worker import deliver_one
from sunhall.hotline.tests.makers import make_request
from tests.journeys.conftest import DESK, PHONE
from tests.journeys.seats import Seat

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def told(county):
    """A request was given to the handler, and the worker has told everybody."""
    basics.lay_messages()
    number = make_request(county, upto="assigned").matter.number
    while deliver_one():
        pass
    return number


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["360", "1440"])
def test_the_bell_leads_to_the_message_and_the_message_to_the_case(county, told, walker, size):
    seat = Seat(walker, county, "handler", f"messages-{size[0]}", size=size)
    seat.go("/workbench/")
    bell = seat.page.get_by_role("link", name="消息")
    assert "1" in bell.inner_text()
    bell.click()
    seat.look("1-unread")
    seat.page.get_by_role("button", name="查看事项").click()
    seat.page.wait_for_url(f"**/{told}/")
    seat.go("/workbench/messages/")
    seat.look("2-read")
    assert seat.one.sees("全部已读")


@pytest.mark.parametrize("density", ["citizen", "elder"])
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["360", "1440"])
def test_a_resident_reads_what_they_were_told(county, told, walker, density, size):
    session = county.client_for("resident").cookies["session"].value
    name = f"my-messages-{density}-{size[0]}"
    one = walker(name, session=session, density=density, size=size, scripts=True)
    one.go("/my/")
    one.tap("我的消息")
    assert one.sees(told)
    assert one.barriers() == []
    one.shot("1-unread")
    one.tap("全部标为已读", "button")
    assert not one.sees("未读")
