"""H3 at the desk: the caller's open requests first, urged in two keys; seven ways to dispose."""

import pytest

from sunhall.hotline.models import Request
from sunhall.hotline.tests.makers import make_request
from sunhall.matters.models import Note
from tests.journeys.seats import Seat

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_an_open_request_of_the_caller_is_urged_in_at_most_four_keys(county, walker):
    request = make_request(county, upto="handling")
    seat = Seat(walker, county, "operator", "h03-urge")
    seat.go("/workbench/desk/")
    seat.page.locator("#id_caller").fill("13800000001")
    seat.page.keyboard.press("Enter")
    seat.reaches(".caller-open")
    assert seat.one.sees(request.matter.number)
    seat.press("Enter")
    seat.page.get_by_text("已催办").wait_for()
    assert seat.keys <= 4
    assert Note.objects.get().text == "来电催办"


def test_words_are_added_to_an_open_request_in_at_most_four_keys(county, walker):
    make_request(county, upto="handling")
    seat = Seat(walker, county, "operator", "h03-add")
    seat.go("/workbench/desk/")
    seat.page.locator("#id_caller").fill("13800000001")
    seat.page.keyboard.press("Enter")
    seat.reaches(".caller-open")
    seat.press("Tab", "Enter")
    seat.page.wait_for_url("**/call/")
    seat.page.locator("#id_text").focus()
    seat.write("昨晚又有人摔倒。")
    seat.press("Control+Enter")
    seat.page.get_by_text("已记录来电").first.wait_for()
    assert seat.keys <= 4


def test_a_request_is_answered_directly_by_keyboard(county, walker):
    make_request(county)
    seat = Seat(walker, county, "operator", "h03-direct")
    seat.go("/workbench/triage/")
    seat.press("j")
    seat.page.locator(".case").wait_for()
    seat.rest()
    seat.press("d")
    seat.page.locator("#id_text:focus").wait_for()
    seat.write("您好，路灯报修请拨打供电服务电话，我们已同时转告供电所。")
    seat.press("Control+Enter")
    seat.page.get_by_text("已处置").first.wait_for()
    assert Request.objects.get().disposal == "direct"
    seat.one.shot("answered")


@pytest.mark.parametrize("size", [(1440, 900), (360, 740)], ids=["1440", "360"])
def test_triage_and_every_way_have_no_barrier(county, walker, size):
    number = make_request(county).matter.number
    seat = Seat(walker, county, "operator", f"h03-{size[0]}", size=size)
    seat.go("/workbench/triage/")
    seat.look("triage")
    seat.go(f"/workbench/requests/{number}/dispatch/")
    seat.look("dispatch")
    for way in ("direct", "three_way", "keep", "read", "leader", "inspect", "refuse", "merge"):
        seat.go(f"/workbench/requests/{number}/dispose/?way={way}")
        seat.look(f"dispose-{way}")
