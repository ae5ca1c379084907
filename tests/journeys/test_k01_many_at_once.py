"""A3-08, A3-09: many matters by keyboard, each told; one key takes back what was just done."""

import pytest

from sunhall.hotline.tests.makers import make_request
from sunhall.matters.models import Matter, Note
from tests.journeys.seats import Seat

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("size", [(1440, 900), (360, 740)], ids=["1440", "360"])
def test_all_of_a_page_are_signed_by_keyboard_and_each_row_says_so(county, walker, size):
    for _ in range(6):
        make_request(county, upto="assigned")
    seat = Seat(walker, county, "handler", f"k01-bulk-{size[0]}", size=size)
    seat.go("/workbench/?view=to-sign")
    seat.press("Shift+X")
    assert seat.page.locator("[data-bulk-count]").inner_text() == "6"
    seat.look("selected")
    seat.page.locator(".bulk").get_by_role("button", name="签收").press("Enter")
    seat.page.get_by_role("button", name="确定办理 6 件").wait_for()
    assert Matter.objects.filter(stage="handling").count() == 0
    seat.look("foreseen")
    seat.page.get_by_role("button", name="确定办理 6 件").press("Enter")
    seat.page.get_by_text("6 件中办理了 6 件").wait_for()
    assert Matter.objects.filter(stage="handling").count() == 6
    seat.look("done")


def test_a_note_is_taken_back_with_one_key_and_its_words_are_in_the_form_again(county, walker):
    request = make_request(county, upto="handling")
    seat = Seat(walker, county, "handler", "k01-undo")
    seat.go(f"/workbench/requests/{request.matter.number}/note/")
    seat.page.locator("#id_text").fill("写错了的一句话")
    seat.press("Control+Enter")
    seat.page.locator("[data-toast]").wait_for()
    seat.look("toast")
    seat.page.evaluate("document.activeElement.blur()")
    seat.press("u")
    seat.page.get_by_text("已撤销").first.wait_for()
    assert Note.objects.get().undone_at is not None
    seat.go(f"/workbench/requests/{request.matter.number}/note/")
    assert seat.page.locator("#id_text").input_value() == "写错了的一句话"
