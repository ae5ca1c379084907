"""H2 at the desk: a call is registered and assigned by keyboard, in at most twelve keys."""

import pytest

from sunhall.hotline.models import Request
from sunhall.hotline.tests.makers import make_request
from tests.journeys.seats import Seat

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TEXT = "路灯又不亮了，晚上看不见路，老人不敢出门。"
MOST_KEYS = 12


def test_registering_and_assigning_takes_at_most_twelve_keys(county, walker):
    seat = Seat(walker, county, "operator", "h02-desk")
    seat.go("/workbench/desk/")
    assert seat.focus() == "id_caller"
    seat.write("13800000001")
    seat.press("F2")
    seat.reaches("#id_text")
    seat.write(TEXT)
    seat.press("Tab")
    seat.initials("sqc")
    seat.page.locator("#id_place_0").wait_for()
    seat.press("Tab", "Tab")
    assert seat.focus() == "id_class_search"
    seat.write("路灯")
    seat.page.locator("#id_class_code_0").wait_for()
    seat.press("Shift+Tab", "Space")
    seat.page.locator("#id_to_0").wait_for()
    seat.one.shot("ready")
    seat.press("Control+Enter")
    seat.page.wait_for_url("**/requests/**")
    assert seat.keys <= MOST_KEYS
    request = Request.objects.get()
    assert request.matter.place == county.places["bridge"]
    assert request.matter.offered_to == "mz-relief"
    assert request.text == TEXT
    assert seat.one.complaints == []


def test_a_caller_with_open_matters_is_urged_or_heard_anew_by_one_key(county, walker):
    make_request(county, upto="handling")
    seat = Seat(walker, county, "operator", "h02-again")
    seat.go("/workbench/desk/")
    seat.write("13800000001")
    seat.press("F2")
    seat.reaches(".caller-open")
    seat.press("n")
    seat.reaches("#id_text")
    seat.one.shot("heard")
    assert seat.one.complaints == []


def test_what_was_assigned_is_taken_back_with_one_key(county, walker):
    number = make_request(county, upto="classified").matter.number
    seat = Seat(walker, county, "operator", "h02-undo")
    seat.go(f"/workbench/requests/{number}/")
    seat.press("h")
    seat.page.locator("#id_to_0").wait_for()
    seat.reaches("#act")
    seat.press("Control+Enter")
    seat.page.locator("[data-toast]").wait_for()
    seat.one.shot("toast")
    seat.page.evaluate("document.activeElement.blur()")
    seat.press("u")
    seat.page.get_by_text("已收回交办").first.wait_for()
    assert Request.objects.get().matter.stage == "classified"


def test_nothing_typed_at_the_desk_is_lost_when_the_tab_is_killed(county, walker):
    seat = Seat(walker, county, "operator", "h02-draft")
    seat.go("/workbench/desk/")
    seat.page.locator("#id_text").focus()
    seat.write(TEXT)
    seat.press("Tab")
    seat.page.get_by_text("草稿已保存").first.wait_for()
    seat.page.close()
    again = Seat(walker, county, "operator", "h02-draft-again")
    again.go("/workbench/desk/")
    assert again.page.locator("#id_text").input_value() == TEXT
    assert again.one.sees("已恢复")


@pytest.mark.parametrize("size", [(1440, 900), (360, 740)], ids=["1440", "360"])
def test_the_desk_has_no_barrier(county, walker, size):
    make_request(county, upto="handling")
    make_request(county)
    seat = Seat(walker, county, "operator", f"h02-{size[0]}", size=size)
    seat.go("/workbench/desk/")
    assert seat.focus() == "id_caller"
    assert seat.page.evaluate("scrollY") == 0
    seat.look("desk")
    seat.page.locator("#id_caller").fill("13800000001")
    seat.press("Enter")
    seat.page.locator(".caller").wait_for()
    seat.page.locator("#id_text").fill(TEXT)
    seat.page.locator("#id_class_search").fill("路灯")
    seat.page.locator("#id_class_code_0").wait_for()
    seat.page.locator("#id_class_code_0").check()
    seat.page.locator("#id_to_0").wait_for()
    seat.look("call")


def test_the_desk_works_without_scripts(county, walker):
    seat = Seat(walker, county, "operator", "h02-plain", scripts=False)
    seat.go("/workbench/desk/")
    one = seat.one
    seat.page.locator("#id_text").fill(TEXT)
    seat.page.locator("#id_place").fill("sqc")
    one.tap("查找", "button")
    seat.page.locator("#id_class_search").fill("路灯")
    seat.page.locator("button[value=class_code]").click()
    seat.page.locator("#id_class_code_0").check()
    seat.page.locator("#id_place_0").check()
    seat.page.get_by_role("button", name="登记并转办").click()
    assert Request.objects.get().matter.offered_to == "mz-relief"
    assert "已登记并转办" in one.page.locator("#toasts").inner_text()
