"""K1: whoever has only a phone at hand sees every value of a list and what the search takes."""

import pytest

from sunhall.hotline import actions
from sunhall.hotline.tests.makers import make_request
from sunhall.matters import actions as matter_actions
from tests.journeys.conftest import PHONE
from tests.journeys.seats import Seat

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGES = {
    "operator": ("desk/", "triage/", "search/?state=open", "dialogues/", "dialogues/?state=held"),
    "manager": ("watch/", "extensions/", "imports/"),
    "audit_admin": ("audit/",),
    "system_admin": ("organisations/", "staff/", "roster/", "deliveries/"),
}
# What a table holds beyond its edge, and lists whose values lie there.
BEYOND = """() => [...document.querySelectorAll("table.fold")].filter(one =>
  one.scrollWidth > one.parentElement.clientWidth + 1).map(one => one.textContent.slice(0, 60))"""


@pytest.mark.parametrize("who", PAGES)
def test_no_value_of_a_list_lies_beyond_the_edge_of_a_phone(county, walker, who):
    make_request(county, upto="dialogue")
    make_request(county, upto="talked")
    number = make_request(county, upto="handling").matter.number
    matter_actions.ask_extension(number, n=3, reason="需要专业检测线路", by=county.handler)
    actions.receive_request(
        text="路口的井盖松了，骑车经过很危险。", place="990101100201", channel="phone",
        by=county.operator,
    )  # fmt: skip
    seat = Seat(walker, county, who, f"phone-{who}", size=PHONE)
    for path in PAGES[who]:
        seat.go(f"/workbench/{path}")
        seat.look(path.partition("/")[0])
        assert seat.page.evaluate(BEYOND) == [], path


def test_the_search_box_of_a_phone_tells_what_it_takes(county, walker):
    seat = Seat(walker, county, "operator", "phone-find", size=PHONE)
    seat.go("/workbench/desk/")
    find = seat.page.locator("#find")
    wanted = find.evaluate(
        "(one) => { const pen = document.createElement('canvas').getContext('2d');"
        " pen.font = getComputedStyle(one).font; return pen.measureText(one.placeholder).width }"
    )
    room = find.evaluate(
        "(one) => one.clientWidth - parseFloat(getComputedStyle(one).paddingLeft)"
        " - parseFloat(getComputedStyle(one).paddingRight)"
    )
    assert room >= wanted
