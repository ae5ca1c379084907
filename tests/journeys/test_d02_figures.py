"""D2: a resident reads a figure, its definition and its rows; staff open what lies beneath."""

import csv

import pytest
import time_machine

from sunhall.sunshine.tests.makers import NOW, published_county
from tests.journeys.conftest import DESK, PHONE
from tests.journeys.seats import Seat

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def published(transactional_db, cast):
    with time_machine.travel(NOW, tick=True):
        published_county(cast)
        yield cast


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["360", "1440"])
@pytest.mark.parametrize("density", ["citizen", "elder"])
def test_the_public_page_has_no_barrier(published, walker, density, size):
    one = walker(f"figures-{density}-{size[0]}", size=size, density=density)
    one.go("/figures/")
    assert one.barriers() == []
    one.shot("1-all")
    for summary in one.page.locator("main summary").all():
        summary.click()
    assert one.barriers() == []
    one.shot("2-open")
    one.tap("民政局")
    assert one.page.get_by_role("heading", level=1).inner_text() == "民政局"
    assert one.barriers() == []
    one.shot("3-office")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "plain"])
def test_definition_and_rows_are_one_tap_away(published, walker, scripts):
    one = walker("figures-define", scripts=scripts)
    one.go("/figures/")
    tile = one.page.locator(".kpi", has_text="满意率")
    tile.get_by_role("link", name="定义").click()
    assert one.page.url.endswith("#satisfaction_rate")
    assert one.page.locator("#satisfaction_rate").is_visible()
    name, got = one.download(tile.get_by_role("link", name="CSV"))
    rows = list(csv.DictReader(got.decode("utf-8").splitlines()))
    assert name == "opinions-2026-07-2026-09.csv"
    said = sum(int(row["count"]) for row in rows if row["question"] == "satisfied")
    assert tile.get_by_text(f"n = {said}").is_visible()


def test_a_month_that_is_not_public_yet_says_when_it_will_be(published, walker):
    one = walker("figures-early")
    one.go("/figures/2026-10/2026-11/")
    assert one.sees("这些月份还没有公布的数字")
    assert one.page.get_by_text("2026-12-16 起公布").is_visible()
    one.page.get_by_role("link", name="什么时候公布").click()
    assert one.page.get_by_role("heading", name="什么时候公布，为什么有的不公布").is_visible()


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["360", "1440"])
def test_staff_open_the_rows_beneath_a_figure(published, walker, size):
    seat = Seat(walker, published, "leader", f"figures-inner-{size[0]}", size=size)
    seat.go("/workbench/figures/")
    seat.look("1-all")
    seat.page.get_by_role("link", name="列表 超期", exact=True).click()
    seat.look("2-rows")
    assert seat.one.sees("n = 2")
    seat.page.locator("table a").first.click()
    seat.page.wait_for_url("**/R26*/")


def test_a_wrong_period_is_explained_without_a_barrier(published, walker):
    seat = Seat(walker, published, "leader", "figures-inner-wrong")
    seat.page.goto(f"{seat.one.home}/workbench/figures/?first=2026-11-10&last=2026-11-01")
    seat.one.complaints.clear()
    seat.look("wrong")
    assert seat.one.sees("结束日期应不早于开始日期")
