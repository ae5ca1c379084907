"""D1: nothing is public before a clerk has read it; with plain forms, by keyboard, on a phone."""

import pytest

from sunhall.hotline import queries
from sunhall.hotline.tests.makers import make_published, make_request
from tests.journeys.seats import Seat

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SAID = "石桥村村民李建国说路灯坏了，电话13800000009。马大桥家门口也没有灯。"


@pytest.mark.parametrize("scripts", [True, False])
def test_a_clerk_hides_what_was_missed_and_publishes(county, walker, scripts):
    number = make_request(county, upto="answered", is_public=True, text=SAID).matter.number
    session = county.client_for("manager").cookies["session"].value
    one = walker(f"d01-{scripts}", session=session, scripts=scripts, size=(1440, 900))
    one.go("/workbench/publications/")
    one.page.get_by_role("link", name=number).click()
    one.page.get_by_label("李建国").uncheck()
    one.page.get_by_label("还要隐去").fill("马大桥")
    one.tap("公开", "button")
    assert one.sees("请核对新的预览")
    assert queries.published_case(number) is None
    one.tap("公开", "button")
    assert one.sees("没有待审核的公开")
    case = queries.published_case(number)
    assert case.text == "石桥村村民李建国说路灯坏了，电话**。**家门口也没有灯。"


@pytest.mark.parametrize("size", [(1440, 900), (360, 740)], ids=["1440", "360"])
def test_no_page_of_the_review_has_a_barrier(county, walker, size):
    waiting = make_request(county, upto="answered", is_public=True, text=SAID).matter.number
    shown = make_published(county).matter.number
    seat = Seat(walker, county, "manager", f"d01-{size[0]}", size=size)
    for name, path in {
        "waiting": "/workbench/publications/",
        "public": "/workbench/publications/?state=public",
        "kept": "/workbench/publications/?state=kept",
        "review": f"/workbench/publications/{waiting}/",
        "shown": f"/workbench/publications/{shown}/",
    }.items():
        seat.go(path)
        over = seat.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert over <= 0, (name, over)
        seat.look(name)
