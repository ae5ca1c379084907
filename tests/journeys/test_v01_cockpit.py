"""V1: in ten seconds a leader knows what is late, what turns red next and where; every number
opens its list, and the list says why.
"""

import re

import pytest
import time_machine

from sunhall.supervision.tests.makers import NOW, watched_county
from tests.journeys.conftest import DESK, PHONE
from tests.journeys.seats import Seat

WALL = (1920, 1080)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def watched(transactional_db, cast):
    with time_machine.travel(NOW, tick=True):
        watched_county(cast)
        yield cast


@pytest.mark.parametrize("size", [PHONE, DESK, WALL], ids=["360", "1440", "1920"])
@pytest.mark.parametrize("who", ["leader", "supervisor"])
def test_number_list_and_case_are_two_taps_apart(watched, walker, who, size):
    seat = Seat(walker, watched, who, f"cockpit-{who}-{size[0]}", size=size)
    seat.go("/workbench/watch/")
    seat.look("1-board")
    one = seat.one
    one.page.locator(".kpi", has_text="超期未办结").get_by_role("link").click()
    seat.look("2-late")
    assert one.sees("超期未办结")
    assert one.sees("2 件，截至")
    one.page.locator("summary", has_text="为什么").first.click()
    seat.look("3-why")
    assert one.sees("哪天在谁手里")
    one.page.locator("article h2 a").first.click()
    seat.rest()
    assert re.search(r"/R\d{6}-\d+/", one.page.url)


def test_the_worst_office_is_the_first_thing_a_leader_reads(watched, walker):
    seat = Seat(walker, watched, "leader", "cockpit-first", size=PHONE)
    seat.go("/workbench/watch/")
    worst = seat.page.get_by_text("民政局 · 社会救助岗 有 2 件超期")
    assert worst.bounding_box()["y"] < PHONE[1]
    worst.click()
    seat.rest()
    assert seat.one.sees("2 件，截至")


def test_every_number_of_the_cockpit_opens_the_list_of_just_these(watched, walker):
    seat = Seat(walker, watched, "supervisor", "cockpit-numbers", size=WALL)
    seat.go("/workbench/watch/")
    links = seat.page.locator(".kpi-value a, table.fold td a, .toolbar a").all()
    read = [(link.get_attribute("href"), re.search(r"\d+", link.inner_text())) for link in links]
    # What bears no number leads to another page.
    told = {url: count[0] for url, count in read if count}
    assert len(told) >= 12
    for url, count in told.items():
        seat.go(url)
        assert seat.one.sees(f"{count} 件，截至"), url


def test_every_column_of_the_strip_opens_the_list_of_just_these(watched, walker):
    seat = Seat(walker, watched, "supervisor", "cockpit-strip")
    seat.go("/workbench/watch/")
    links = seat.page.locator("figure.chart svg a:has(text)")
    told = [(link.get_attribute("href"), link.text_content().strip()) for link in links.all()]
    assert len(told) >= 3
    for url, count in told:
        seat.go(url)
        assert seat.one.sees(f"{count} 件，截至"), url


def test_the_strip_is_reached_by_keyboard(watched, walker):
    seat = Seat(walker, watched, "supervisor", "cockpit-keys")
    seat.go("/workbench/watch/")
    column = seat.page.locator("figure.chart svg a:has(text)").first
    column.focus()
    seat.press("Enter")
    seat.page.wait_for_url("**/workbench/watch/list/**")


def test_the_cockpit_prints_on_a4_with_its_title_and_as_of(watched, walker):
    seat = Seat(walker, watched, "leader", "cockpit-a4")
    seat.go("/workbench/watch/")
    seat.page.emulate_media(media="print")
    assert seat.page.get_by_role("heading", name="监督驾驶舱").is_visible()
    assert seat.page.get_by_text("截至").first.is_visible()
    assert not seat.page.locator(".rail").is_visible()
    assert len(re.findall(rb"/Type\s*/Page\b", seat.page.pdf(format="A4"))) <= 2


def test_an_empty_list_leads_back(watched, walker):
    seat = Seat(walker, watched, "supervisor", "cockpit-empty", size=PHONE)
    seat.go("/workbench/watch/list/?view=late&post=zj-roads")
    seat.look("empty")
    seat.one.tap("看全部数字")
    seat.page.wait_for_url("**/workbench/watch/")
