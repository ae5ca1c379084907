"""K1–K4 at the desk: one inbox, one search, every number opens, what is stuck is seen."""

import pytest

from sunhall.hotline import jobs
from sunhall.hotline.tests.makers import make_request
from tests.journeys.seats import Seat

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_j_and_k_walk_the_list_and_the_address_follows(county, walker):
    first = make_request(county, upto="handling", is_urgent=True).matter.number
    second = make_request(county, upto="handling").matter.number
    seat = Seat(walker, county, "handler", "k01")
    seat.go("/workbench/?view=open")
    seat.press("j")
    seat.page.wait_for_url(f"**/requests/{first}/**")
    seat.rest()
    seat.press("j")
    seat.page.wait_for_url(f"**/requests/{second}/**")
    seat.rest()
    seat.press("k")
    seat.page.wait_for_url(f"**/requests/{first}/**")
    seat.rest()
    seat.one.shot("walked")
    seat.page.reload()
    seat.rest()
    assert seat.page.locator("#case-title").is_visible()
    assert seat.page.locator(".item-link[aria-current]").count() == 1
    seat.page.go_back()
    seat.page.wait_for_url(f"**/requests/{second}/**")
    assert seat.one.complaints == []


def test_slash_searches_and_the_palette_finds_by_initials(county, walker):
    request = make_request(county, upto="handling")
    jobs.index_new_texts()
    seat = Seat(walker, county, "handler", "k01-search")
    seat.go("/workbench/")
    seat.press("/")
    seat.write("路灯")
    seat.press("Enter")
    seat.page.wait_for_url("**/search/**")
    assert seat.one.sees(request.matter.number)
    seat.page.locator("main").focus()
    seat.press("Control+k")
    seat.initials("qzyt")
    seat.page.locator("#palette-results a", has_text="群众约谈").wait_for()
    seat.press("Enter")
    seat.page.wait_for_url("**/dialogues/")


@pytest.mark.parametrize("size", [(1440, 900), (360, 740)], ids=["1440", "360"])
def test_no_page_of_the_frame_has_a_barrier(county, walker, size):
    make_request(county, upto="assigned")
    jobs.index_new_texts()
    seat = Seat(walker, county, "manager", f"k01-{size[0]}", size=size)
    for name, path in {
        "search": "/workbench/search/",
        "found": "/workbench/search/?q=路灯&state=open",
        "nothing": "/workbench/search/?q=没有这样的话",
        "commands": "/workbench/commands/?q=r",
        "keys": "/workbench/keys/",
        "extensions": "/workbench/extensions/",
    }.items():
        seat.go(path)
        seat.look(name)
    admin = Seat(walker, county, "system_admin", f"k04-{size[0]}", size=size)
    admin.go("/workbench/deliveries/")
    admin.look("deliveries")
