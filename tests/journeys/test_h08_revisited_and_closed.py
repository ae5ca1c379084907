"""H8: somebody else asks the person how it went, and closes only then."""

import pytest

from sunhall.hotline import actions, events
from sunhall.hotline.tests.makers import make_request
from tests.journeys.seats import Seat, tells

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_revisit_and_the_closing_are_done_by_keyboard(county, walker):
    request = make_request(county, upto="answered")
    seat = Seat(walker, county, "revisitor", "h08")
    seat.go("/workbench/revisits/")
    seat.press("j")
    seat.page.locator(".case").wait_for()
    seat.rest()
    assert not seat.page.get_by_role("button", name="办结归档").is_visible()
    seat.press("v")
    seat.page.locator("#id_way_0:focus").wait_for()
    seat.press("Space", "Tab", "Space", "Tab", "Space", "Tab", "Space")
    seat.one.shot("revisit")
    seat.press("Control+Enter")
    seat.page.get_by_text("已记录回访").first.wait_for()
    seat.rest()
    seat.page.evaluate("document.activeElement.blur()")
    seat.press("e")
    seat.page.get_by_text("已办结归档").first.wait_for()
    request.matter.refresh_from_db()
    assert request.matter.stage == "closed"
    assert request.matter.revisits.get().satisfied is True
    tells(request.matter.number, events.RequestRevisited, events.RequestClosed)
    assert seat.one.complaints == []


def test_closing_by_mistake_is_taken_back_from_the_toast(county, walker):
    request = make_request(county, upto="answered")
    number = request.matter.number
    actions.revisit_request(number, way="phone", reached=True, satisfied=True, by=county.revisitor)
    seat = Seat(walker, county, "revisitor", "h08-undo")
    seat.go(f"/workbench/requests/{number}/")
    seat.page.get_by_role("button", name="办结归档").first.click()
    seat.page.locator("[data-toast]").wait_for()
    seat.page.locator("[data-toast]").get_by_role("button", name="撤销").click()
    seat.page.get_by_role("button", name="办结归档").first.wait_for()
    request.matter.refresh_from_db()
    assert (request.matter.stage, request.matter.closed_at) == ("revisited", None)
    assert seat.one.sees("撤销办结，继续办理")


def test_a_no_on_the_phone_opens_the_dialogue(county, walker):
    request = make_request(county, upto="answered")
    seat = Seat(walker, county, "revisitor", "h08-no")
    seat.go(f"/workbench/requests/{request.matter.number}/revisit/")
    seat.page.locator("#id_way_0").check()
    seat.page.locator("#id_reached_0").check()
    seat.page.locator("#id_attitude_2").check()
    seat.page.locator("#id_words").fill("灯还是不亮")
    seat.page.get_by_role("button", name="保存回访").click()
    seat.page.get_by_text("已记录回访").first.wait_for()
    request.matter.refresh_from_db()
    assert request.matter.stage == "dialogue"


@pytest.mark.parametrize("size", [(1440, 900), (360, 740)], ids=["1440", "360"])
def test_no_page_of_the_revisit_has_a_barrier(county, walker, size):
    number = make_request(county, upto="answered").matter.number
    seat = Seat(walker, county, "revisitor", f"h08-{size[0]}", size=size)
    for name, path in {
        "queue": "/workbench/revisits/",
        "case": f"/workbench/requests/{number}/",
        "revisit": f"/workbench/requests/{number}/revisit/",
    }.items():
        seat.go(path)
        seat.look(name)
